import { type Calendar, isWorkingDay, type OpeningInterval, openingIntervals } from './calendar.ts';
import { addDays, type Instant, type LocalDate, type Weekday, weekdayOf } from './instant.ts';
import { localDateOf } from './local-time.ts';

/** A working day in the run of a wave, with its half hours. */
export interface WaveDay {
  readonly date: LocalDate;
  readonly weekday: Weekday;
  readonly intervals: readonly OpeningInterval[];
}

/**
 * The working days over which batches released at `releases` can cause contacts: from the first release until `horizonDays` after the last.
 * @throws RangeError when the calendar has no working day at all in that time
 */
export function waveDays(
  releases: readonly Instant[],
  calendar: Calendar,
  horizonDays: number,
): WaveDay[] {
  const dates = releases.map((at) => localDateOf(at, calendar.timeZone)).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const days: WaveDay[] = [];
  // A calendar without any opening hours would never fill the horizon.
  const latest = addDays(last, 7 * horizonDays + 60);
  let left = horizonDays;
  for (let date = first; left >= 0 && date <= latest; date = addDays(date, 1)) {
    if (!isWorkingDay(date, calendar)) continue;
    days.push({ date, weekday: weekdayOf(date), intervals: openingIntervals(date, calendar) });
    if (date >= last) left -= 1;
  }
  if (days.length === 0) throw new RangeError(`No working day between ${first} and ${latest}`);
  return days;
}

/** Index of the first day on or after `date`; `days.length` when there is none. */
export function dayIndexFrom(days: readonly WaveDay[], date: LocalDate): number {
  const index = days.findIndex((day) => day.date >= date);
  return index < 0 ? days.length : index;
}
