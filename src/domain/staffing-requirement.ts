import { performanceOf, type PositionsTarget, requiredPositions } from './required-positions.ts';
import { rosteredFor } from './round-up.ts';

/** `fraction` of the contacts answered within `withinSeconds`; 0.8 and 20 is the usual 80/20. */
export interface ServiceTarget {
  readonly fraction: number;
  readonly withinSeconds: number;
}

export interface StaffingInterval {
  /** Contacts that arrive in the interval; need not be whole. */
  readonly contacts: number;
  /** Length of the interval. */
  readonly seconds: number;
  /** Mean talk time plus wrap-up. */
  readonly handleTimeSeconds: number;
  /** Evaluate this number of positions instead of seeking the smallest that meets the target. */
  readonly agents?: number;
}

/** What is left out is not applied: no cap, no shrinkage, and without patience nobody hangs up (Erlang C). */
export interface StaffingRequirementInput {
  readonly intervals: readonly StaffingInterval[];
  readonly target: ServiceTarget;
  /** Share of rostered time in which a person takes no contacts (leave, illness, breaks, training): 0.30 is usual. */
  readonly shrinkage?: number;
  /** Largest share of the time that a person may be busy: 0.85 is usual. */
  readonly maxOccupancy?: number;
  /** Mean time until a waiting person hangs up; when given, Erlang A is used. */
  readonly patienceSeconds?: number;
  /** Largest share that may hang up; needs `patienceSeconds`. */
  readonly maxAbandonment?: number;
}

/** The answer for one interval. Shares are between 0 and 1. */
export interface StaffingRequirementInterval {
  /** People who must be answering. */
  readonly positions: number;
  /** People who must be on the roster for that, after shrinkage. */
  readonly rostered: number;
  readonly serviceLevel: number;
  /** Chance that a contact has to wait at all. */
  readonly waitProbability: number;
  /** Mean wait of the contacts that are answered; null when the queue grows without end, or nothing is answered. */
  readonly averageSpeedOfAnswerSeconds: number | null;
  /** Share of the time that a position is busy. */
  readonly occupancy: number;
  /** Share that hangs up before being answered; 0 under Erlang C, which has no hanging up. */
  readonly abandonment: number;
}

export type ServiceLevelDefinition = 'answered-within-of-offered';

export interface StaffingRequirement {
  readonly formulaVersion: string;
  readonly model: 'erlang-c' | 'erlang-a';
  readonly serviceLevelDefinition: ServiceLevelDefinition;
  readonly intervals: readonly StaffingRequirementInterval[];
}

/** Changes whenever the same input could give another answer. */
export const STAFFING_VERSION = 'staffing-1';

/**
 * The positions that each interval needs, or what the given positions achieve. `input` has no faults (staffing-requirement-faults.ts).
 * Each interval is a queue in equilibrium of its own; overload that carries over is in backlog.ts.
 */
export function staffingRequirement(input: StaffingRequirementInput): StaffingRequirement {
  const target: PositionsTarget = {
    ...input.target,
    ...(input.maxOccupancy !== undefined && { maxOccupancy: input.maxOccupancy }),
    ...(input.maxAbandonment !== undefined && { maxAbandonment: input.maxAbandonment }),
    ...(input.patienceSeconds !== undefined && { patienceSeconds: input.patienceSeconds }),
  };
  return {
    formulaVersion: STAFFING_VERSION,
    model: input.patienceSeconds === undefined ? 'erlang-c' : 'erlang-a',
    serviceLevelDefinition: 'answered-within-of-offered',
    intervals: input.intervals.map((interval) =>
      requirementOf(interval, target, input.shrinkage ?? 0),
    ),
  };
}

function requirementOf(
  { contacts, seconds, handleTimeSeconds, agents }: StaffingInterval,
  target: PositionsTarget,
  shrinkage: number,
): StaffingRequirementInterval {
  const load = (contacts * handleTimeSeconds) / seconds;
  const positions = agents ?? requiredPositions(load, handleTimeSeconds, target);
  const reached = performanceOf(load, handleTimeSeconds, positions, target);
  return {
    positions,
    rostered: rosteredFor(positions, shrinkage),
    serviceLevel: reached.serviceLevel,
    waitProbability: reached.waitProbability,
    averageSpeedOfAnswerSeconds: Number.isFinite(reached.averageSpeedOfAnswer)
      ? reached.averageSpeedOfAnswer
      : null,
    occupancy: reached.occupancy,
    abandonment: reached.abandonment,
  };
}
