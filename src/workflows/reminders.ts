import { condition } from '@temporalio/workflow';
import { isApproved } from '../domain/mailing.ts';
import { allReported } from '../domain/released-batch.ts';
import { post, work } from './activities.ts';
import type { MailingRoom } from './mailing-room.ts';
import { presentInstant, until } from './waiting.ts';

/** Reminds the lead every so many working days of a mailing that waits for sign-off. */
export async function remindOfPreparation(room: MailingRoom): Promise<void> {
  const { mailing, policy } = room;
  if (mailing.status !== 'held') return;
  for (;;) {
    const at = await nextReminderAt(mailing.submittedAt, policy.reminderWorkingDays);
    await until(at);
    await room.letterbox.delivered('Reminder', () =>
      post.remindLead({ mailingId: mailing.id, at, policy }),
    );
  }
}

/** Reminds the department every so many working days of a batch that nobody has confirmed as dispatched. */
export async function remindOfConfirmation(room: MailingRoom): Promise<void> {
  const waits = () => isApproved(room.mailing) && !allReported(room.mailing.released);
  for (;;) {
    await condition(waits);
    if (!isApproved(room.mailing)) return;
    const since = room.mailing.released.at(-1)?.releasedAt ?? presentInstant();
    const at = await nextReminderAt(since, room.policy.reminderWorkingDays);
    if ((await until(at, () => !waits())) && waits()) {
      await room.letterbox.delivered('Reminder', () =>
        post.askForConfirmation({ mailingId: room.mailing.id, at }),
      );
    }
  }
}

const nextReminderAt = (since: string, workingDays: number) =>
  work.nextReminderAt({ since, workingDays, now: presentInstant() });

/**
 * Warns before the last date on which a held mailing may leave. That it has passed without a sign-off needs no mail: the
 * condition says so, and so do the reminders.
 */
export async function warnOfWindow(room: MailingRoom): Promise<void> {
  const closing = () =>
    room.mailing.status === 'held' ? room.mailing.content.window.closesAt : undefined;
  const { remembered, policy } = room;
  const { id: mailingId } = room.mailing;
  for (let closesAt = closing(); closesAt !== undefined; closesAt = closing()) {
    const moved = () => closing() !== closesAt;
    if (remembered.escalatedFor !== closesAt) {
      const workingDays = policy.escalationWorkingDays;
      const at = await work.escalationAt({ closesAt, workingDays });
      if (!(await until(at, moved))) continue;
      const warning = { mailingId, at: presentInstant(), closesAt, policy };
      await room.letterbox.delivered('Escalation', () => post.escalate(warning));
      remembered.escalatedFor = closesAt;
    }
    await condition(moved);
  }
}
