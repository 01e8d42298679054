/** A moment: ISO 8601 in UTC with `Z`, for example `2027-02-12T08:00:00.000Z`. A string, so that it passes through JSON and Temporal unchanged. */
export type Instant = string;

/** A day in the municipality's own calendar, without time: `2027-02-12`. */
export type LocalDate = string;

const DAY_MS = 86_400_000;

/** Whether `value` is an instant as this project writes it: UTC with `Z`, seconds and milliseconds optional. */
export function isInstant(value: string): value is Instant {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(value) &&
    isLocalDate(value.slice(0, 10)) &&
    !Number.isNaN(Date.parse(value))
  );
}

/** Whether `value` is a day that exists: `2028-02-29` is one, `2027-02-29` is not. */
export function isLocalDate(value: string): value is LocalDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value;
}

/** `instant` plus `seconds` (may be negative or a fraction); always with milliseconds and `Z`. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString();
}

/** Seconds from `from` to `to`; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** The share of the `seconds` from `start` on that is over at `until`, 0 to 1. */
export function shareOver(start: Instant, seconds: number, until: Instant): number {
  return Math.min(1, Math.max(0, secondsBetween(start, until) / seconds));
}

/** Negative, zero or positive as `left` is before, equal to or after `right`; also when one is written without milliseconds. */
export function compareInstants(left: Instant, right: Instant): number {
  return Date.parse(left) - Date.parse(right);
}

/** The later of two instants. */
export function laterOf(left: Instant, right: Instant): Instant {
  return compareInstants(left, right) < 0 ? right : left;
}

/** `date` plus `days` calendar days (may be negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS;
}

const WEEKDAYS = [7, 1, 2, 3, 4, 5, 6] as const;

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * The weekday of `date`.
 * @throws RangeError when `date` is not a day
 */
export function weekdayOf(date: LocalDate): Weekday {
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()];
  if (weekday === undefined) throw new RangeError(`${date} is not a date`);
  return weekday;
}

/** The Monday of the week of `date`. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekdayOf(date));
}
