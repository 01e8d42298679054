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

/** A half hour in whole people, as one says it: needed is rounded up, at work down, but never to a shortage that there is not. */
export function wholePeople({ required, present, shortage }: ShortageInterval) {
  const [needed, atWork] = [Math.ceil(required), Math.floor(present)];
  return { needed, atWork: shortage > 0 ? atWork : Math.max(needed, atWork) };
}

/** Rounding of shrinkage and handle-time factors is no shortage. */
const NEGLIGIBLE = 0.01;

/**
 * The shortage of a roster against a requirement. `required` and `present` have one number per interval.
 * A shortage under a hundredth of a position is none.
 */
export function shortageOf(
  intervals: readonly { readonly start: Instant; readonly seconds: number }[],
  required: readonly number[],
  present: readonly number[],
  shrinkage: number,
): Shortage {
  const short = intervals.map(({ start, seconds }, i) => {
    const [needs, has] = [required[i] ?? 0, present[i] ?? 0];
    const shortage = isShort(needs - has) ? needs - has : 0;
    return { start, seconds, required: needs, present: has, shortage };
  });
  return { intervals: short, summary: summaryOf(short, shrinkage) };
}

/** Whether positions that are missing count. */
export function isShort(missing: number): boolean {
  return missing > NEGLIGIBLE;
}

function summaryOf(intervals: readonly ShortageInterval[], shrinkage: number): ShortageSummary {
  return {
    halfHours: intervals.filter(({ shortage }) => shortage > 0).length,
    peak: intervals.reduce((peak, { shortage }) => Math.max(peak, shortage), 0),
    personHours: intervals.reduce(
      (sum, { shortage, seconds }) => sum + (shortage * seconds) / 3600 / (1 - shrinkage),
      0,
    ),
  };
}
