/** A number of contacts with its uncertainty: 10, 50 and 90 % chance that it is not higher; and its mean. */
export interface Quantiles {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
}

export type Level = keyof Quantiles;
