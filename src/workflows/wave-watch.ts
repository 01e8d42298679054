import { condition, setHandler } from '@temporalio/workflow';
import { waveEndsAt } from '../domain/mailing-due.ts';
import { work } from './activities.ts';
import { stopChild, startWave } from './children.ts';
import { nudge, waveEbbed, waveTooBig, waveWorkflowId } from './contract.ts';
import type { MailingRoom } from './mailing-room.ts';
import { presentInstant, until } from './waiting.ts';

/** Listens to the wave: when it is bigger than the staff can carry, the next batch waits for the lead. */
export function hearWave(room: MailingRoom): void {
  setHandler(waveEbbed, () => {
    room.remembered.waveEbbed = true;
  });
  setHandler(waveTooBig, async ({ reason }) => {
    await room.note({ type: 'pauseBatches', reason });
  });
  // Waking up is enough: whoever waits for a time looks at the clock again.
  setHandler(nudge, () => undefined);
}

/** Starts to follow the wave as soon as the first batch has been let out. */
export async function followWave(room: MailingRoom): Promise<void> {
  await condition(() => 'released' in room.mailing && room.mailing.released.length > 0);
  await startWave({ mailingId: room.mailing.id, policy: room.policy });
}

/** Waits until the wave has ebbed away, by its own account, by the lead's or by the calendar, and looks back on it. */
export async function evaluate(room: MailingRoom): Promise<void> {
  const { mailing } = room;
  if (mailing.status !== 'dispatched') return;
  const closed = () => room.mailing.status === 'dispatched' && room.mailing.waveClosedAt;
  await until(waveEndsAt(mailing), () => room.remembered.waveEbbed === true || Boolean(closed()));
  await endWave(mailing.id);
  await room.written();
  const { evaluationId } = await work.evaluate({ mailingId: mailing.id, now: presentInstant() });
  await room.note({ type: 'recordEvaluation', evaluationId });
}

/** Stops following the wave; nothing happens when it is not followed. */
export async function endWave(mailingId: string): Promise<void> {
  await stopChild(waveWorkflowId(mailingId));
}
