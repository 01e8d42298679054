import type { PersonId } from './actor.ts';
import { audienceSize } from './audience.ts';
import { type SignOffPolicy, unmetConditions } from './condition.ts';
import { type Decision, happened, refused } from './decision.ts';
import { type DispatchPlan, dispatchPlanKey, nextBatchNumber } from './dispatch-plan.ts';
import { openEmergencyRequest } from './emergency-request.ts';
import type { Instant } from './instant.ts';
import type { Seen } from './mailing-commands.ts';
import { notYetReleased } from './released-batch.ts';
import type { Covers, HeldMailing, MailingContent } from './mailing.ts';

/** What an approval of `content` under `plan` is about; nothing else may leave under it. */
export function coversOf(content: MailingContent, plan: DispatchPlan): Covers {
  const { contentDigest, audience } = content;
  return { contentDigest, audience, dispatchPlanKey: dispatchPlanKey(plan) };
}

/** Where a dispatch plan has its key, when there is no plan. */
const NO_PLAN = 'none';

/** What a person who looks at `mailing` now has before them. */
export function seenNow({ content, preparation }: HeldMailing): Required<Seen> {
  const { dispatchPlan, qaSheet } = preparation;
  return {
    contentDigest: content.contentDigest,
    dispatchPlanKey: dispatchPlan ? dispatchPlanKey(dispatchPlan) : NO_PLAN,
    qaSheetVersion: qaSheet?.version ?? 0,
  };
}

/** Sign-off by `by`, or all unmet conditions at once. Nobody signs off on another letter, plan or Q&A sheet than they had before them. */
export function decideSignOff(
  mailing: HeldMailing,
  { by, seen }: { readonly by: PersonId; readonly seen: Seen | undefined },
  now: Instant,
  policy: SignOffPolicy,
): Decision {
  const conditions = unmetConditions(mailing, policy, now, by);
  const plan = mailing.preparation.dispatchPlan;
  if (conditions.length > 0 || !plan) return refused({ code: 'unmet-conditions', conditions });
  if (seen && !isAsSeen(seen, seenNow(mailing))) return refused({ code: 'changed-since-seen' });
  const covers = coversOf(mailing.content, plan);
  const approval = { type: 'sign-off', by, at: now, covers } as const;
  return happened({ type: 'signed-off', at: now, approval });
}

function isAsSeen(seen: Seen, now: Required<Seen>): boolean {
  const { contentDigest, dispatchPlanKey: planKey, qaSheetVersion = now.qaSheetVersion } = seen;
  return (
    contentDigest === now.contentDigest &&
    planKey === now.dispatchPlanKey &&
    qaSheetVersion === now.qaSheetVersion
  );
}

/**
 * The first person asks, a second one within a day releases: everything that has not left goes in one batch at once.
 * Nobody who wrote the content may be either of the two.
 */
export function decideEmergencyRelease(
  mailing: HeldMailing,
  by: PersonId,
  reason: string,
  now: Instant,
): Decision {
  if (mailing.authors.includes(by)) return refused({ code: 'author-may-not-release' });
  const rest = notYetReleased(mailing);
  if (audienceSize(rest) === 0) return refused({ code: 'nothing-left-to-release' });
  const { content, released } = mailing;
  const request = openEmergencyRequest(mailing, now);
  if (!request) {
    const { contentDigest } = content;
    return happened({
      type: 'emergency-requested',
      at: now,
      request: { by, at: now, reason, contentDigest },
    });
  }
  if (request.by === by) return refused({ code: 'second-person-must-differ' });
  const plan = {
    batches: [{ number: nextBatchNumber(released), releaseAt: now, audience: rest }],
  };
  const approval = {
    type: 'emergency',
    by: [request.by, by],
    at: now,
    reason: request.reason,
    covers: coversOf(content, plan),
  } as const;
  return happened({ type: 'emergency-released', at: now, approval, plan });
}
