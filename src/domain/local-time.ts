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

/** Day and time on the clocks in `timeZone` as `2027-02-22T09:30:00.000Z`, of which the `Z` says nothing. */
function clockAt(instant: Instant, timeZone: string): string {
  const at = epochOf(instant);
  const stretches = known.get(timeZone) ?? [];
  let stretch = stretches.find(({ from, until }) => from <= at && at < until);
  if (!stretch) {
    stretch = stretchAround(at, timeZone);
    known.set(timeZone, [...stretches, stretch]);
  }
  return new Date(at + stretch.offset).toISOString();
}

/** What is written as instants are here is read the faster way; all else, a 30th of February too, is for Temporal to judge. */
function epochOf(instant: Instant): number {
  const at = instant.endsWith('Z') ? Date.parse(instant) : Number.NaN;
  const same = !Number.isNaN(at) && new Date(at).toISOString().startsWith(instant.slice(0, 19));
  return same ? at : Temporal.Instant.from(instant).epochMilliseconds;
}

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
