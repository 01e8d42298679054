import { addWorkingDays, type Calendar, openingIntervals } from './calendar.ts';
import { addDays, addSeconds, compareInstants, type Instant } from './instant.ts';
import { localDateOf } from './local-time.ts';

/** Longer than any run of closed days; a calendar that is never open is a mistake, not a wait without end. */
const MOST_DAYS = 400;

/** The moment at which the KCC has been open for `hours` after `from`. */
export function addWorkingHours(from: Instant, hours: number, calendar: Calendar): Instant {
  let left = hours * 3600;
  let day = localDateOf(from, calendar.timeZone);
  for (let tried = 0; tried <= MOST_DAYS; tried += 1, day = addDays(day, 1)) {
    for (const { start, seconds } of openingIntervals(day, calendar)) {
      const end = addSeconds(start, seconds);
      if (compareInstants(end, from) <= 0) continue;
      const begin = compareInstants(start, from) > 0 ? start : from;
      const open = (Date.parse(end) - Date.parse(begin)) / 1000;
      if (open >= left) return addSeconds(begin, left);
      left -= open;
    }
  }
  throw new RangeError(`The KCC is not open for ${hours} hours within ${MOST_DAYS} days`);
}

/** When the KCC opens on the working day that lies `count` working days after (before, when negative) the day of `from`. */
export function workingDayStart(from: Instant, count: number, calendar: Calendar): Instant {
  const day = addWorkingDays(localDateOf(from, calendar.timeZone), count, calendar);
  const [first] = openingIntervals(day, calendar);
  if (!first) throw new RangeError(`The KCC is not open on ${day}`);
  return first.start;
}

/** The first start of a working day after `now` that lies a multiple of `every` working days after `since`. */
export function nextReminder(
  since: Instant,
  every: number,
  now: Instant,
  calendar: Calendar,
): Instant {
  for (let count = every; ; count += every) {
    const at = workingDayStart(since, count, calendar);
    if (compareInstants(at, now) > 0) return at;
  }
}
