import { audienceSize } from './audience.ts';
import {
  forecastAccuracy,
  type ForecastAccuracy,
  type ForecastOutcome,
} from './forecast-accuracy.ts';
import { forecastBasis } from './forecast-basis.ts';
import { learnFromHistory } from './learn-from-history.ts';
import { liveDays, type WaveCounts } from './live-forecast.ts';
import { daysOf, expectedDays } from './make-forecast.ts';
import type { WaveHistory } from './past-mailing.ts';

export type WaveMethod = 'last-year-scaled' | 'sluis' | 'last-year-scaled-live' | 'sluis-live';

/** Accuracy of one method: per day of the waves, and of the totals. */
export interface WaveBacktest {
  readonly method: WaveMethod;
  readonly day: ForecastAccuracy;
  readonly total: ForecastAccuracy;
}

/** The live methods know this many working days after the release day. */
const LIVE_DAYS = 3;

interface Outcomes {
  readonly day: ForecastOutcome[];
  readonly total: ForecastOutcome[];
}

/**
 * Rolling origin over `waves` of one municipality, in order of release: each wave is forecast from the earlier ones only. "Last year's curve
 * scaled" is the last wave of the same kind, working day by working day since the release, times the ratio of the audiences; its
 * live form is scaled again by what came in the first three working days. Live methods are judged on the days after those. Intervals
 * are P10 to P90, so coverage should be about 0.8.
 */
export function backtestWaves(waves: readonly WaveHistory[]): WaveBacktest[] {
  const results = new Map<WaveMethod, Outcomes>();
  const add = (method: WaveMethod, part: 'day' | 'total', outcome: ForecastOutcome): void => {
    const outcomes = results.get(method) ?? { day: [], total: [] };
    outcomes[part].push(outcome);
    results.set(method, outcomes);
  };
  const ordered = waves.toSorted((a, b) => (releaseOf(a) < releaseOf(b) ? -1 : 1));
  for (const [i, wave] of ordered.entries()) {
    const earlier = ordered.slice(0, i);
    const last = earlier.findLast(({ input }) => input.kind === wave.input.kind);
    if (!last) continue;
    const { departmentId, input: plain, adjustments } = wave;
    const on = releaseOf(wave).slice(0, 10);
    const input = {
      ...plain,
      ...learnFromHistory(
        { kind: plain.kind, departmentId, on, ...(adjustments && { adjustments }) },
        earlier,
      ),
    };
    const forecast = expectedDays(input);
    const dates = forecast.perDay.map(({ date }) => date);
    const actual = dates.map((date) => countOn(wave.counts, date));
    const scaled = scaledCurve(last, wave, dates.length);
    for (const [d, count] of actual.entries()) {
      const { p50 = 0, p10 = 0, p90 = 0 } = forecast.perDay[d] ?? {};
      add('sluis', 'day', { expected: p50, low: p10, high: p90, actual: count });
      add('last-year-scaled', 'day', { expected: scaled[d] ?? 0, actual: count });
    }
    const total = wave.counts.perDay.reduce((sum, { contacts }) => sum + contacts, 0);
    const { mean, p10, p90 } = forecast.totals;
    add('sluis', 'total', { expected: mean, low: p10, high: p90, actual: total });
    add('last-year-scaled', 'total', { expected: sumOf(scaled), actual: total });

    const known = LIVE_DAYS + 1;
    const cut = dates[known - 1];
    if (cut === undefined) continue;
    const live = liveDays(input, {
      countedUntil: `${cut}T22:59:00Z`,
      perDay: wave.counts.perDay.filter(({ date }) => date <= cut),
    });
    const ratio = sumOf(actual.slice(0, known)) / Math.max(1, sumOf(scaled.slice(0, known)));
    for (const day of live.perDay) {
      const d = dates.indexOf(day.date);
      if (d < known) continue;
      const outcome = { low: day.p10, high: day.p90, actual: actual[d] ?? 0 };
      add('sluis-live', 'day', { expected: day.mean, ...outcome });
      add('last-year-scaled-live', 'day', {
        expected: (scaled[d] ?? 0) * ratio,
        actual: outcome.actual,
      });
    }
    add('sluis-live', 'total', {
      expected: live.totals.mean,
      low: live.totals.p10,
      high: live.totals.p90,
      actual: total,
    });
    add('last-year-scaled-live', 'total', { expected: sumOf(scaled) * ratio, actual: total });
  }
  return [...results].map(([method, { day, total }]) => ({
    method,
    day: forecastAccuracy(day),
    total: forecastAccuracy(total),
  }));
}

/** Contacts per working day since the release, of `last` scaled to the audience of `wave`. */
function scaledCurve(last: WaveHistory, wave: WaveHistory, days: number): number[] {
  const ratio = audienceSize(wave.input.audience) / Math.max(1, audienceSize(last.input.audience));
  const dates = daysOf(forecastBasis(last.input)).map(({ date }) => date);
  return Array.from({ length: days }, (_, d) => {
    const date = dates[d];
    return date === undefined ? 0 : countOn(last.counts, date) * ratio;
  });
}

function releaseOf({ input }: Pick<WaveHistory, 'input'>): string {
  return input.batches.map(({ releaseAt }) => releaseAt).toSorted()[0] ?? '';
}

function countOn({ perDay }: WaveCounts, date: string): number {
  return perDay.reduce((sum, one) => (one.date === date ? sum + one.contacts : sum), 0);
}

function sumOf(list: readonly number[]): number {
  return list.reduce((sum, one) => sum + one, 0);
}
