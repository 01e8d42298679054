import { localDateOf } from './local-time.ts';
import type { LocalDate } from './instant.ts';
import { LONGEST_WITHOUT_BREAK_MS, type MsSpan, SHORTEST_BREAK_MS } from './shift-pattern.ts';

const HOUR = 3_600_000;
/** Daily rest between two working days (Arbeidstijdenwet 5:3). */
export const DAILY_REST_MS = 11 * HOUR;
/** Weekly rest within seven days (Arbeidstijdenwet 5:5). */
const WEEKLY_REST_MS = 36 * HOUR;
/** Longest working time of a day (Arbeidstijdenwet 5:7). */
export const LONGEST_DAY_MS = 12 * HOUR;

/** Time that somebody works, with the day it starts on. */
export interface WorkedSpan extends MsSpan {
  readonly date: LocalDate;
}

export interface RestFault {
  readonly code: 'double-booked' | 'daily-rest' | 'no-break' | 'long-day' | 'weekly-rest';
  /** Where the time starts with which it goes wrong. */
  readonly at: number;
}

/** `span` with the day on which it starts. */
export function workedSpan(span: MsSpan, timeZone: string): WorkedSpan {
  return { ...span, date: localDateOf(new Date(span.from).toISOString(), timeZone) };
}

/** Whether `extra` may be worked beside `worked`, both of one person and in any order: no overlap, eleven hours between days, a break. */
export function mayWorkBeside(extra: WorkedSpan, worked: readonly WorkedSpan[]): boolean {
  let together: MsSpan = extra;
  let length = extra.to - extra.from;
  for (const other of worked) {
    if (other.from < extra.to && extra.from < other.to) return false;
    if (other.date !== extra.date) {
      if (other.from < extra.to + DAILY_REST_MS && extra.from < other.to + DAILY_REST_MS)
        return false;
    } else {
      length += other.to - other.from;
      if (joins(other, together)) {
        together = {
          from: Math.min(other.from, together.from),
          to: Math.max(other.to, together.to),
        };
      }
    }
  }
  if (length > LONGEST_DAY_MS) return false;
  // Who has no break in the own shift takes it there; extra time may not make it longer.
  const joined = together.to - together.from > extra.to - extra.from;
  return !joined || together.to - together.from <= LONGEST_WITHOUT_BREAK_MS;
}

/**
 * Everything that the working hours of one person break: two things at once, less than eleven hours between days, more than five and a half
 * hours without a break, more than twelve hours in a day, no 36 hours of rest in seven days. `spans` in any order.
 */
export function restFaults(spans: readonly WorkedSpan[]): RestFault[] {
  const faults: RestFault[] = [];
  const sorted = spans.toSorted((a, b) => a.from - b.from);
  const perDay = new Map<LocalDate, number>();
  let onEnd: MsSpan | undefined;
  for (const [i, span] of sorted.entries()) {
    const previous = sorted[i - 1];
    if (previous && span.from < previous.to) faults.push({ code: 'double-booked', at: span.from });
    else if (previous && previous.date !== span.date && span.from - previous.to < DAILY_REST_MS) {
      faults.push({ code: 'daily-rest', at: span.from });
    }
    onEnd = onEnd && joins(onEnd, span) ? { from: onEnd.from, to: span.to } : span;
    if (onEnd.to - onEnd.from > LONGEST_WITHOUT_BREAK_MS) {
      faults.push({ code: 'no-break', at: onEnd.from });
    }
    const hours = (perDay.get(span.date) ?? 0) + span.to - span.from;
    perDay.set(span.date, hours);
    if (hours > LONGEST_DAY_MS) faults.push({ code: 'long-day', at: span.from });
  }
  return [...faults, ...weeklyRestFaults(sorted)];
}

/** Every seven days from the start of a span must hold one rest of 36 hours. */
function weeklyRestFaults(sorted: readonly WorkedSpan[]): RestFault[] {
  const faults: RestFault[] = [];
  for (const [i, first] of sorted.entries()) {
    const end = first.from + 7 * 24 * HOUR;
    let free = first.to;
    let rested = false;
    for (const span of sorted.slice(i + 1)) {
      if (Math.min(span.from, end) - free >= WEEKLY_REST_MS) rested = true;
      if (span.from >= end) break;
      free = Math.max(free, span.to);
    }
    if (end - free >= WEEKLY_REST_MS) rested = true;
    if (!rested) faults.push({ code: 'weekly-rest', at: first.from });
  }
  return faults;
}

function joins(left: MsSpan, right: MsSpan): boolean {
  return left.from < right.to + SHORTEST_BREAK_MS && right.from < left.to + SHORTEST_BREAK_MS;
}
