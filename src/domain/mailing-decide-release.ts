import { audienceSize, sameAudience } from './audience.ts';
import { type Decision, happened, personOf, refused } from './decision.ts';
import type { Batch } from './dispatch-plan.ts';
import { addSeconds, compareInstants, type Instant, secondsBetween } from './instant.ts';
import type { MailingCommand, MailingCommandOf } from './mailing-commands.ts';
import { coversOf } from './mailing-decide-approval.ts';
import { evolve } from './mailing-evolve.ts';
import { type ApprovedMailing, type Covers, type HeldMailing, isApproved } from './mailing.ts';
import type { MailingEvent } from './mailing-events.ts';
import { allReported, notYetReleased } from './released-batch.ts';

/** Decides the commands by which batches leave; undefined for any other command. */
export function decideRelease(
  mailing: HeldMailing | ApprovedMailing,
  command: MailingCommand,
  now: Instant,
): Decision | undefined {
  if (command.type === 'confirmDispatch') return decideConfirm(mailing, command, now);
  if (mailing.status === 'held') return undefined;
  switch (command.type) {
    case 'releaseBatch':
      return decideReleaseBatch(mailing, command, now);
    case 'pauseBatches':
      // The first reason stays: the wave is measured again and again while it is too big.
      return mailing.paused
        ? happened()
        : happened({ type: 'batches-paused', at: now, reason: command.reason });
    case 'resumeBatches':
      return mailing.paused
        ? happened({ type: 'batches-resumed', at: now, by: personOf(command.by) })
        : happened();
    default:
      return undefined;
  }
}

/** Everything is looked at again: the approval, the order, the time, the window and the pause. */
function decideReleaseBatch(
  mailing: ApprovedMailing,
  { batch: number }: MailingCommandOf<'releaseBatch'>,
  now: Instant,
): Decision {
  const { preparation, content, approval, paused } = mailing;
  const plan = preparation.dispatchPlan;
  if (!plan || !sameCover(approval.covers, coversOf(content, plan))) {
    return refused({ code: 'approval-does-not-cover' });
  }
  if (paused) return refused({ code: 'batches-paused' });
  const next = nextBatch(mailing);
  if (next?.number !== number) {
    return refused({ code: 'batch-not-next', batch: number, ...(next && { next: next.number }) });
  }
  const releaseAt = releaseDueAt(mailing, next);
  if (Date.parse(now) < Date.parse(releaseAt)) {
    return refused({ code: 'batch-not-due', batch: number, releaseAt });
  }
  const { closesAt } = content.window;
  // An emergency is often an emergency because the legal date has passed.
  if (approval.type === 'sign-off' && Date.parse(now) > Date.parse(closesAt)) {
    return refused({ code: 'window-closed', closesAt });
  }
  const { audience } = next;
  return happened({
    type: 'batch-released',
    at: now,
    batch: { number, releasedAt: now, audience },
  });
}

/** The batch that leaves next under the present plan; undefined when all have been let out. */
export function nextBatch({ preparation, released }: HeldMailing | ApprovedMailing) {
  return preparation.dispatchPlan?.batches.find(
    (batch) => !released.some((left) => left.number === batch.number),
  );
}

/**
 * When `batch` may leave: at its planned time, but never sooner after the batch before it than half the time that was
 * planned between the two. After a pause or an outage several batches are overdue at once; together they would be the
 * very wave that they were planned to spread.
 */
export function releaseDueAt({ preparation, released }: ApprovedMailing, batch: Batch): Instant {
  const last = released.at(-1);
  const planned = preparation.dispatchPlan?.batches.find((one) => one.number === last?.number);
  if (!last || !planned) return batch.releaseAt;
  const gap = secondsBetween(planned.releaseAt, batch.releaseAt);
  const spread = addSeconds(last.releasedAt, gap / 2);
  return compareInstants(spread, batch.releaseAt) > 0 ? spread : batch.releaseAt;
}

function sameCover(left: Covers, right: Covers): boolean {
  return (
    left.contentDigest === right.contentDigest &&
    left.dispatchPlanKey === right.dispatchPlanKey &&
    sameAudience(left.audience, right.audience)
  );
}

/** A report may come late, also when the rest of the mailing is held again. The last one ends the dispatch. */
function decideConfirm(
  mailing: HeldMailing | ApprovedMailing,
  command: MailingCommandOf<'confirmDispatch'>,
  now: Instant,
): Decision {
  const { batch: number, channel, accepted, failed, inDoubt } = command;
  const batch = mailing.released.find((left) => left.number === number);
  if (!batch || batch.audience[channel] === 0) {
    return refused({ code: 'batch-not-released', batch: number });
  }
  if (batch.reports[channel]) return refused({ code: 'already-confirmed', batch: number });
  const reported = accepted + failed + inDoubt;
  const counts = [accepted, failed, inDoubt];
  if (reported > batch.audience[channel] || counts.some((n) => !Number.isInteger(n) || n < 0)) {
    const audience = batch.audience[channel];
    return refused({ code: 'counts-do-not-match', reported, audience });
  }
  const known = command.at !== undefined && compareInstants(command.at, now) < 0;
  const report = { at: known ? command.at : now, accepted, failed, inDoubt };
  const confirmed: MailingEvent = {
    type: 'dispatch-confirmed',
    at: now,
    batch: number,
    channel,
    report,
  };
  const after = evolve(mailing, confirmed);
  const done =
    isApproved(after) && audienceSize(notYetReleased(after)) === 0 && allReported(after.released);
  return done ? happened(confirmed, { type: 'all-dispatched', at: now }) : happened(confirmed);
}
