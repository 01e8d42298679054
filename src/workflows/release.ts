import { ApplicationFailure, CancellationScope, condition } from '@temporalio/workflow';
import { SYSTEM } from '../domain/actor.ts';
import { channelsOf } from '../domain/audience.ts';
import { nextBatch, releaseDueAt } from '../domain/mailing-decide-release.ts';
import { isApproved } from '../domain/mailing.ts';
import type { Refusal } from '../domain/refusal.ts';
import { post, work } from './activities.ts';
import { REFUSAL } from './contract.ts';
import type { MailingRoom } from './mailing-room.ts';
import { presentInstant, until } from './waiting.ts';

/**
 * Lets the batches out, each at its time and while nothing pauses them. Whether one may leave is decided anew at that
 * moment. Ends when the last one has been let out; that it was dispatched is reported by an Update.
 */
export async function releaseBatches(room: MailingRoom): Promise<void> {
  await permitReleased(room);
  for (;;) {
    const { mailing } = room;
    if (!isApproved(mailing)) return;
    const next = nextBatch(mailing);
    if (!next) return;
    const changed = () => room.mailing !== mailing;
    if (mailing.paused) await condition(changed);
    else if (await until(releaseDueAt(mailing, next), changed)) {
      // From the decision to its permit is one step: stopped in between, the batch would have left on paper only.
      const refusal = await CancellationScope.nonCancellable(() => release(room, next.number));
      if (refusal) {
        const { id: mailingId } = mailing;
        await room.letterbox.delivered('Notice', () =>
          post.tellStalled({ mailingId, at: presentInstant(), batch: next.number, refusal }),
        );
        await condition(changed);
      }
    }
  }
}

async function release(room: MailingRoom, batch: number): Promise<Refusal | undefined> {
  try {
    await room.give({ type: 'releaseBatch', by: SYSTEM, batch });
  } catch (error) {
    if (!(error instanceof ApplicationFailure) || error.type !== REFUSAL) throw error;
    return error.details?.[0] as Refusal;
  }
  await work.issuePermit({ mailingId: room.mailing.id, batch });
  return undefined;
}

/** The journey may have been broken off between a decision and its permit; asking again gives the same permit. */
async function permitReleased({ mailing }: MailingRoom): Promise<void> {
  if (!isApproved(mailing)) return;
  const open = mailing.released.filter(({ audience, reports }) =>
    channelsOf(audience).some((channel) => !reports[channel]),
  );
  for (const { number } of open) {
    await work.issuePermit({ mailingId: mailing.id, batch: number });
  }
}

/** Once more after a withdrawal: a permit that was being issued at that moment must not remain. */
export async function stopRelease(room: MailingRoom): Promise<void> {
  await work.revokePermits({ mailingId: room.mailing.id });
}
