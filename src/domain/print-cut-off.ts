import { addWorkingDays, type Calendar } from './calendar.ts';
import { compareInstants, type Instant } from './instant.ts';
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
