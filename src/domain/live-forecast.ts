import { LIVE_DELAY } from './delay-grid.ts';
import { forecastAssumptions, forecastBasis } from './forecast-basis.ts';
import type { Forecast, ForecastBasis, ForecastInput } from './forecast.ts';
import { addSeconds, compareInstants, type Instant, type LocalDate } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { daysFrom, daysOf, exposureContext, forecastFrom, totalMixture } from './make-forecast.ts';
import type { WaveScenario } from './wave-scenario.ts';
import { mergeScenarios } from './wave-scenario.ts';
import { type Mixture, mixtureQuantiles } from './mixture-quantiles.ts';
import { whole } from './number-text.ts';
import type { Quantiles } from './quantiles.ts';
import type { Text } from './text.ts';
import type { WaveDay } from './wave-days.ts';
import {
  type ExposureContext,
  exposuresUntil,
  type WaveExposure,
  waveExposures,
} from './wave-exposure.ts';
import { type RatePrior, type ScenarioPosterior, wavePosterior } from './wave-posterior.ts';

/** Contacts of a wave counted so far. Every working day up to `countedUntil` without a count had none. */
export interface WaveCounts {
  readonly countedUntil: Instant;
  readonly perDay: readonly { readonly date: LocalDate; readonly contacts: number }[];
}

/** The rest of a running wave. `intervals` and `perDay` hold what is still to come; `totals` is the whole wave, past and coming. */
export interface LiveForecast extends Forecast {
  readonly counted: number;
  /** Of what is still to come. */
  readonly remaining: Quantiles;
  /** What the contact rate is now believed to be. */
  readonly contactRateMean: number;
  /** Days later than assumed that letters seem to have landed, and how much faster people react; means. */
  readonly delay: { readonly shiftDays: number; readonly speed: number };
}

/**
 * What no curve of the grid fits exactly: as noise of each day that was counted, without which the first days would seem to tell too much, and as
 * a common factor of all that is still to come. Coefficients of variation, set so that 90 % intervals hold on waves as slow as marketing mail.
 */
const DAY_MISFIT_CV = 0.2;
const REST_MISFIT_CV = 0.15;

/** The rest of the wave of `input` as it looks after `counts`: contact rate and delay are learned together (wave-posterior.ts). */
export function liveForecast(input: ForecastInput, counts: WaveCounts): LiveForecast {
  const prepared = prepareWave(input);
  const { basis, days } = prepared;
  const { scenarios, posterior, coming } = stillToCome(prepared, counts);
  const today = localDateOf(counts.countedUntil, basis.calendar.timeZone);
  const rest = forecastFrom(
    basis,
    days.map((day) => comingHalfHours(day, counts.countedUntil)),
    mergeScenarios(coming),
    forecastAssumptions(input),
  );
  const counted = countedIn(counts);
  const totals = wholeOf(counted, rest.totals);
  const meanOf = (value: (j: number) => number): number =>
    posterior.reduce((sum, { weight }, j) => sum + weight * value(j), 0);
  return {
    ...rest,
    perDay: rest.perDay.filter(({ date }) => date >= today),
    totals,
    counted,
    remaining: rest.totals,
    contactRateMean: meanOf((j) => (posterior[j]?.alpha ?? 0) / (posterior[j]?.beta ?? 1)),
    delay: {
      shiftDays: meanOf((j) => scenarios[j]?.shiftDays ?? 0),
      speed: meanOf((j) => scenarios[j]?.speed ?? 1),
    },
    explanation: explanationOf(counted, totals, rest.totals),
  };
}

/** Only the size of it: what has been counted, and the distribution of what is still to come. Much faster than `liveForecast`. */
export function remainingWave(
  prepared: PreparedWave,
  counts: WaveCounts,
): { readonly counted: number; readonly coming: Mixture } {
  const { coming } = stillToCome(prepared, counts);
  return {
    counted: countedIn(counts),
    coming: totalMixture(prepared.basis, mergeScenarios(coming)),
  };
}

/** The days to come and the whole of `liveForecast`, without half hours. */
export function liveDays(
  input: ForecastInput,
  counts: WaveCounts,
): Pick<Forecast, 'perDay' | 'totals'> {
  const prepared = prepareWave(input);
  const { basis, days } = prepared;
  const { coming } = stillToCome(prepared, counts);
  const { perDay, totals } = daysFrom(basis, days, mergeScenarios(coming));
  const today = localDateOf(counts.countedUntil, basis.calendar.timeZone);
  return {
    perDay: perDay.filter(({ date }) => date >= today),
    totals: wholeOf(countedIn(counts), totals),
  };
}

/** P10, P50 and P90 of the whole wave, past and coming. */
export function liveTotals(input: ForecastInput, counts: WaveCounts): Quantiles {
  const { counted, coming } = remainingWave(prepareWave(input), counts);
  return wholeOf(counted, mixtureQuantiles(coming));
}

function stillToCome(prepared: PreparedWave, counts: WaveCounts) {
  const { passed, posterior } = wavePosteriorOf(prepared, counts);
  const coming = posterior.flatMap((one, j): WaveScenario[] => {
    const exposure = prepared.exposures[j];
    if (!exposure) return [];
    return [{ ...widened(one), exposure: comingPart(exposure, passed[j] ?? []) }];
  });
  return { scenarios: prepared.basis.delay.scenarios, posterior, coming };
}

function countedIn({ perDay }: WaveCounts): number {
  return perDay.reduce((sum, { contacts }) => sum + contacts, 0);
}

function wholeOf(counted: number, { p10, p50, p90, mean }: Quantiles): Quantiles {
  return { p10: p10 + counted, p50: p50 + counted, p90: p90 + counted, mean: mean + counted };
}

/** A wave before anything is counted: what does not change while it runs. */
export interface PreparedWave {
  readonly basis: ForecastBasis;
  readonly days: readonly WaveDay[];
  readonly context: ExposureContext;
  /** One per delay scenario of `basis`. */
  readonly exposures: readonly WaveExposure[];
}

/** The wave of `input`, among the fine grid of delays when it names none. */
export function prepareWave(input: ForecastInput): PreparedWave {
  const basis = forecastBasis({ ...input, delay: input.delay ?? LIVE_DELAY });
  const days = daysOf(basis);
  const context = exposureContext(basis, days);
  return {
    basis,
    days,
    context,
    exposures: waveExposures(basis.batches, basis.delay.scenarios, context),
  };
}

/** The posterior over the delay scenarios of `prepared` after `counts`. */
export function wavePosteriorOf(
  { basis, days, context, exposures }: PreparedWave,
  counts: WaveCounts,
): WavePosterior {
  const passed = exposuresUntil(exposures, counts.countedUntil, context);
  const today = localDateOf(counts.countedUntil, basis.calendar.timeZone);
  const begun = days.filter(({ date }) => date <= today).length;
  const posterior = wavePosterior(basis.delay.scenarios, ratePriorOf(basis), {
    contacts: days.slice(0, begun).map(({ date }) => countOn(date, counts)),
    exposures: passed.map((perDay) => perDay.slice(0, begun)),
  });
  return { passed, posterior };
}

/** What is believed of the rate before any count; the noise of days includes what no delay curve fits. */
export function ratePriorOf({ contactRate, dayFactorCv }: ForecastBasis): RatePrior {
  const { alpha, beta } = contactRate;
  return { alpha, beta, dayFactorCv: Math.hypot(dayFactorCv, DAY_MISFIT_CV) };
}

/** Lists with one entry per delay scenario. */
export interface WavePosterior {
  /** Exposure of each day that has passed. */
  readonly passed: readonly (readonly number[])[];
  readonly posterior: readonly ScenarioPosterior[];
}

/** The same mean, less certain: what is to come need not follow the curve. */
function widened({ weight, alpha, beta }: ScenarioPosterior): ScenarioPosterior {
  const narrower = 1 / (1 + REST_MISFIT_CV ** 2 * (alpha + 1));
  return { weight, alpha: alpha * narrower, beta: beta * narrower };
}

function countOn(date: LocalDate, { perDay }: WaveCounts): number {
  return perDay.reduce((sum, one) => (one.date === date ? sum + one.contacts : sum), 0);
}

/** The day without the half hours that are over; what is left of its exposure is spread over the others. */
function comingHalfHours(day: WaveDay, until: Instant): WaveDay {
  const coming = day.intervals.filter(
    ({ start, seconds }) => compareInstants(addSeconds(start, seconds), until) > 0,
  );
  return { ...day, intervals: coming };
}

function comingPart(exposure: WaveExposure, passed: readonly number[]): WaveExposure {
  return {
    perDay: exposure.perDay.map((addressees, day) => Math.max(0, addressees - (passed[day] ?? 0))),
    // Once the day of an arrival has begun, the rest of it is taken to follow the usual course of the day.
    arrivals: exposure.arrivals.filter(({ day }) => passed[day] === 0),
  };
}

function explanationOf(counted: number, totals: Quantiles, rest: Quantiles): Text {
  return {
    nl: `Er zijn ${whole(counted, 'nl')} contacten geteld. Er komen er naar verwachting nog ${whole(rest.p50, 'nl')} (met 80 % kans ${whole(rest.p10, 'nl')} tot ${whole(rest.p90, 'nl')}), samen ${whole(totals.p50, 'nl')}.`,
    en: `${whole(counted, 'en')} contacts have been counted. ${whole(rest.p50, 'en')} more are expected (with a chance of 80 % ${whole(rest.p10, 'en')} to ${whole(rest.p90, 'en')}), ${whole(totals.p50, 'en')} in all.`,
  };
}
