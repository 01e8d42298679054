import { type Audience, CHANNELS } from '../domain/audience.ts';
import { addWorkingDays, type Calendar, isWorkingDay } from '../domain/calendar.ts';
import type { LocalDate } from '../domain/instant.ts';
import { localDateOf, localTimeOf } from '../domain/local-time.ts';
import type { Mailing } from '../domain/mailing.ts';

/** A batch as the form has it. */
export interface BatchRow {
  readonly date: LocalDate;
  readonly time: string;
  readonly audience: Audience;
}

/** The batches of the present plan that have not left. */
export function plannedRows(mailing: Mailing, timeZone: string): BatchRow[] {
  const plan = 'preparation' in mailing ? mailing.preparation.dispatchPlan : undefined;
  const left = 'released' in mailing ? mailing.released : [];
  return (plan?.batches ?? [])
    .filter(({ number }) => !left.some((one) => one.number === number))
    .map(({ releaseAt, audience }) => ({
      date: localDateOf(releaseAt, timeZone),
      time: localTimeOf(releaseAt, timeZone),
      audience,
    }));
}

/** What has not left, in `parts` equal parts on as many working days, from the preferred moment on. */
export function spreadRows(
  mailing: Extract<Mailing, { content: unknown }>,
  parts: number,
  calendar: Calendar,
): BatchRow[] {
  const { window, audience } = mailing.content;
  const released = 'released' in mailing ? mailing.released : [];
  const { timeZone } = calendar;
  const preferred = localDateOf(window.preferredAt, timeZone);
  const first = isWorkingDay(preferred, calendar)
    ? preferred
    : addWorkingDays(preferred, 1, calendar);
  return Array.from({ length: parts }, (_, at) => ({
    date: at === 0 ? first : addWorkingDays(first, at, calendar),
    time: localTimeOf(window.preferredAt, timeZone),
    audience: Object.fromEntries(
      CHANNELS.map((channel) => {
        const left = released.reduce((sum, one) => sum + one.audience[channel], 0);
        return [channel, share(audience[channel] - left, at, parts)];
      }),
    ) as unknown as Audience,
  }));
}

/** The `at`th of `parts` parts of `total` that differ by one at most and add up to it. */
function share(total: number, at: number, parts: number): number {
  return Math.floor(((at + 1) * total) / parts) - Math.floor((at * total) / parts);
}
