import type { BaseLoadBacktest } from './backtest-base-load.ts';
import type { WaveBacktest, WaveMethod } from './backtest-waves.ts';

/** Whether a bar was met, in a sentence; undefined when there was too little to tell. */
export interface Verdict {
  readonly met: boolean | undefined;
  readonly text: string;
}

/** Shares of counts inside their interval that are right, and the fewest outcomes from which that can be told. */
const NINETY = { low: 0.85, high: 0.95, of: '90 %' } as const;
const EIGHTY = { low: 0.7, high: 0.9, of: '80 %' } as const;
const FEWEST = 20;
/** The fewest waves from which an error can be compared. */
const FEWEST_WAVES = 5;
/** Error of the forecast relative to that of last year's curve. */
const HALF = 0.5;

/** The bars for ordinary load: no worse than the week before, and intervals that hold. */
export function loadVerdicts(rows: readonly BaseLoadBacktest[]): Verdict[] {
  const naive = rows.find(({ method }) => method === 'seasonal-naive');
  const mean = rows.find(({ method }) => method === 'mean-of-8');
  if (!naive || !mean) return [];
  return (['halfHour', 'day'] as const).flatMap((part) => {
    const what = part === 'day' ? 'days' : 'half hours';
    const ratio = (mean[part].wape ?? 0) / (naive[part].wape || 1);
    return [
      {
        met: ratio <= 1,
        text: `${what}: the mean of 8 same weekdays has ${times(ratio)} the error of the week before (at most 1)`,
      },
      coverageVerdict(what, mean[part], NINETY),
    ];
  });
}

/** The bars for waves: half the error of last year's curve, before the first contact and after three days, and intervals that hold. */
export function waveVerdicts(rows: readonly WaveBacktest[]): Verdict[] {
  const of = (wanted: WaveMethod): WaveBacktest | undefined =>
    rows.find(({ method }) => method === wanted);
  return (['sluis', 'sluis-live'] as const).flatMap((method) => {
    const [ours, theirs] = [
      of(method),
      of(method === 'sluis' ? 'last-year-scaled' : 'last-year-scaled-live'),
    ];
    if (!ours || !theirs) return [];
    const when = method === 'sluis' ? 'before the first contact' : 'after three days';
    const ratio = (ours.day.wape ?? 0) / (theirs.day.wape || 1);
    const enough = ours.total.count >= FEWEST_WAVES;
    return [
      {
        met: enough ? ratio <= HALF : undefined,
        text: `days of a wave, ${when}: ${times(ratio)} the error of last year's curve scaled (at most ${HALF})${enough ? '' : tooFew(ours.total.count)}`,
      },
      coverageVerdict(`totals of a wave, ${when}`, ours.total, EIGHTY),
    ];
  });
}

function coverageVerdict(
  what: string,
  { coverage, count }: { readonly coverage: number | null; readonly count: number },
  { low, high, of }: { readonly low: number; readonly high: number; readonly of: string },
): Verdict {
  const share = coverage ?? 0;
  const enough = count >= FEWEST;
  const between = `${Math.round(100 * low)} to ${Math.round(100 * high)} %`;
  return {
    met: enough ? share >= low && share <= high : undefined,
    text: `${what}: ${Math.round(100 * share)} % of the counts lie in their ${of} interval (${between})${
      enough ? '' : tooFew(count)
    }`,
  };
}

function tooFew(count: number): string {
  return `; that cannot be told from ${count}`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} times`;
}
