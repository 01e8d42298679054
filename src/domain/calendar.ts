import { holidayOn } from './holidays.ts';
import { addDays, addSeconds, type Instant, type LocalDate, secondsBetween } from './instant.ts';
import { type Weekday, weekdayOf } from './instant.ts';
import { keepRecent } from './keep-recent.ts';
import { AMSTERDAM, localDateOf, localTimeOf, type LocalTime, toInstant } from './local-time.ts';
import type { Text } from './text.ts';

/** From `opens` until `closes`, wall-clock time; `closes` is later on the same day, at most `24:00`. */
export interface OpeningSpan {
  readonly opens: LocalTime;
  readonly closes: LocalTime;
}

/** Spans per weekday (1 is Monday), in order and without overlap; none means closed. */
export type OpeningHours = { readonly [weekday in Weekday]: readonly OpeningSpan[] };

export interface ClosingDay {
  readonly date: LocalDate;
  readonly reason: Text;
}

/** When the KCC is open. A working day is a day on which it is open. */
export interface Calendar {
  /** IANA name. */
  readonly timeZone: string;
  readonly openingHours: OpeningHours;
  /** Days of this municipality on which it is closed beside the public holidays, such as Good Friday or a local holiday. */
  readonly closingDays: readonly ClosingDay[];
  /** Public holidays on which it is open all the same. */
  readonly openOnHolidays: readonly LocalDate[];
}

/** One piece of an opening span: half an hour, or less at the end of a span. */
export interface OpeningInterval {
  readonly start: Instant;
  readonly seconds: number;
  readonly time: LocalTime;
}

const officeHours: readonly OpeningSpan[] = [{ opens: '08:30', closes: '17:00' }];

/** Monday to Friday 8.30 to 17.00, closed on public holidays: what a new organisation starts with. */
export const DEFAULT_CALENDAR: Calendar = {
  timeZone: AMSTERDAM,
  openingHours: {
    1: officeHours,
    2: officeHours,
    3: officeHours,
    4: officeHours,
    5: officeHours,
    6: [],
    7: [],
  },
  closingDays: [],
  openOnHolidays: [],
};

const HALF_HOUR = 1800;
/** Longer than any run of closed days; a calendar that is never open is a mistake, not a wait without end. */
const MOST_CLOSED_DAYS = 400;

/** Why the KCC is closed on `date` although that weekday has opening hours: a holiday or closing day; undefined otherwise. */
export function closureOn(date: LocalDate, calendar: Calendar): Text | undefined {
  const closing = calendar.closingDays.find((day) => day.date === date);
  if (closing) return closing.reason;
  return calendar.openOnHolidays.includes(date) ? undefined : holidayOn(date)?.name;
}

/** Whether the KCC is open on `date` for at least a part of the day. */
export function isWorkingDay(date: LocalDate, calendar: Calendar): boolean {
  return spansOn(date, calendar).length > 0;
}

/**
 * The working day `count` working days after `date` (before it when negative). With 0 it is `date` itself, or the first
 * working day after it when the KCC is closed on `date`.
 * @throws RangeError when the calendar has no working day within 400 days
 */
export function addWorkingDays(date: LocalDate, count: number, calendar: Calendar): LocalDate {
  const step = count < 0 ? -1 : 1;
  let day = date;
  let left = Math.abs(count);
  let closed = 0;
  if (left === 0 && !isWorkingDay(day, calendar)) left = 1;
  while (left > 0) {
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) {
      left -= 1;
      closed = 0;
    } else if (++closed > MOST_CLOSED_DAYS) {
      throw new RangeError(`No working day within ${MOST_CLOSED_DAYS} days of ${date}`);
    }
  }
  return day;
}

/** The working days from `from` up to and including `to`, in order. */
export function workingDaysBetween(
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): LocalDate[] {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) days.push(day);
  }
  return days;
}

/** The opening hours of `date` in pieces of `seconds` (half an hour), in order; empty when closed. */
export function openingIntervals(
  date: LocalDate,
  calendar: Calendar,
  seconds = HALF_HOUR,
): OpeningInterval[] {
  return spansOn(date, calendar).flatMap((span) => [
    ...piecesOf(date, span, calendar.timeZone, seconds),
  ]);
}

/** By all that they hang on. Every forecast asks for the same days again: of its own wave, of later weeks, and of each wave that it learned from. */
const pieces = new Map<string, readonly OpeningInterval[]>();
/** Some ten years of working days. */
const MOST_SPANS = 2500;

function piecesOf(date: LocalDate, span: OpeningSpan, timeZone: string, seconds: number) {
  const key = `${date} ${span.opens} ${span.closes} ${seconds} ${timeZone}`;
  const known = pieces.get(key) ?? cutInPieces(date, span, timeZone, seconds);
  keepRecent(pieces, key, known, MOST_SPANS);
  return known;
}

function cutInPieces(
  date: LocalDate,
  { opens, closes }: OpeningSpan,
  timeZone: string,
  seconds: number,
): OpeningInterval[] {
  const intervals: OpeningInterval[] = [];
  const opensAt = toInstant(date, opens, timeZone);
  const length = secondsBetween(opensAt, toInstant(date, closes, timeZone));
  const opensMs = Date.parse(opensAt);
  const clockChanges = length !== minutesOf(closes) * 60 - minutesOf(opens) * 60;
  for (let passed = 0; passed < length; passed += seconds) {
    const start = new Date(opensMs + passed * 1000).toISOString();
    const time = clockChanges
      ? localTimeOf(start, timeZone)
      : timeOf(minutesOf(opens) + passed / 60);
    intervals.push({ start, seconds: Math.min(seconds, length - passed), time });
  }
  return intervals;
}

/** Minutes during which the KCC is open between two instants; 0 when `to` is not after `from`. */
export function workingMinutes(from: Instant, to: Instant, calendar: Calendar): number {
  const last = localDateOf(to, calendar.timeZone);
  let seconds = 0;
  for (let day = localDateOf(from, calendar.timeZone); day <= last; day = addDays(day, 1)) {
    for (const span of spansOn(day, calendar)) {
      const opens = Date.parse(toInstant(day, span.opens, calendar.timeZone));
      const closes = Date.parse(toInstant(day, span.closes, calendar.timeZone));
      const overlap = Math.min(closes, Date.parse(to)) - Math.max(opens, Date.parse(from));
      seconds += Math.max(0, overlap) / 1000;
    }
  }
  return seconds / 60;
}

/** The first moment at which the KCC is open at or after `instant`. */
export function nextOpening(instant: Instant, calendar: Calendar): Instant {
  let day = localDateOf(instant, calendar.timeZone);
  for (let tried = 0; tried <= MOST_CLOSED_DAYS; tried += 1, day = addDays(day, 1)) {
    for (const span of spansOn(day, calendar)) {
      const opens = toInstant(day, span.opens, calendar.timeZone);
      const closes = toInstant(day, span.closes, calendar.timeZone);
      if (Date.parse(closes) > Date.parse(instant)) {
        return Date.parse(opens) > Date.parse(instant) ? opens : addSeconds(instant, 0);
      }
    }
  }
  throw new RangeError(`No opening within ${MOST_CLOSED_DAYS} days of ${instant}`);
}

function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

function timeOf(minutes: number): LocalTime {
  return `${twoDigits(minutes / 60)}:${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}

function spansOn(date: LocalDate, calendar: Calendar): readonly OpeningSpan[] {
  return closureOn(date, calendar) ? [] : calendar.openingHours[weekdayOf(date)];
}
