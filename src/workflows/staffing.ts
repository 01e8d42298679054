import { condition } from '@temporalio/workflow';
import { type Letterbox, work } from './activities.ts';
import { stopChild, startInvitations } from './children.ts';
import { invitationWorkflowId } from './contract.ts';
import { cancelNeed } from './invitation-cancel.ts';
import type { MailingRoom } from './mailing-room.ts';
import { presentInstant } from './waiting.ts';

/**
 * Keeps the invitations in step with the staffing plan: those of a replaced plan are cancelled, those of the present
 * one are sent once the mailing is signed off.
 */
export async function inviteStaff(room: MailingRoom): Promise<void> {
  let seen: number | undefined;
  for (;;) {
    await condition(() => planVersion(room) !== undefined && planVersion(room) !== seen);
    seen = planVersion(room);
    await room.written();
    const { open, replaced } = await staffingNeeds(room.mailing.id, seen);
    for (const needId of replaced) await cancelInvitations(needId, room.letterbox);
    if (room.mailing.status === 'held') continue;
    const { policy } = room;
    for (const need of open) {
      await startInvitations({ mailingId: room.mailing.id, ...need, policy });
    }
  }
}

/** Cancels every invitation of a mailing that will not leave any more. */
export async function cancelStaff({ mailing, letterbox }: MailingRoom): Promise<void> {
  const { replaced } = await staffingNeeds(mailing.id);
  for (const needId of replaced) await cancelInvitations(needId, letterbox);
}

const staffingNeeds = (mailingId: string, planVersion?: number) =>
  work.staffingNeeds({
    mailingId,
    now: presentInstant(),
    ...(planVersion !== undefined && { planVersion }),
  });

const planVersion = ({ mailing }: MailingRoom) =>
  'preparation' in mailing ? mailing.preparation.staffingPlan?.version : undefined;

async function cancelInvitations(needId: string, letterbox: Letterbox): Promise<void> {
  // When nobody is looking for people any more, those who were found still count on it.
  if (!(await stopChild(invitationWorkflowId(needId)))) await cancelNeed(needId, letterbox);
}
