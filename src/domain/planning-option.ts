import type { StaffPerson } from './roster.ts';
import type { ShiftPattern } from './shift-pattern.ts';

/** A person as the planning sees them. */
export interface PlanningPerson {
  readonly person: StaffPerson;
  /** Positions that this person fills: (1 - shrinkage) / handle-time factor. */
  readonly positions: number;
  readonly skilled: boolean;
  readonly trainee: boolean;
  /** Index of the pool, -1 for none. */
  readonly pool: number;
  /** People with the same group can stand in for each other but for their time. */
  readonly group: number;
  /** Per week: hours that may be added, and how many of those are within the contract. */
  readonly hoursLeft: readonly number[];
  readonly contractLeft: readonly number[];
}

/** One thing that can be decided: this person works this pattern on this day. */
export interface PlanningOption {
  readonly person: number;
  readonly day: number;
  readonly pattern: ShiftPattern;
  /** Wage without overtime, in euro. */
  readonly wage: number;
  /** Whether it is in the earlier plan. */
  readonly kept: boolean;
  /** What makes this person rather than another, in euro; not part of the cost. */
  readonly preference: number;
}
