import type { PersonId } from './actor.ts';
import { sameAudience } from './audience.ts';
import {
  type DispatchPlan,
  dispatchPlanFaults,
  type DispatchPlanFault,
  dispatchPlanKey,
} from './dispatch-plan.ts';
import type { Instant } from './instant.ts';
import type {
  ApprovedMailing,
  ForecastFacts,
  HeldMailing,
  MailingContent,
  Preparation,
} from './mailing.ts';

/** A condition that does not hold, with what is needed to say so in a sentence (condition-text.ts). */
export type UnmetCondition =
  | { readonly code: 'qa-sheet-ready'; readonly problem: 'missing'; readonly minimum: number }
  | {
      readonly code: 'qa-sheet-ready';
      readonly problem: 'incomplete';
      readonly minimum: number;
      readonly pairs: number;
      readonly unanswered: number;
      readonly unowned: number;
    }
  | { readonly code: 'contact-details-checked' }
  | { readonly code: 'stakeholders-informed'; readonly problem: 'not-answered' }
  | {
      readonly code: 'stakeholders-informed';
      readonly problem: 'waiting';
      readonly notTold: number;
      readonly notConfirmed: number;
    }
  | { readonly code: 'dispatch-plan-fits'; readonly problem: 'missing' }
  | {
      readonly code: 'dispatch-plan-fits';
      readonly problem: 'faults';
      readonly faults: readonly DispatchPlanFault[];
    }
  | { readonly code: 'dispatch-plan-fits'; readonly problem: 'window-closed' }
  | { readonly code: 'forecast-current'; readonly problem: 'missing' | 'stale' }
  | {
      readonly code: 'staffing-covers-shortage';
      readonly problem: 'missing' | 'stale' | 'short';
      readonly halfHours: number;
    }
  | { readonly code: 'briefings-planned' }
  | { readonly code: 'signer-is-not-author' };

/** What the municipality has set; part of the workflow's input, so that a decision can be replayed. */
export interface SignOffPolicy {
  /** A Q&A sheet with fewer pairs is not ready. */
  readonly minimumQaPairs: number;
}

/**
 * The conditions that stand between `mailing` and a sign-off by `signer` (left out: by anyone) at `now`, in working
 * order; those that were waived are not in it.
 */
export function unmetConditions(
  mailing: HeldMailing | ApprovedMailing,
  policy: SignOffPolicy,
  now: Instant,
  signer?: PersonId,
): UnmetCondition[] {
  const { preparation, content } = mailing;
  const waived = new Set(preparation.waivers.map((waiver) => waiver.condition));
  return [
    ...qaSheet(preparation, policy),
    ...(preparation.contactDetailsChecked ? [] : [{ code: 'contact-details-checked' } as const]),
    ...stakeholders(preparation),
    ...dispatchPlan(mailing, now),
    ...forecast(preparation, content),
    ...staffing(preparation),
    ...(preparation.briefings?.length ? [] : [{ code: 'briefings-planned' } as const]),
    ...(signer !== undefined && mailing.authors.includes(signer)
      ? [{ code: 'signer-is-not-author' } as const]
      : []),
  ].filter((unmet) => !waived.has(unmet.code));
}

function qaSheet({ qaSheet: sheet }: Preparation, policy: SignOffPolicy): UnmetCondition[] {
  const minimum = policy.minimumQaPairs;
  if (!sheet) return [{ code: 'qa-sheet-ready', problem: 'missing', minimum }];
  const { pairs, unanswered, unowned } = sheet;
  if (pairs >= minimum && unanswered === 0 && unowned === 0) return [];
  return [{ code: 'qa-sheet-ready', problem: 'incomplete', minimum, pairs, unanswered, unowned }];
}

function stakeholders({ stakeholders: named }: Preparation): UnmetCondition[] {
  if (!named) return [{ code: 'stakeholders-informed', problem: 'not-answered' }];
  const notTold = named.filter((one) => !one.toldAt).length;
  const notConfirmed = named.filter((one) => !one.confirmedAt).length;
  if (notTold === 0 && notConfirmed === 0) return [];
  return [{ code: 'stakeholders-informed', problem: 'waiting', notTold, notConfirmed }];
}

function dispatchPlan(mailing: HeldMailing | ApprovedMailing, now: Instant): UnmetCondition[] {
  const code = 'dispatch-plan-fits';
  const { preparation, content, released } = mailing;
  if (Date.parse(now) > Date.parse(content.window.closesAt)) {
    return [{ code, problem: 'window-closed' }];
  }
  if (!preparation.dispatchPlan) return [{ code, problem: 'missing' }];
  const notLeft = {
    batches: preparation.dispatchPlan.batches.filter(
      (batch) => !released.some((left) => left.number === batch.number),
    ),
  };
  const faults = dispatchPlanFaults(notLeft, content.audience, content.window, released);
  return faults.length > 0 ? [{ code, problem: 'faults', faults }] : [];
}

function forecast({ forecast: made, dispatchPlan: plan }: Preparation, content: MailingContent) {
  const code = 'forecast-current' as const;
  if (!made) return [{ code, problem: 'missing' } as const];
  return forecastHolds(made, content, plan) ? [] : [{ code, problem: 'stale' } as const];
}

/** Whether `made` was made from the present numbers and `plan`; a wave of other batches is another wave. */
export function forecastHolds(
  made: ForecastFacts,
  content: MailingContent,
  plan: DispatchPlan | undefined,
): boolean {
  return (
    sameAudience(made.audience, content.audience) &&
    made.kind === content.kind &&
    (made.contactFactor ?? 1) === (content.contactFactor ?? 1) &&
    made.dispatchPlanKey === (plan ? dispatchPlanKey(plan) : '')
  );
}

function staffing({ staffingPlan: plan, forecast: made }: Preparation): UnmetCondition[] {
  const code = 'staffing-covers-shortage';
  // What there is to cover is not known yet, and the missing forecast is said on its own.
  if (!made) return [];
  const halfHours = made.shortageHalfHours;
  if (halfHours === 0) return [];
  if (!plan) return [{ code, problem: 'missing', halfHours }];
  if (plan.forecastId !== made.id) return [{ code, problem: 'stale', halfHours }];
  if (plan.uncoveredHalfHours === 0) return [];
  return [{ code, problem: 'short', halfHours: plan.uncoveredHalfHours }];
}
