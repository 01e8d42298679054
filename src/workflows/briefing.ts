import { condition } from '@temporalio/workflow';
import { post, work } from './activities.ts';
import type { MailingRoom } from './mailing-room.ts';
import { presentInstant, until } from './waiting.ts';

/**
 * Sends the briefings at their time: ahead, on the morning of each wave day and when the Q&A sheet has changed. Which
 * ones there are is planned again whenever something changes that they depend on.
 */
export async function sendBriefings(room: MailingRoom): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const basis = briefingBasis(room);
    const changed = () => briefingBasis(room) !== basis;
    await room.written();
    const { briefings } = await work.planBriefings({
      mailingId: room.mailing.id,
      now: presentInstant(),
    });
    const next = briefings.find(({ briefingId }) => !tried.has(briefingId));
    if (!next) await condition(changed);
    else if (await until(next.at, changed)) {
      tried.add(next.briefingId);
      await room.letterbox.delivered('Briefing', () =>
        post.sendBriefing({ briefingId: next.briefingId }),
      );
    }
  }
}

function briefingBasis({ mailing }: MailingRoom): string {
  if (!('preparation' in mailing)) return mailing.status;
  const { qaSheet, briefings, forecast } = mailing.preparation;
  return JSON.stringify([qaSheet?.version, briefings, forecast?.id, mailing.released.length]);
}
