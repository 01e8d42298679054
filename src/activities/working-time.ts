import type { Instant } from '../domain/instant.ts';
import { nextReminder, workingDayStart } from '../domain/working-time.ts';
import { type ActivityDeps, houseRules } from './deps.ts';

/** When the journey reminds and warns: on working days of this municipality, which the workflow cannot know. */
export function workingTimeActivities(deps: Pick<ActivityDeps, 'store'>) {
  return {
    /** The next of the reminders that come every so many working days. */
    async nextReminderAt({
      since,
      workingDays,
      now,
    }: {
      readonly since: Instant;
      readonly workingDays: number;
      readonly now: Instant;
    }): Promise<Instant> {
      const { calendar } = await houseRules(deps);
      return nextReminder(since, Math.max(1, workingDays), now, calendar);
    },

    /** The morning that leaves so many working days until the window closes. */
    async escalationAt({
      closesAt,
      workingDays,
    }: {
      readonly closesAt: Instant;
      readonly workingDays: number;
    }): Promise<Instant> {
      const { calendar } = await houseRules(deps);
      return workingDayStart(closesAt, -Math.max(1, workingDays), calendar);
    },
  };
}
