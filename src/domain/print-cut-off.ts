import { addWorkingDays, type Calendar } from './calendar.ts';
import { addSeconds, compareInstants, type Instant } from './instant.ts';
import { localDateOf, type LocalTime, toInstant } from './local-time.ts';

/**
 * Until when a print job that was released at `releasedAt` can still be stopped: the printer begins at `cutOff` on
 * working days, with everything that was released before it. After that a stop is a request to destroy what was printed.
 */
export function stoppableUntil(
  releasedAt: Instant,
  cutOff: LocalTime,
  calendar: Calendar,
): Instant {
  const day = localDateOf(releasedAt);
  const first = toInstant(addWorkingDays(day, 0, calendar), cutOff);
  return compareInstants(first, releasedAt) > 0
    ? first
    : toInstant(addWorkingDays(day, 1, calendar), cutOff);
}

/** Hours that a printer has for a job, from when it begins. */
export const PRINT_HOURS = 72;
const DAY_SECONDS = 86_400;

/**
 * Until when a print job may be printed under a permit that is given at `givenAt`: the gateway may need a day to take it
 * up, the printer begins at the next cut-off after that, which over Easter is five days later, and then it has 72 hours.
 */
export function printableUntil(givenAt: Instant, cutOff: LocalTime, calendar: Calendar): Instant {
  const begins = stoppableUntil(addSeconds(givenAt, DAY_SECONDS), cutOff, calendar);
  return addSeconds(begins, PRINT_HOURS * 3600);
}

/** The printer's clock may be this far behind ours. */
const CLOCK_SECONDS = 3600;

/** Permits that ran out before this can let nobody print any more at `now`, whatever the printer's clock says. */
export function expiredBefore(now: Instant): Instant {
  return addSeconds(now, -CLOCK_SECONDS);
}
