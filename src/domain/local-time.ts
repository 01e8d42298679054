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
  return zonedOf(instant, timeZone).toPlainDate().toString();
}

/** What the clocks in `timeZone` show at `instant`, hours and minutes: `09:30`. */
export function localTimeOf(instant: Instant, timeZone = AMSTERDAM): LocalTime {
  return zonedOf(instant, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

function zonedOf(instant: Instant, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
}
