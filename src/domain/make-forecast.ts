import { type BaseLoadAt, baseLoadLookup } from './base-load.ts';
import { CONTACT_CHANNELS } from './contact-channel.ts';
import { forecastAssumptions, forecastBasis } from './forecast-basis.ts';
import { forecastExplanation } from './forecast-explanation.ts';
import {
  FORECAST_VERSION,
  type Forecast,
  type ForecastBasis,
  type ForecastDay,
} from './forecast.ts';
import type { ForecastInput, ForecastInterval } from './forecast.ts';
import { addSeconds, type Instant } from './instant.ts';
import { intradayShares } from './intraday-profile.ts';
import { mergeScenarios, type WaveScenario } from './wave-scenario.ts';
import { type Mixture, mixtureQuantiles } from './mixture-quantiles.ts';
import type { Quantiles } from './quantiles.ts';
import { type WaveDay, waveDays } from './wave-days.ts';
import { type ExposureContext, type WaveExposure, waveExposures } from './wave-exposure.ts';

/** This share of the wave has come when it counts as over. */
const OVER = 0.98;

/**
 * The wave of a mailing: contacts(day, half hour) = sum over batches of addressees x contact rate x delay(day since release) x weekday factor x
 * intraday share, with the weekday factor scaled so that every addressee counts once and closed days moved to the next open one. The
 * quantiles are those of a mixture over the delay scenarios of negative binomials (Gamma-Poisson contact rate times a Gamma day factor of
 * coefficient of variation `dayFactorCv`; the product is taken as the Gamma with the same mean and variance). Ordinary load is separate.
 * @throws RangeError when the calendar has no working day in the run of the wave
 *
 * Source: driver-based forecasting as in Soyer and Tarimcilar (Management Science 54, 2008), with the delay of Chun and Jung.
 */
export function makeForecast(input: ForecastInput): Forecast {
  const { basis, days, scenarios } = waveToBe(input);
  return forecastFrom(basis, days, scenarios, forecastAssumptions(input));
}

/** The days and the whole of `makeForecast`, without its half hours: much faster. */
export function expectedDays(input: ForecastInput): Pick<Forecast, 'perDay' | 'totals'> {
  const { basis, days, scenarios } = waveToBe(input);
  return daysFrom(basis, days, scenarios);
}

/** All of `makeForecast` but its half hours, of which there are none: much faster. */
export function expectedWave(input: ForecastInput): Forecast {
  const { basis, days, scenarios } = waveToBe(input);
  return wholeFrom(basis, days, scenarios, forecastAssumptions(input));
}

/** What is believed of the wave: from what, over which days, and in which ways it could run. */
export function waveToBe(input: ForecastInput) {
  const basis = forecastBasis(input);
  const days = daysOf(basis);
  const context = exposureContext(basis, days);
  const { alpha, beta } = basis.contactRate;
  const delays = basis.delay.scenarios;
  const scenarios = waveExposures(basis.batches, delays, context).map((exposure, j) => ({
    weight: delays[j]?.weight ?? 0,
    alpha,
    beta,
    exposure,
  }));
  return { basis, days, scenarios: mergeScenarios(scenarios) };
}

/** The working days over which the batches of `basis` can cause contacts. */
export function daysOf(basis: ForecastBasis): WaveDay[] {
  const releases = basis.batches.map((batch) => batch.releaseAt);
  return waveDays(releases, basis.calendar, basis.delay.horizonDays);
}

/** What `waveExposure` needs of `basis`. */
export function exposureContext(basis: ForecastBasis, days: readonly WaveDay[]): ExposureContext {
  return {
    days,
    timeZone: basis.calendar.timeZone,
    weekday: basis.profiles.weekday,
    intraday: basis.profiles.intraday.phone,
    delay: basis.delay,
    channelFactors: basis.channelFactors,
  };
}

/** The forecast when `scenarios` (weights add up to 1) is what is believed of the wave over `days`. */
export function forecastFrom(
  basis: ForecastBasis,
  days: readonly WaveDay[],
  scenarios: readonly WaveScenario[],
  assumptions: Forecast['assumptions'],
): Forecast {
  const ordinary = baseLoadLookup(basis.baseLoad);
  const intervals = days.flatMap((day, i) => intervalsOf(day, i, basis, scenarios, ordinary));
  return { ...wholeFrom(basis, days, scenarios, assumptions), intervals };
}

/** The same without its half hours. */
function wholeFrom(
  basis: ForecastBasis,
  days: readonly WaveDay[],
  scenarios: readonly WaveScenario[],
  assumptions: Forecast['assumptions'],
): Forecast {
  const { perDay, totals } = daysFrom(basis, days, scenarios);
  const waveEndsAt = endOf(days, perDay, totals.mean);
  return {
    formulaVersion: FORECAST_VERSION,
    intervals: [],
    perDay,
    totals,
    ...(waveEndsAt !== undefined && { waveEndsAt }),
    assumptions,
    explanation: forecastExplanation(basis, totals, perDay),
    madeFrom: basis,
  };
}

/** The days and the whole of `forecastFrom`. */
export function daysFrom(
  basis: ForecastBasis,
  days: readonly WaveDay[],
  scenarios: readonly WaveScenario[],
): Pick<Forecast, 'perDay' | 'totals'> {
  const ordinary = baseLoadLookup(basis.baseLoad);
  return {
    perDay: days.map((day, i) => dayOf(day, i, basis, scenarios, ordinary)),
    totals: mixtureQuantiles(totalMixture(basis, scenarios)),
  };
}

function intervalsOf(
  day: WaveDay,
  index: number,
  { profiles, contactChannels, dayFactorCv }: ForecastBasis,
  scenarios: readonly WaveScenario[],
  ordinary: BaseLoadAt,
): ForecastInterval[] {
  const { weekday } = day;
  const channels = CONTACT_CHANNELS.map((channel) => ({
    channel,
    share: contactChannels[channel],
    shares: intradayShares(day.intervals, profiles.intraday[channel]),
  }));
  const split = scenarios.map(({ exposure }) => splitArrivals(exposure, index, day));
  const usual = mixtureOf(scenarios, (_, j) => split[j]?.usual ?? 0, dayFactorCv);
  const anyExtra = split.some(({ extra }) => extra !== undefined);
  // Channels with the same share and profile, and flat profiles, have the same quantiles.
  const known = new Map<number, Quantiles>();
  const usualQuantiles = (scale: number): Quantiles => {
    const quantiles = known.get(scale) ?? mixtureQuantiles(usual, scale);
    known.set(scale, quantiles);
    return quantiles;
  };
  const withExtra = (i: number, share: number, profileShare: number): Quantiles => {
    const addressees = (_: WaveScenario, j: number): number =>
      (split[j]?.usual ?? 0) * profileShare + (split[j]?.extra?.[i] ?? 0);
    return mixtureQuantiles(mixtureOf(scenarios, addressees, dayFactorCv), share);
  };
  return day.intervals.flatMap(({ start, seconds, time }, i) =>
    channels.map(({ channel, share, shares }) => {
      const profileShare = shares[i] ?? 0;
      return {
        start,
        seconds,
        channel,
        ordinary: ordinary(channel, weekday, time),
        ...(anyExtra ? withExtra(i, share, profileShare) : usualQuantiles(share * profileShare)),
      };
    }),
  );
}

/** The exposure of a day that follows the usual course of the day, and per half hour what comes after messages that arrived during it. */
export function splitArrivals(
  exposure: WaveExposure,
  index: number,
  day: WaveDay,
): { usual: number; extra?: number[] } {
  const total = exposure.perDay[index] ?? 0;
  const arrivals = exposure.arrivals.filter((arrival) => arrival.day === index);
  if (arrivals.length === 0) return { usual: total };
  const extra = day.intervals.map((_, i) =>
    arrivals.reduce((sum, arrival) => sum + (arrival.perInterval[i] ?? 0), 0),
  );
  return { usual: Math.max(0, total - extra.reduce((sum, one) => sum + one, 0)), extra };
}

/** One day of the forecast, the `index`th. */
export function dayOf(
  day: WaveDay,
  index: number,
  { dayFactorCv }: ForecastBasis,
  scenarios: readonly WaveScenario[],
  ordinary: BaseLoadAt,
): ForecastDay {
  const addressees = ({ exposure }: WaveScenario): number => exposure.perDay[index] ?? 0;
  return {
    date: day.date,
    ordinary: day.intervals.reduce(
      (sum, { time }) =>
        CONTACT_CHANNELS.reduce((all, channel) => all + ordinary(channel, day.weekday, time), sum),
      0,
    ),
    ...mixtureQuantiles(mixtureOf(scenarios, addressees, dayFactorCv)),
  };
}

/** Contacts over all days. Day factors are independent between days, so that they weigh less in the total than in a day. */
export function totalMixture(
  { dayFactorCv }: Pick<ForecastBasis, 'dayFactorCv'>,
  scenarios: readonly WaveScenario[],
): Mixture {
  const sizes = scenarios.map(({ exposure: { perDay } }) => {
    const all = perDay.reduce((sum, one) => sum + one, 0);
    const squares = perDay.reduce((sum, one) => sum + one * one, 0);
    return { all, cv: all > 0 ? (dayFactorCv * Math.sqrt(squares)) / all : 0 };
  });
  const cv = Math.max(0, ...sizes.map((size) => size.cv));
  return mixtureOf(scenarios, (_, j) => sizes[j]?.all ?? 0, cv);
}

/** Contacts of `addressees(scenario, index)` addressees, with a day factor of coefficient of variation `cv`. */
function mixtureOf(
  scenarios: readonly WaveScenario[],
  addressees: (scenario: WaveScenario, index: number) => number,
  cv: number,
): Mixture {
  return {
    weights: Float64Array.from(scenarios, ({ weight }) => weight),
    shapes: Float64Array.from(scenarios, ({ alpha }) => shapeOf(alpha, cv)),
    means: Float64Array.from(scenarios, (one, j) => (addressees(one, j) * one.alpha) / one.beta),
  };
}

/** Shape of the Gamma with the relative variance of Gamma(alpha) times an independent factor with coefficient of variation `cv`. */
function shapeOf(alpha: number, cv: number): number {
  return 1 / (1 / alpha + cv * cv + (cv * cv) / alpha);
}

function endOf(
  days: readonly WaveDay[],
  perDay: readonly ForecastDay[],
  total: number,
): Instant | undefined {
  if (total <= 0) return undefined;
  let come = 0;
  const last = perDay.findIndex((day) => (come += day.mean) >= OVER * total);
  const interval = (days[last] ?? days.at(-1))?.intervals.at(-1);
  return interval && addSeconds(interval.start, interval.seconds);
}
