import { type BaseLoadAt, baseLoadLookup } from './base-load.ts';
import { CONTACT_CHANNELS, type ContactChannel } from './contact-channel.ts';
import type { DemandInterval } from './demand.ts';
import type { ForecastBasis, ForecastInput } from './forecast.ts';
import { intradayShares } from './intraday-profile.ts';
import { dayOf, splitArrivals, waveToBe } from './make-forecast.ts';
import type { Level } from './quantiles.ts';
import type { WaveDay } from './wave-days.ts';
import type { WaveScenario } from './wave-scenario.ts';

/** One day of a wave and its ordinary load, in the same half hours. */
export interface DayDemand {
  readonly ordinary: readonly DemandInterval[];
  readonly wave: readonly DemandInterval[];
}

/**
 * The same as `waveDemand` and `ordinaryDemand` of `makeForecast`, day by day and each worked out when it is asked for, without the quantiles of half hours: demand is
 * made of their means alone.
 */
export function* demandPerDay(input: ForecastInput, level: Level): Generator<DayDemand> {
  const { basis, days, scenarios } = waveToBe(input);
  const ordinary = baseLoadLookup(basis.baseLoad);
  for (const [i, day] of days.entries()) {
    const whole = dayOf(day, i, basis, scenarios, ordinary);
    const factor = whole.mean > 0 ? whole[level] / whole.mean : 0;
    const means = halfHourMeans(day, i, basis, scenarios);
    yield {
      ordinary: ordinaryOf(day, ordinary),
      wave: halfHours(day, (channel, at) => means(channel, at) * factor),
    };
  }
}

/** The ordinary load of the half hours of a day. */
function ordinaryOf(day: WaveDay, ordinary: BaseLoadAt): DemandInterval[] {
  return halfHours(day, (channel, at) =>
    ordinary(channel, day.weekday, day.intervals[at]?.time ?? ''),
  );
}

function halfHours(
  { date, intervals }: WaveDay,
  contactsIn: (channel: ContactChannel, at: number) => number,
): DemandInterval[] {
  return intervals.map(({ start, seconds }, at) => ({
    start,
    seconds,
    date,
    contacts: {
      phone: contactsIn('phone', at),
      counter: contactsIn('counter', at),
      email: contactsIn('email', at),
      callback: contactsIn('callback', at),
    },
  }));
}

/** The expected contacts of the wave in each half hour of the day: every scenario's by its weight, and in proportion to addressees. */
function halfHourMeans(
  day: WaveDay,
  index: number,
  { profiles, contactChannels }: ForecastBasis,
  scenarios: readonly WaveScenario[],
): (channel: ContactChannel, at: number) => number {
  let usual = 0;
  const extra = new Float64Array(day.intervals.length);
  for (const { exposure, weight, alpha, beta } of scenarios) {
    const split = splitArrivals(exposure, index, day);
    const rate = (weight * alpha) / beta;
    usual += split.usual * rate;
    for (const [at, addressees] of (split.extra ?? []).entries()) {
      extra[at] = (extra[at] ?? 0) + addressees * rate;
    }
  }
  const shares = new Map(
    CONTACT_CHANNELS.map((channel) => [
      channel,
      intradayShares(day.intervals, profiles.intraday[channel]),
    ]),
  );
  return (channel, at) =>
    contactChannels[channel] * (usual * (shares.get(channel)?.[at] ?? 0) + (extra[at] ?? 0));
}
