import { CONTACT_CHANNELS, type ContactChannel } from './contact-channel.ts';
import type { Forecast, ForecastBasis } from './forecast.ts';
import type { Instant, LocalDate } from './instant.ts';
import { localDateOf } from './local-time.ts';
import type { Level } from './quantiles.ts';

/** Contacts of one half hour per contact channel, as they are put before the people who must answer them. */
export interface DemandInterval {
  readonly start: Instant;
  readonly seconds: number;
  readonly date: LocalDate;
  readonly contacts: { readonly [channel in ContactChannel]: number };
}

/** What demand is made from: all of a forecast that is large, and the least of the rest. */
export type ForecastShape = Pick<Forecast, 'intervals' | 'perDay'> & {
  readonly madeFrom: Pick<ForecastBasis, 'calendar'>;
};

/**
 * The wave of `forecast` as demand, without ordinary load. `level` picks how each day turns out: the mean of a half hour times the day's quantile over the
 * day's mean. (The quantile of a half hour's own count would count chance twice, as Erlang has it already.)
 */
export function waveDemand(forecast: ForecastShape, level: Level): DemandInterval[] {
  const days = new Map(
    forecast.perDay.map((day) => [day.date, day.mean > 0 ? day[level] / day.mean : 0]),
  );
  return demandFrom(forecast, ({ mean }, date) => mean * (days.get(date) ?? 0));
}

/** The ordinary load in the half hours of `forecast`, at its mean. */
export function ordinaryDemand(forecast: Forecast): DemandInterval[] {
  return demandFrom(forecast, ({ ordinary }) => ordinary);
}

/** The demands added up, in the half hours of the first one; what falls outside those is left out. */
export function addDemands(
  first: readonly DemandInterval[],
  ...others: readonly (readonly DemandInterval[])[]
): DemandInterval[] {
  const lookups = others.map(
    (demand) => new Map(demand.map((one) => [Date.parse(one.start), one])),
  );
  return first.map((one) => {
    const same = lookups.flatMap((lookup) => lookup.get(Date.parse(one.start)) ?? []);
    const contacts = { ...one.contacts };
    for (const other of same) {
      for (const channel of CONTACT_CHANNELS) contacts[channel] += other.contacts[channel];
    }
    return { ...one, contacts };
  });
}

/** Contacts of all channels together. */
export function contactsOf({ contacts }: DemandInterval): number {
  return CONTACT_CHANNELS.reduce((sum, channel) => sum + contacts[channel], 0);
}

function demandFrom(
  { intervals, madeFrom }: Pick<ForecastShape, 'intervals' | 'madeFrom'>,
  contactsIn: (interval: Forecast['intervals'][number], date: LocalDate) => number,
): DemandInterval[] {
  const rows = new Map<
    Instant,
    DemandInterval & { contacts: { [channel in ContactChannel]: number } }
  >();
  for (const interval of intervals) {
    const { start, seconds, channel } = interval;
    const row = rows.get(start) ?? {
      start,
      seconds,
      date: localDateOf(start, madeFrom.calendar.timeZone),
      contacts: { phone: 0, counter: 0, email: 0, callback: 0 },
    };
    row.contacts[channel] += contactsIn(interval, row.date);
    rows.set(start, row);
  }
  return [...rows.values()];
}
