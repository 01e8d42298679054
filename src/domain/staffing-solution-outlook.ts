import { mondayOf } from './instant.ts';
import { localDateOf } from './local-time.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';
import { staffingProblem } from './staffing-model-problem.ts';
import type { HighOutlook } from './staffing-solution.ts';
import { assignmentsOf, shortageAfter } from './staffing-solution.ts';
import { greedyState } from './staffing-solution-search.ts';
import type { StaffingState } from './staffing-solution-state.ts';
import { shortageOf } from './shortage.ts';
import type { Shift } from './roster.ts';

/**
 * What the plan in `state` would need besides when the wave turns out as high as P90: the plan stands, and whoever is left is asked on top of
 * it, the best addition first. Undefined when the requirement at P90 was not given.
 */
export function highOutlook(
  input: StaffingPlanInput,
  state: StaffingState,
): HighOutlook | undefined {
  const { requiredAtP90 } = input;
  if (!requiredAtP90) return undefined;
  const planned = assignmentsOf(state);
  const after = shortageAfter(input, planned).intervals;
  const shifts = planned.map((one): Shift => ({ ...one, status: 'accepted' }));
  const high: StaffingPlanInput = {
    ...input,
    shortage: shortageOf(
      input.shortage.intervals,
      requiredAtP90,
      after.map(({ present }) => present),
      input.shrinkage,
    ),
    shifts: [...input.shifts, ...shifts],
    pools: poolsAfter(input, state),
    earlierPlan: [],
  };
  const besides = greedyState(staffingProblem(high));
  const assignments = assignmentsOf(besides);
  return {
    assignments,
    personHours: hoursOf(assignments),
    cost: Math.round(besides.cost() * 100) / 100,
    shortHalfHours: shortageAfter(high, assignments).summary.halfHours,
  };
}

/** The pools with what the plan uses taken off; of the hours per week those of its busiest week. */
function poolsAfter(
  { pools = [], timeZone }: StaffingPlanInput,
  state: StaffingState,
): NonNullable<StaffingPlanInput['pools']> {
  return pools.map((pool) => {
    const own = assignmentsOf(state).filter(({ personId }) => pool.people.includes(personId));
    const used = hoursOf(own);
    const weeks = new Map<string, number>();
    for (const one of own) {
      const week = mondayOf(localDateOf(one.startsAt, timeZone));
      weeks.set(week, (weeks.get(week) ?? 0) + hoursOf([one]));
    }
    return {
      ...pool,
      ...(pool.maxHoursPerWeek !== undefined && {
        maxHoursPerWeek: Math.max(0, pool.maxHoursPerWeek - Math.max(0, ...weeks.values())),
      }),
      ...(pool.budgetHours !== undefined && { budgetHours: Math.max(0, pool.budgetHours - used) }),
      ...(pool.voucherHours !== undefined && {
        voucherHours: Math.max(0, pool.voucherHours - used),
      }),
    };
  });
}

function hoursOf(assignments: readonly { startsAt: string; endsAt: string }[]): number {
  return assignments.reduce(
    (sum, { startsAt, endsAt }) => sum + (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000,
    0,
  );
}
