import type { LocalDate } from './instant.ts';

/** A stretch of time in milliseconds since 1970, `to` not included. Planning compares many of them. */
export interface MsSpan {
  readonly from: number;
  readonly to: number;
}

/** An interval of the requirement; `index` is its place in the requirement. */
export interface PlanningInterval extends MsSpan {
  readonly index: number;
}

/** A working day of the requirement, with its intervals in order. */
export interface PlanningDay {
  readonly date: LocalDate;
  /** The Monday of its week. */
  readonly week: LocalDate;
  readonly intervals: readonly PlanningInterval[];
}

/** A way to work on a day: one stretch, or two with a break between them. */
export interface ShiftPattern {
  /** Local interval numbers, for example `0-8+9-17`; unique within the day. */
  readonly id: string;
  readonly stretches: readonly MsSpan[];
  /** Indexes in the requirement of the intervals that are worked in full. */
  readonly covers: readonly number[];
  readonly hours: number;
}

const HOUR = 3_600_000;
/** Longest time on end without half an hour of break (Arbeidstijdenwet 5:4: more than 5.5 hours needs one). */
export const LONGEST_WITHOUT_BREAK_MS = 5.5 * HOUR;
export const SHORTEST_BREAK_MS = HOUR / 2;

/** Lengths in intervals of a stretch on end, and of the two halves around a break. */
const SINGLE_LENGTHS = [4, 6, 8] as const;
const SPLIT_LENGTHS = [
  [7, 9],
  [8, 8],
  [9, 7],
] as const;
const START_STEP = 2;

/**
 * The shapes that an extra shift on `day` can have: 2, 3 or 4 hours on end, 8 hours with half an hour of break; starting every hour, and at
 * the last moment that still fits. On a day shorter than all of these it is the whole day. Intervals of half an hour.
 */
export function generalPatterns(day: PlanningDay): ShiftPattern[] {
  const count = day.intervals.length;
  const found = new Map<string, ShiftPattern>();
  const add = (stretches: readonly (readonly [number, number])[]): void => {
    const pattern = patternOf(day, stretches);
    if (pattern) found.set(pattern.id, pattern);
  };
  for (const length of SINGLE_LENGTHS) {
    for (const start of startsOf(count - length)) add([[start, start + length]]);
  }
  for (const [first, second] of SPLIT_LENGTHS) {
    const length = first + 1 + second;
    for (const start of startsOf(count - length)) {
      const resume = start + first + 1;
      add([
        [start, start + first],
        [resume, resume + second],
      ]);
    }
  }
  if (found.size === 0) add([[0, count]]);
  return [...found.values()];
}

/**
 * The shapes of an extra shift within `offers`: every offered stretch as far as the day has intervals for it, cut where it is too long to go
 * without a break, and two stretches together with half an hour between them.
 */
export function offeredPatterns(day: PlanningDay, offers: readonly MsSpan[]): ShiftPattern[] {
  const found = new Map<string, ShiftPattern>();
  const stretches: (readonly [number, number])[] = [];
  const add = (parts: readonly (readonly [number, number])[]): void => {
    const pattern = patternOf(day, parts);
    if (!pattern) return;
    found.set(pattern.id, pattern);
    if (parts[0] && parts.length === 1) stretches.push(parts[0]);
  };
  for (const offer of offers) {
    const within = day.intervals.flatMap(({ from, to }, i) =>
      from >= offer.from && to <= offer.to ? [i] : [],
    );
    const [first, last] = [within[0], within.at(-1)];
    if (first === undefined || last === undefined) continue;
    if (patternOf(day, [[first, last + 1]])) {
      add([[first, last + 1]]);
      continue;
    }
    const middle = first + Math.ceil((last + 1 - first) / 2);
    add([[first, middle]]);
    add([[middle, last + 1]]);
  }
  for (const [start, end] of stretches.slice()) {
    for (const [next, close] of stretches.slice()) {
      if (next < end) continue;
      const rest = (day.intervals[next]?.from ?? 0) - (day.intervals[end - 1]?.to ?? 0);
      const resume = rest >= SHORTEST_BREAK_MS ? next : next + 1;
      if (resume < close) {
        add([
          [start, end],
          [resume, close],
        ]);
      }
    }
  }
  return [...found.values()];
}

/**
 * The pattern that works the intervals of `stretches` (local numbers, end not included); undefined when a stretch is empty, runs over a time
 * at which the KCC is closed, or is too long to go without a break.
 */
export function patternOf(
  day: PlanningDay,
  stretches: readonly (readonly [number, number])[],
): ShiftPattern | undefined {
  const spans: MsSpan[] = [];
  const covers: number[] = [];
  for (const [start, end] of stretches) {
    const part = day.intervals.slice(start, end);
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last || part.length !== end - start || start < 0) return undefined;
    if (part.some(({ from }, i) => i > 0 && part[i - 1]?.to !== from)) return undefined;
    if (last.to - first.from > LONGEST_WITHOUT_BREAK_MS) return undefined;
    spans.push({ from: first.from, to: last.to });
    covers.push(...part.map(({ index }) => index));
  }
  return {
    id: stretches.map(([start, end]) => `${start}-${end}`).join('+'),
    stretches: spans,
    covers,
    hours: spans.reduce((sum, { from, to }) => sum + (to - from) / HOUR, 0),
  };
}

/** Every second place from 0, and `last` itself; none when it is negative. */
function startsOf(last: number): number[] {
  if (last < 0) return [];
  const starts: number[] = [];
  for (let start = 0; start < last; start += START_STEP) starts.push(start);
  return [...starts, last];
}
