import type { Candidate } from './candidate.ts';
import type { Instant } from './instant.ts';
import type { ShortageSummary } from './shortage.ts';
import type { PlanningBasis } from './planning-basis.ts';
import type { Proof } from './staffing-solution-text.ts';
import type { Text } from './text.ts';

/** Extra people for one stretch of time: `positions` people are asked, in the order of `candidates`. */
export interface StaffingNeed {
  /** Unique within the plan and the same each time it is made from the same shortage: `2027-03-01-am`. */
  readonly id: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** People to ask at once. */
  readonly positions: number;
  readonly candidates: readonly Candidate[];
}

/** Who is asked when, beyond the roster. */
export interface StaffingPlan {
  readonly formulaVersion: string;
  readonly needs: readonly StaffingNeed[];
  /** Share of the short half hours that is filled when everyone who is asked first comes; 1 when nothing was short. */
  readonly coverage: number;
  readonly shortageBefore: ShortageSummary;
  /** What remains when everyone who is asked first comes. */
  readonly shortageAfter: ShortageSummary;
  /** Euro, when everyone who is asked first comes. */
  readonly cost: number;
  readonly explanation: Text;
  /** When a calculated proposal was taken: which, how good it is proven to be, and what it was made from. */
  readonly origin?: {
    readonly proposalId: string;
    readonly proof: Proof;
    readonly basis: PlanningBasis;
  };
}
