/** A number of contacts with its uncertainty: 10, 50 and 90 % chance that it is not higher; and its mean. */
export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
}

export type Level = keyof Quantiles;

/** All of `quantiles` times `factor`. */
export function scaled({ p10, p50, p90, mean }: Quantiles, factor: number): Quantiles {
  return { p10: p10 * factor, p50: p50 * factor, p90: p90 * factor, mean: mean * factor };
}
