import { CONTACT_CHANNELS, type ContactChannel } from './contact-channel.ts';
import type { Forecast, ForecastBasis } from './forecast.ts';
import type { Instant, LocalDate } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { onceFor } from './once-for.ts';
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
export function ordinaryDemand(
  forecast: Pick<ForecastShape, 'intervals' | 'madeFrom'>,
): DemandInterval[] {
  return demandFrom(forecast, ({ ordinary }) => ordinary);
}

/**
 * When the half hours of `demand` begin, in its order and in whole minutes since 1970: small numbers are found in a map several times as fast as large ones. The lists
 * of waves are kept, and looked through again for every board.
 */
export const startsOf = onceFor((demand: readonly DemandInterval[]) =>
  Int32Array.from(demand, ({ start }) => minuteOf(start)),
);

/** `at` in whole minutes since 1970. */
export function minuteOf(at: Instant): number {
  return Math.floor(Date.parse(at) / 60_000);
}

/** The demands added up, in the half hours of the first one; what falls outside those is left out. */
export function addDemands(
  first: readonly DemandInterval[],
  ...others: readonly (readonly DemandInterval[])[]
): DemandInterval[] {
  return addByStart(first, others.map(byStart));
}

/** The same with the others by when they begin, for who adds them to several. */
export function addByStart(
  first: readonly DemandInterval[],
  lookups: readonly ReadonlyMap<number, DemandInterval>[],
): DemandInterval[] {
  const begins = startsOf(first);
  return first.map((one, i) => {
    const same = lookups.flatMap((lookup) => lookup.get(begins[i] ?? Number.NaN) ?? []);
    const contacts = { ...one.contacts };
    for (const other of same) {
      for (const channel of CONTACT_CHANNELS) contacts[channel] += other.contacts[channel];
    }
    return { ...one, contacts };
  });
}

/** The half hours of `demand` by when they begin. */
function byStart(demand: readonly DemandInterval[]): Map<number, DemandInterval> {
  const begins = startsOf(demand);
  return new Map(demand.map((one, i) => [begins[i] ?? Number.NaN, one]));
}

/** The half hours of `demand` day by day. */
export function perDayOf(demand: readonly DemandInterval[]): DemandInterval[][] {
  const days = new Map<LocalDate, DemandInterval[]>();
  for (const one of demand) {
    const day = days.get(one.date);
    if (day) day.push(one);
    else days.set(one.date, [one]);
  }
  return [...days.values()];
}

/** Contacts of all channels together. */
export function contactsOf({ contacts }: DemandInterval): number {
  return CONTACT_CHANNELS.reduce((sum, channel) => sum + contacts[channel], 0);
}

/** Contacts of all channels, in order of time. */
const totalsOf = onceFor((demand: readonly DemandInterval[]) => {
  const rows = demand
    .map((one) => ({ start: minuteOf(one.start), contacts: contactsOf(one) }))
    .toSorted((left, right) => left.start - right.start);
  return {
    starts: Int32Array.from(rows, ({ start }) => start),
    contacts: Float64Array.from(rows, ({ contacts }) => contacts),
  };
});

/** Contacts of all channels of `demand` in the half hours that begin at `starts`, which are as `startsOf` has them and in order. */
export function contactsDuring(
  demand: readonly DemandInterval[],
  starts: readonly number[],
): number {
  const { starts: begins, contacts } = totalsOf(demand);
  let sum = 0;
  let i = 0;
  for (const start of starts) {
    while ((begins[i] ?? Infinity) < start) i += 1;
    if (begins[i] === start) sum += contacts[i] ?? 0;
  }
  return sum;
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
    let row = rows.get(start);
    if (!row) {
      const date = localDateOf(start, madeFrom.calendar.timeZone);
      row = { start, seconds, date, contacts: { phone: 0, counter: 0, email: 0, callback: 0 } };
      rows.set(start, row);
    }
    row.contacts[channel] += contactsIn(interval, row.date);
  }
  return [...rows.values()];
}
