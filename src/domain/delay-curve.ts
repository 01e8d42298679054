import type { Channel } from './audience.ts';

/**
 * How contacts spread over time after the release, for one channel of the mailing. `delivery[i]` is the share that is
 * delivered i delivery days after the release day (`delivery[0]` on the day itself); it adds up to 1. After delivery,
 * people react: a mixture of geometric waiting times over working days, `stay` being the chance to wait one more day.
 */
export interface DelayCurve {
  readonly delivery: readonly number[];
  readonly reaction: readonly { readonly weight: number; readonly stay: number }[];
}

/** One delay that could be the true one, with its probability; the weights of a list add up to 1. */
export interface DelayScenario {
  readonly weight: number;
  /** Working days later (or, negative, earlier) than the curve. */
  readonly shiftDays: number;
  /** Above 1 people react faster than the curve, below 1 slower: `stay` becomes `stay ** speed`. */
  readonly speed: number;
}

/** What is believed of the delay: a curve per channel of the mailing, and how far the truth may be off it. */
export interface DelayBelief {
  readonly curves: { readonly [channel in Channel]: DelayCurve };
  readonly scenarios: readonly DelayScenario[];
}
