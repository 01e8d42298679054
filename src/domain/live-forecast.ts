import type { DelayScenario } from './delay-curve.ts';
import { LIVE_DELAY } from './delay-grid.ts';
import { forecastAssumptions, forecastBasis } from './forecast-basis.ts';
import type { Forecast, ForecastBasis, ForecastInput } from './forecast.ts';
import { addSeconds, compareInstants, type Instant, type LocalDate } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { daysOf, exposureContext, forecastFrom, likelyOnes } from './make-forecast.ts';
import { whole } from './number-text.ts';
import type { Quantiles } from './quantiles.ts';
import type { Text } from './text.ts';
import type { WaveDay } from './wave-days.ts';
import { exposureUntil, type WaveExposure, waveExposures } from './wave-exposure.ts';
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

/** What no curve of the grid fits exactly counts as noise of the days that were counted; without it the first days would seem to tell too much. */
const MISFIT_CV = 0.1;

/** The rest of the wave of `input` as it looks after `counts`: contact rate and delay are learned together (wave-posterior.ts). */
export function liveForecast(input: ForecastInput, counts: WaveCounts): LiveForecast {
  const basis = forecastBasis({ ...input, delay: input.delay ?? LIVE_DELAY });
  const { days, scenarios, exposures, passed, posterior } = wavePosteriorOf(basis, counts);
  const today = localDateOf(counts.countedUntil, basis.calendar.timeZone);
  const coming = posterior.flatMap((one, j) => {
    const exposure = exposures[j];
    return exposure ? [{ ...one, exposure: comingPart(exposure, passed[j] ?? []) }] : [];
  });
  const rest = forecastFrom(
    basis,
    days.map((day) => comingHalfHours(day, counts.countedUntil)),
    likelyOnes(coming),
    forecastAssumptions(input),
  );
  const counted = counts.perDay.reduce((sum, { contacts }) => sum + contacts, 0);
  const { p10, p50, p90, mean } = rest.totals;
  const totals = {
    p10: p10 + counted,
    p50: p50 + counted,
    p90: p90 + counted,
    mean: mean + counted,
  };
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

/** The posterior over the scenarios of `basis.delay` after `counts`, with the exposures that it was made from. */
export function wavePosteriorOf(basis: ForecastBasis, counts: WaveCounts): WavePosterior {
  const days = daysOf(basis);
  const { scenarios } = basis.delay;
  const context = exposureContext(basis, days);
  const exposures = waveExposures(basis.batches, scenarios, context);
  const passed = exposures.map((one) => exposureUntil(one, counts.countedUntil, context));
  const today = localDateOf(counts.countedUntil, basis.calendar.timeZone);
  const begun = days.filter(({ date }) => date <= today).length;
  const posterior = wavePosterior(scenarios, ratePriorOf(basis), {
    contacts: days.slice(0, begun).map(({ date }) => countOn(date, counts)),
    exposures: passed.map((perDay) => perDay.slice(0, begun)),
  });
  return { days, scenarios, exposures, passed, posterior };
}

/** What is believed of the rate before any count; the noise of days includes what no delay curve fits. */
export function ratePriorOf({ contactRate, dayFactorCv }: ForecastBasis): RatePrior {
  const { alpha, beta } = contactRate;
  return { alpha, beta, dayFactorCv: Math.hypot(dayFactorCv, MISFIT_CV) };
}

/** Lists with one entry per scenario, but `days`. */
export interface WavePosterior {
  readonly days: readonly WaveDay[];
  readonly scenarios: readonly DelayScenario[];
  readonly exposures: readonly WaveExposure[];
  /** Exposure of each day that has passed. */
  readonly passed: readonly (readonly number[])[];
  readonly posterior: readonly ScenarioPosterior[];
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
