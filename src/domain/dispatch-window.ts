import type { DispatchWindow } from './dispatch-plan.ts';
import { addDays, addSeconds, type LocalDate } from './instant.ts';
import { AMSTERDAM, localDateOf, toInstant } from './local-time.ts';
import type { MailingDetails } from './mailing-details.ts';

/** Without a legal latest date a mailing may still leave this long after the preferred one; then it is looked at anew. */
const OPEN_DAYS = 90;
/** When mail tools and print houses start their day. */
const START_OF_DAY = '08:00';

/** The time in which a mailing with these dates may leave: from midnight of the earliest day to midnight after the last. */
export function dispatchWindow(
  {
    earliest,
    preferred,
    legalLatest,
  }: Pick<MailingDetails, 'earliest' | 'preferred' | 'legalLatest'>,
  timeZone = AMSTERDAM,
): DispatchWindow {
  return {
    opensAt: toInstant(earliest, '00:00', timeZone),
    preferredAt: toInstant(preferred, START_OF_DAY, timeZone),
    closesAt: toInstant(legalLatest ?? addDays(preferred, OPEN_DAYS), '24:00', timeZone),
  };
}

/** The last day on which a mailing may leave: people say "until and including 25 February" and not "before 26 February, 0.00". */
export function lastDayOf(
  { closesAt }: Pick<DispatchWindow, 'closesAt'>,
  timeZone = AMSTERDAM,
): LocalDate {
  return localDateOf(addSeconds(closesAt, -1), timeZone);
}
