import type { PersonId } from './actor.ts';
import { hoursOf, type Shift, type TimeSpan } from './roster.ts';
import type { PlannedStretch, StaffingPlanInput } from './staffing-model-input.ts';
import type { StaffingPlan } from './staffing-plan.ts';

/** Somebody who was asked for a stretch of the mailing, and what became of it. */
export interface AskedBefore extends TimeSpan {
  readonly personId: PersonId;
  readonly status: 'invited' | 'accepted' | 'declined' | 'lapsed' | 'cancelled';
}

/** What came before a staffing question. */
export interface PlanningHistory {
  /** The plan that the mailing has. */
  readonly plan?: StaffingPlan;
  readonly asked: readonly AskedBefore[];
  /** Extra shifts of the past weeks, of any mailing. */
  readonly extra: readonly (TimeSpan & { readonly personId: PersonId })[];
}

/**
 * `question` with what came before it: a new plan keeps to the present one where that costs little, nobody is asked again for what they declined, and who
 * worked much extra of late comes last. Who accepted has a shift on the roster already, and is no part of the earlier plan any more.
 */
export function withHistory(
  question: StaffingPlanInput,
  { plan, asked, extra }: PlanningHistory,
): StaffingPlanInput {
  const over = new Set(
    asked.filter(({ status }) => status !== 'invited').map((one) => stretchKey(one)),
  );
  const earlier = plan && firstAsked(plan).filter((one) => !over.has(stretchKey(one)));
  return {
    ...question,
    shifts: [
      ...question.shifts,
      ...asked.filter(({ status }) => status === 'declined').map(declined),
    ],
    recentExtraHours: hoursPerPerson(extra),
    ...(earlier && { earlierPlan: earlier }),
  };
}

/** Who is asked first for each need of the plan. */
export function firstAsked({ needs }: Pick<StaffingPlan, 'needs'>): PlannedStretch[] {
  return needs.flatMap(({ startsAt, endsAt, positions, candidates }) =>
    candidates.slice(0, positions).map(({ personId }) => ({ personId, startsAt, endsAt })),
  );
}

function declined({ personId, startsAt, endsAt }: AskedBefore): Shift {
  return { personId, startsAt, endsAt, status: 'declined' };
}

function hoursPerPerson(extra: PlanningHistory['extra']): Record<PersonId, number> {
  const hours: Record<PersonId, number> = {};
  for (const shift of extra) hours[shift.personId] = (hours[shift.personId] ?? 0) + hoursOf(shift);
  return hours;
}

function stretchKey({ personId, startsAt, endsAt }: PlannedStretch): string {
  return `${personId} ${Date.parse(startsAt)} ${Date.parse(endsAt)}`;
}
