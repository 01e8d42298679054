import type { Instant } from './instant.ts';
import { performanceOf } from './required-positions.ts';
import { positionsPresent, type Shift } from './roster.ts';
import { type Shortage, shortageOf } from './shortage.ts';
import { type PlannedStretch, type StaffingPlanInput, STAFFING_MODEL_VERSION } from './staffing-model-input.ts'; // prettier-ignore
import type { StaffingPlan } from './staffing-plan.ts';
import { needsOf } from './staffing-solution-needs.ts';
import { type Proof, planText } from './staffing-solution-text.ts';
import type { StaffingState } from './staffing-solution-state.ts';
import type { WaysOut } from './ways-out.ts';

/** A half hour (interval) of the result. Positions are not rounded; shares between 0 and 1. */
export interface PlannedInterval {
  readonly start: Instant;
  readonly seconds: number;
  readonly required: number;
  /** On the roster. */
  readonly present: number;
  /** Added by the plan. */
  readonly extra: number;
  readonly shortage: number;
  /** What the whole positions on the phone achieve, by the exact formula; only when the demand was given. */
  readonly reached?: {
    readonly agents: number;
    readonly serviceLevel: number;
    readonly occupancy: number;
    readonly abandonment: number;
    readonly meetsTarget: boolean;
  };
}

/** What the plan would need besides when the wave turns out high. */
export interface HighOutlook {
  readonly assignments: readonly PlannedStretch[];
  readonly personHours: number;
  /** Euro, on top of the plan. */
  readonly cost: number;
  /** Half hours that stay short all the same. */
  readonly shortHalfHours: number;
}

/** How many stretches of an earlier plan stay. */
export interface PlanChanges {
  readonly kept: number;
  readonly dropped: number;
  readonly added: number;
}

/** A staffing plan with its proof, its result per half hour and the ways out of what stays short. */
export interface SolvedStaffingPlan extends StaffingPlan {
  readonly proof: Proof;
  readonly assignments: readonly PlannedStretch[];
  readonly intervals: readonly PlannedInterval[];
  readonly atP90?: HighOutlook;
  readonly changes?: PlanChanges;
  readonly waysOut: WaysOut;
}

/** The plan that `state` has found, in words and per half hour. */
export function solvedPlan(
  input: StaffingPlanInput,
  state: StaffingState,
  proof: Proof,
  besides: { readonly waysOut: WaysOut; readonly atP90?: HighOutlook },
): SolvedStaffingPlan {
  const assignments = assignmentsOf(state);
  const after = shortageAfter(input, assignments);
  const needs = needsOf(input, state);
  const before = input.shortage.summary;
  const cost = round2(state.cost());
  const changes = input.earlierPlan && changesOf(input.earlierPlan, assignments);
  return {
    formulaVersion: STAFFING_MODEL_VERSION,
    needs,
    coverage:
      before.halfHours === 0 ? 1 : Math.max(0, 1 - after.summary.halfHours / before.halfHours),
    shortageBefore: before,
    shortageAfter: after.summary,
    cost,
    explanation: planText(assignments, before, after.summary, cost, proof),
    proof,
    assignments,
    intervals: plannedIntervals(input, after),
    ...(besides.atP90 && { atP90: besides.atP90 }),
    ...(changes && { changes }),
    waysOut: besides.waysOut,
  };
}

/** Who works when beyond the roster, in order of time; a pattern with a break is two stretches. */
export function assignmentsOf(state: StaffingState): PlannedStretch[] {
  return state
    .all()
    .flatMap((index) => {
      const { person, pattern } = state.option(index);
      const personId = state.problem.people[person]?.person.id ?? '';
      return pattern.stretches.map(({ from, to }) => ({
        personId,
        startsAt: new Date(from).toISOString(),
        endsAt: new Date(to).toISOString(),
      }));
    })
    .toSorted((a, b) => compare(a.startsAt, b.startsAt) || compare(a.personId, b.personId));
}

/** The shortage that is left when everybody of `assignments` comes. */
export function shortageAfter(
  { shortage, people, shrinkage }: StaffingPlanInput,
  assignments: readonly PlannedStretch[],
): Shortage {
  const extra = assignments.map((one): Shift => ({ ...one, status: 'accepted' }));
  const filled = positionsPresent(shortage.intervals, extra, people, shrinkage);
  return shortageOf(
    shortage.intervals,
    shortage.intervals.map(({ required }) => required),
    shortage.intervals.map(({ present }, i) => present + (filled[i] ?? 0)),
    shrinkage,
  );
}

function plannedIntervals(
  { shortage, demand }: StaffingPlanInput,
  after: Shortage,
): PlannedInterval[] {
  return after.intervals.map((interval, i) => {
    const before = shortage.intervals[i];
    const present = before?.present ?? 0;
    return {
      ...interval,
      present,
      extra: interval.present - present,
      ...(demand && { reached: reachedWith(interval.present, interval.seconds, i, demand) }),
    };
  });
}

function reachedWith(
  positions: number,
  seconds: number,
  index: number,
  { calls, handleTimeSeconds, target, otherPositions }: NonNullable<StaffingPlanInput['demand']>,
): NonNullable<PlannedInterval['reached']> {
  const onPhone = positions - (otherPositions?.[index] ?? 0);
  const agents = Math.max(0, Math.floor(onPhone + 0.01));
  const load = ((calls[index] ?? 0) * handleTimeSeconds) / seconds;
  const { serviceLevel, occupancy, abandonment } = performanceOf(
    load,
    handleTimeSeconds,
    agents,
    target,
  );
  const meetsTarget =
    serviceLevel >= target.fraction - 1e-9 &&
    occupancy <= (target.maxOccupancy ?? 1) + 1e-9 &&
    abandonment <= (target.maxAbandonment ?? 1) + 1e-9;
  return { agents, serviceLevel, occupancy, abandonment, meetsTarget };
}

function changesOf(
  earlier: readonly PlannedStretch[],
  now: readonly PlannedStretch[],
): PlanChanges {
  const key = (one: PlannedStretch): string =>
    `${one.personId} ${Date.parse(one.startsAt)} ${Date.parse(one.endsAt)}`;
  const before = new Set(earlier.map(key));
  const kept = now.filter((one) => before.has(key(one))).length;
  return { kept, dropped: before.size - kept, added: now.length - kept };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}
