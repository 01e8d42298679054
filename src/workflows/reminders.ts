import { condition } from '@temporalio/workflow';
import { isApproved } from '../domain/mailing.ts';
import { allReported } from '../domain/released-batch.ts';
import { delivered, post, work } from './activities.ts';
import type { Alarms } from './contract.ts';
import type { MailingRoom } from './mailing-room.ts';
import { presentInstant, until } from './waiting.ts';

/** Reminds the lead every so many working days of a mailing that waits for sign-off. */
export async function remindOfPreparation(room: MailingRoom): Promise<void> {
  const { mailing, policy } = room;
  if (mailing.status !== 'held') return;
  for (;;) {
    await until(await nextReminderAt(mailing.submittedAt, policy.reminderWorkingDays));
    await delivered('Reminder', () => post.remindLead({ mailingId: mailing.id }));
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
      await delivered('Reminder', () => post.askForConfirmation({ mailingId: room.mailing.id }));
    }
  }
}

const nextReminderAt = (since: string, workingDays: number) =>
  work.nextReminderAt({ since, workingDays, now: presentInstant() });

/** What the journey remembers of its warnings. */
export function openAlarms(carried: Alarms = {}): { -readonly [K in keyof Alarms]: Alarms[K] } {
  return { ...carried };
}

/** Warns before the last date on which a held mailing may leave, and says it when that date has passed. */
export async function warnOfWindow(
  room: MailingRoom,
  alarms: ReturnType<typeof openAlarms>,
): Promise<void> {
  const closing = () =>
    room.mailing.status === 'held' ? room.mailing.content.window.closesAt : '';
  const { id: mailingId } = room.mailing;
  for (;;) {
    const closesAt = closing();
    const moved = () => closing() !== closesAt;
    if (alarms.escalatedFor !== closesAt) {
      const workingDays = room.policy.escalationWorkingDays;
      const at = await work.escalationAt({ closesAt, workingDays });
      if (!(await until(at, moved))) continue;
      await delivered('Escalation', () => post.escalate({ mailingId, closesAt }));
      alarms.escalatedFor = closesAt;
    }
    if (alarms.closedFor !== closesAt) {
      if (!(await until(closesAt, moved))) continue;
      await delivered('Notice', () => post.tellWindowClosed({ mailingId, closesAt }));
      alarms.closedFor = closesAt;
    }
    await condition(moved);
  }
}
