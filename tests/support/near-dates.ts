import { addDays, daysBetween, type Instant, mondayOf } from '../../src/domain/instant.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { MailingDetails } from '../../src/domain/mailing-details.ts';

/** The Monday from which the samples' mailings are as far ahead as a department tells of them. */
const LOOKED_AHEAD_FROM = '2026-11-23';

type Dates = Pick<MailingDetails, 'earliest' | 'preferred' | 'legalLatest'>;

/** Days by which the samples' dates move for somebody who looks at them at `now`: whole weeks, so that weekdays stay. */
export function daysMoved(now: Instant): number {
  return daysBetween(LOOKED_AHEAD_FROM, mondayOf(localDateOf(now)));
}

/** A sample's dates as far ahead of `now` as they were of the day on which they were made up, so that a test never meets them in the past. */
export function nearDates<T extends Dates>(dates: T, now: Instant): T {
  const days = daysMoved(now);
  const { earliest, preferred, legalLatest } = dates;
  return {
    ...dates,
    earliest: addDays(earliest, days),
    preferred: addDays(preferred, days),
    ...(legalLatest && { legalLatest: addDays(legalLatest, days) }),
  };
}
