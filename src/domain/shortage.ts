import type { Instant } from './instant.ts';

/** What a half hour needs and has, in positions (people who are answering, after shrinkage). */
export interface ShortageInterval {
  readonly start: Instant;
  readonly seconds: number;
  readonly required: number;
  readonly present: number;
  /** required - present, never below 0. */
  readonly shortage: number;
}

export interface ShortageSummary {
  /** Half hours (intervals) that are short. */
  readonly halfHours: number;
  /** Largest shortage, in positions. */
  readonly peak: number;
  /** Hours of people to roster to fill it all, shrinkage included. */
  readonly personHours: number;
}

/** Requirement minus roster, per half hour and in all. */
export interface Shortage {
  readonly intervals: readonly ShortageInterval[];
  readonly summary: ShortageSummary;
}

/**
 * The shortage of a roster against a requirement. `required` and `present` have one number per interval.
 * A shortage under a hundredth of a position is none.
 */
export declare function shortageOf(
  intervals: readonly { readonly start: Instant; readonly seconds: number }[],
  required: readonly number[],
  present: readonly number[],
  shrinkage: number,
): Shortage;
