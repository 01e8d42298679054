import type { DemandInterval } from './demand.ts';
import type { LocalDate } from './instant.ts';
import type { Shortage } from './shortage.ts';

/** The exact requirement of a dispatch plan against the roster. */
export interface DispatchNeed {
  readonly demand: readonly DemandInterval[];
  readonly wave: readonly DemandInterval[];
  readonly required: readonly number[];
  readonly shortage: Shortage;
}

/** One day of the wave under a dispatch plan. Positions are people who are answering. */
export interface DispatchDay {
  readonly date: LocalDate;
  /** Calls that the mailing causes, when the wave turns out as expected. */
  readonly calls: number;
  /** Most positions that a half hour of the day needs, ordinary load included; whole. */
  readonly peakPositions: number;
  /** Positions on the roster in that half hour, one decimal. */
  readonly rostered: number;
  /** Half hours that stay short with the extra people. */
  readonly shortHalfHours: number;
}

/** Fewer calls than this in a half hour are no wave. */
export const NO_CALLS = 0.05;

/** The days on which the mailing causes calls, in order. `after` is the shortage that the extra people leave. */
export function dispatchDays(
  { demand, wave, required, shortage }: DispatchNeed,
  after: Shortage,
): DispatchDay[] {
  const short = new Set(
    after.intervals.filter((one) => one.shortage > 0).map((one) => Date.parse(one.start)),
  );
  const days = new Map<LocalDate, DispatchDay>();
  for (const [i, { date, start }] of demand.entries()) {
    const calls = wave[i]?.contacts.phone ?? 0;
    const stillShort = short.has(Date.parse(start));
    if (calls <= NO_CALLS && !stillShort) continue;
    const positions = required[i] ?? 0;
    const day = days.get(date) ?? { date, calls: 0, peakPositions: 0, rostered: 0, shortHalfHours: 0 }; // prettier-ignore
    const busiest = positions > day.peakPositions;
    days.set(date, {
      date,
      calls: day.calls + calls,
      peakPositions: Math.max(positions, day.peakPositions),
      rostered: busiest ? round1(shortage.intervals[i]?.present ?? 0) : day.rostered,
      shortHalfHours: day.shortHalfHours + (stillShort ? 1 : 0),
    });
  }
  return [...days.values()].map((day) => ({ ...day, calls: round1(day.calls) }));
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
