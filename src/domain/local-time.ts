import { Temporal } from 'temporal-polyfill';
import type { Instant, LocalDate } from './instant.ts';

/** A time of day on the wall clock: `08:00` to `23:59`, and `24:00` for the end of the day. */
export type LocalTime = string;

export const AMSTERDAM = 'Europe/Amsterdam';

/**
 * The moment at which the clocks in `timeZone` (IANA name) show `time` on `date`. In the hour that is skipped in
 * spring it is the moment after the change; in the hour that comes twice in autumn it is the first of the two.
 */
export function toInstant(date: LocalDate, time: LocalTime, timeZone = AMSTERDAM): Instant {
  const usual = usualInstant(date, time, timeZone);
  if (usual !== undefined) return usual;
  const endOfDay = time === '24:00';
  const day = Temporal.PlainDate.from(date);
  const zoned = (endOfDay ? day.add({ days: 1 }) : day).toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from(endOfDay ? '00:00' : time),
  });
  return new Date(zoned.epochMilliseconds).toISOString();
}

/** The day on which `instant` falls in `timeZone`. */
export function localDateOf(instant: Instant, timeZone = AMSTERDAM): LocalDate {
  return clockAt(instant, timeZone).slice(0, 10);
}

/** Day and time of `localDateOf` and `localTimeOf`, for who needs both. */
export function localMomentOf(
  instant: Instant,
  timeZone = AMSTERDAM,
): { readonly date: LocalDate; readonly time: LocalTime } {
  const clock = clockAt(instant, timeZone);
  return { date: clock.slice(0, 10), time: clock.slice(11, 16) };
}

/** What the clocks in `timeZone` show at `instant`, hours and minutes: `09:30`. */
export function localTimeOf(instant: Instant, timeZone = AMSTERDAM): LocalTime {
  return clockAt(instant, timeZone).slice(11, 16);
}

/** A stretch of time in which the clocks of a time zone are equally far from UTC. All in milliseconds, `until` not included. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly offset: number;
}

/**
 * The stretches that were met, by time zone: a few for each, since clocks change twice a year. Finding the offset of one instant anew takes a tenth
 * of a millisecond, and there are ten thousands of half hours on a board.
 */
const known = new Map<string, Stretch[]>();

/**
 * The same as `toInstant`, found the faster way: by how far the clocks are from UTC on that day, when they do not change within a day and a bit of
 * it. Undefined for all else: hours that are skipped or come twice, and what is no day or time.
 */
function usualInstant(date: LocalDate, time: LocalTime, timeZone: string): Instant | undefined {
  if (!isPlainDate(date) || !/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)) return undefined;
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const wall = Date.parse(`${date}T00:00:00Z`) + minutes * 60_000;
  const { from, until, offset } = stretchOf(wall, timeZone);
  // No clock is further than 26 hours from UTC.
  const sure = from + FURTHEST_MS < wall && wall < until - FURTHEST_MS;
  return sure ? new Date(wall - offset).toISOString() : undefined;
}

const FURTHEST_MS = 26 * 3_600_000;

/** A day up to the 28th, which every month has, so that it exists as it is written. */
function isPlainDate(date: LocalDate): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/.test(date);
}

/** Day and time on the clocks in `timeZone` as `2027-02-22T09:30:00.000Z`, of which the `Z` says nothing. */
function clockAt(instant: Instant, timeZone: string): string {
  const at = epochOf(instant);
  return new Date(at + stretchOf(at, timeZone).offset).toISOString();
}

function stretchOf(at: number, timeZone: string): Stretch {
  const stretches = known.get(timeZone) ?? [];
  const met = stretches.find(({ from, until }) => from <= at && at < until);
  if (met) return met;
  const stretch = stretchAround(at, timeZone);
  known.set(timeZone, [...stretches, stretch]);
  return stretch;
}

/** What is written as instants are here is read the faster way; all else, a 30th of February too, is for Temporal to judge. */
function epochOf(instant: Instant): number {
  const at = instant.endsWith('Z') ? Date.parse(instant) : Number.NaN;
  const same =
    !Number.isNaN(at) &&
    (PLAIN_INSTANT.test(instant) || new Date(at).toISOString().startsWith(instant.slice(0, 19)));
  return same ? at : Temporal.Instant.from(instant).epochMilliseconds;
}

/** On a day that every month has, at an hour that every day has: then nothing is carried over to the next. */
const PLAIN_INSTANT = /^\d{4}-\d\d-([01]\d|2[0-8])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/;

function stretchAround(at: number, timeZone: string): Stretch {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  // A change at this very instant begins the stretch, so it is looked for from just after.
  const changed = zoned.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  const changes = zoned.getTimeZoneTransition('next');
  return {
    from: changed?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: changes?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1e6,
  };
}
