import type { ContactRate } from './contact-rate.ts';

/** Something that is known to make more or fewer people call about this mailing than is usual for its kind. */
export interface KnownAdjustment {
  /** Contacts relative to the usual: 1.25 is a quarter more. See `ADJUSTMENT_LIMITS`. */
  readonly factor: number;
  /** Why, as the department says it: "de WOZ-waarden stegen 8 %". */
  readonly reason: string;
}

/** Beyond these a factor is a slip of the pen, or the mailing is of another kind. */
export const ADJUSTMENT_LIMITS = { least: 0.1, most: 10, count: 5 } as const;

/** What several adjustments come to together. */
export interface AdjustmentEffect {
  readonly factor: number;
  /** Standard deviation of ln(factor). */
  readonly spread: number;
}

/**
 * Half of what is believed, on the scale of logarithms, is in doubt: a factor of 1.25 is likely to be between 1.04 and 1.5 in truth. An
 * assumption (there are no data): such a factor is a guess of somebody who knows the mailing, and the direction is more certain than the size.
 */
const DOUBT = 0.5;

/** The product of the factors; their doubts are taken as independent. */
export function effectOf(adjustments: readonly KnownAdjustment[] = []): AdjustmentEffect {
  const logs = adjustments.map(({ factor }) => Math.log(factor));
  return {
    factor: Math.exp(logs.reduce((sum, one) => sum + one, 0)),
    spread: DOUBT * Math.hypot(...logs),
  };
}

/** `rate` with its mean times the factor, and wider by the doubt about it. */
export function adjustedRate(
  { alpha, beta }: Pick<ContactRate, 'alpha' | 'beta'>,
  { factor, spread }: AdjustmentEffect,
): { readonly alpha: number; readonly beta: number } {
  const doubt = spread * spread;
  const narrower = 1 / (1 + doubt * (alpha + 1));
  return { alpha: alpha * narrower, beta: (beta * narrower) / factor };
}
