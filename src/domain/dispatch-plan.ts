import { addAudiences, audienceSize, type Audience, CHANNELS, sameAudience } from './audience.ts';
import type { Instant } from './instant.ts';

/** One part of the audience and when it gets the mailing. */
export interface Batch {
  /** 1 for the first batch of the mailing; never reused, also not after a new plan. */
  readonly number: number;
  readonly releaseAt: Instant;
  readonly audience: Audience;
}

/** Which part of the audience gets the mailing when; batches in the order in which they leave. */
export interface DispatchPlan {
  readonly batches: readonly Batch[];
}

/** The time in which a mailing may leave. `closesAt` is the end of the legal latest date, where there is one. */
export interface DispatchWindow {
  readonly opensAt: Instant;
  readonly preferredAt: Instant;
  readonly closesAt: Instant;
}

export type DispatchPlanFault =
  | { readonly code: 'no-batches' }
  | { readonly code: 'numbers-not-consecutive'; readonly expectedFirst: number }
  | { readonly code: 'not-in-order'; readonly batch: number }
  | { readonly code: 'empty-batch'; readonly batch: number }
  | { readonly code: 'before-window'; readonly batch: number; readonly opensAt: Instant }
  | { readonly code: 'after-window'; readonly batch: number; readonly closesAt: Instant }
  | { readonly code: 'audience-differs'; readonly planned: number; readonly audience: number };

/**
 * Everything that is wrong with `plan` for a mailing to `audience` within `window`, of which the batches
 * `alreadyLeft` cannot be planned again; empty when the plan fits.
 */
export function dispatchPlanFaults(
  plan: DispatchPlan,
  audience: Audience,
  window: DispatchWindow,
  alreadyLeft: readonly { readonly number: number; readonly audience: Audience }[],
): DispatchPlanFault[] {
  const faults: DispatchPlanFault[] = [];
  if (plan.batches.length === 0) return [{ code: 'no-batches' }];
  const expectedFirst = nextBatchNumber(alreadyLeft);
  if (plan.batches.some((batch, index) => batch.number !== expectedFirst + index)) {
    faults.push({ code: 'numbers-not-consecutive', expectedFirst });
  }
  let previous = -Infinity;
  for (const batch of plan.batches) {
    const at = Date.parse(batch.releaseAt);
    if (at < previous) faults.push({ code: 'not-in-order', batch: batch.number });
    previous = at;
    if (audienceSize(batch.audience) === 0 || CHANNELS.some((c) => batch.audience[c] < 0)) {
      faults.push({ code: 'empty-batch', batch: batch.number });
    }
    if (at < Date.parse(window.opensAt)) {
      faults.push({ code: 'before-window', batch: batch.number, opensAt: window.opensAt });
    }
    if (at > Date.parse(window.closesAt)) {
      faults.push({ code: 'after-window', batch: batch.number, closesAt: window.closesAt });
    }
  }
  const planned = addAudiences([...alreadyLeft, ...plan.batches].map((batch) => batch.audience));
  if (!sameAudience(planned, audience)) {
    faults.push({
      code: 'audience-differs',
      planned: audienceSize(planned),
      audience: audienceSize(audience),
    });
  }
  return faults;
}

/** The number that the next batch gets after those that have left. */
export function nextBatchNumber(alreadyLeft: readonly { readonly number: number }[]): number {
  return alreadyLeft.reduce((highest, batch) => Math.max(highest, batch.number), 0) + 1;
}

/** One string that is equal for two plans exactly when they let out the same people at the same times. */
export function dispatchPlanKey(plan: DispatchPlan): string {
  return plan.batches
    .map(({ number, releaseAt, audience }) =>
      [number, Date.parse(releaseAt), ...CHANNELS.map((channel) => audience[channel])].join(':'),
    )
    .join('|');
}
