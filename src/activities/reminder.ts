import { channelsOf, NO_AUDIENCE } from '../domain/audience.ts';
import { workingDaysBetween } from '../domain/calendar.ts';
import { addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import { isApproved, type ReleasedBatch } from '../domain/mailing.ts';
import type { Refusal } from '../domain/refusal.ts';
import { refusalText } from '../domain/refusal-text.ts';
import type { Text } from '../domain/text.ts';
import type { JourneyPolicy } from '../workflows/contract.ts';
import { departmentOf, leadsOf, unmetTexts } from './about-mailing.ts';
import { type ActivityDeps, houseRules, submittedMailing } from './deps.ts';
import { toEach } from './recipients.ts';

/** What every reminder needs; `at` is when it became due, the same for every attempt. */
interface Reminder {
  readonly mailingId: string;
  readonly at: Instant;
}

/** Mails about what does not happen. */
export function reminderActivities(deps: Pick<ActivityDeps, 'store' | 'mailer'>) {
  const { mailer } = deps;

  /** To leads and department: the last date is near, or nothing can leave any more. */
  async function warn(
    { mailingId, at }: Reminder,
    closesAt: Instant,
    key: string,
    unmet: readonly Text[],
  ): Promise<void> {
    const { details, departmentId } = await submittedMailing(deps, mailingId);
    const { calendar } = await houseRules(deps);
    // The window closes at midnight: the day that ends there is the last one.
    const legalLatest = localDateOf(addSeconds(closesAt, -1), calendar.timeZone);
    const today = localDateOf(at, calendar.timeZone);
    const recipients = [await departmentOf(deps, departmentId), ...(await leadsOf(deps))];
    await toEach(recipients, (to) =>
      mailer.escalation({
        key: `${key}:${mailingId}:${closesAt}`,
        to,
        at,
        mailingId,
        title: details.title,
        preferred: details.preferred,
        legalLatest,
        workingDaysLeft: workingDaysBetween(today, legalLatest, calendar).length,
        unmet,
      }),
    );
  }

  return {
    /** Reminds every lead that the mailing waits. */
    async remindLead(reminder: Reminder & { readonly policy: JourneyPolicy }): Promise<void> {
      const { mailingId, at, policy } = reminder;
      const record = await submittedMailing(deps, mailingId);
      const { mailing, details } = record;
      if (mailing.status !== 'held') return;
      await toEach(await leadsOf(deps), (to) =>
        mailer.reminder({
          key: `reminder:${mailingId}:${at}`,
          to,
          at,
          mailingId,
          title: details.title,
          heldSince: mailing.submittedAt,
          preferred: details.preferred,
          ...(details.legalLatest !== undefined && { legalLatest: details.legalLatest }),
          unmet: unmetTexts(record, policy, at),
        }),
      );
    },

    /** Warns leads and department that the last date on which a held mailing may leave is near. */
    async escalate(
      reminder: Reminder & { readonly closesAt: Instant; readonly policy: JourneyPolicy },
    ): Promise<void> {
      const record = await submittedMailing(deps, reminder.mailingId);
      const unmet = unmetTexts(record, reminder.policy, reminder.at);
      await warn(reminder, reminder.closesAt, 'escalation', unmet);
    },

    /** Says to leads and department that the next batch cannot leave, and why. */
    async tellStalled(
      reminder: Reminder & { readonly batch: number; readonly refusal: Refusal },
    ): Promise<void> {
      const { mailing } = await submittedMailing(deps, reminder.mailingId);
      if (!('content' in mailing)) return;
      const { closesAt } = mailing.content.window;
      await warn(reminder, closesAt, `stalled:${reminder.batch}`, [refusalText(reminder.refusal)]);
    },

    /** Asks the department about batches that nobody has reported on. */
    async askForConfirmation({ mailingId, at }: Reminder): Promise<void> {
      const { mailing, details, departmentId } = await submittedMailing(deps, mailingId);
      if (!isApproved(mailing)) return;
      const department = await departmentOf(deps, departmentId);
      const waiting = mailing.released.filter(
        (batch) => compareInstants(batch.releasedAt, at) < 0 && notReported(batch).length > 0,
      );
      for (const batch of waiting) {
        const audience = { ...NO_AUDIENCE };
        for (const channel of notReported(batch)) audience[channel] = batch.audience[channel];
        await mailer.confirmationAsked({
          key: `confirmation:${mailingId}:${batch.number}:${at}`,
          to: department,
          at,
          mailingId,
          title: details.title,
          batch: batch.number,
          releasedAt: batch.releasedAt,
          audience,
        });
      }
    },
  };
}

function notReported({ audience, reports }: ReleasedBatch) {
  return channelsOf(audience).filter((channel) => !reports[channel]);
}
