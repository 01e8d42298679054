import { addShift, candidatesFor, shiftsOfPeople } from './candidates.ts';
import type { CandidateContext } from './candidate.ts';
import { addSeconds } from './instant.ts';
import { localMomentOf } from './local-time.ts';
import { positionsOf, positionsPresent, type Shift, type TimeSpan } from './roster.ts';
import { isShort, type Shortage, type ShortageInterval, shortageOf } from './shortage.ts';
import type { StaffingNeed, StaffingPlan } from './staffing-plan.ts';
import { staffingPlanExplanation } from './staffing-plan-explanation.ts';

/** Changes whenever the same input could give another plan. */
export const STAFFING_PLAN_VERSION = 'staffing-plan-greedy-2';

/**
 * The simple plan: per half day that is short, ask people in the order of `candidatesFor` until nothing is short any more, or nobody is
 * left. Whoever is not needed at first stays on the list as the next to be asked. Not the cheapest plan, but one that can be followed by
 * eye. `shrinkage` is that with which the shortage was made.
 */
export function proposeStaffingPlan(
  shortage: Shortage,
  context: CandidateContext,
  shrinkage: number,
): StaffingPlan {
  const asked: Shift[] = [];
  const shifts = shiftsOfPeople(context.shifts, context.timeZone);
  const factors = new Map(context.people.map((person) => [person.id, person.handleTimeFactor]));
  const needs: StaffingNeed[] = [];
  for (const { id, span, missing } of shortHalfDays(shortage, context.timeZone)) {
    const candidates = candidatesFor(span, context, shifts);
    // Half days do not overlap, so only who is asked for this one helps in it, and for all of it.
    const own: Shift[] = [];
    let filled = 0;
    for (const { personId } of candidates) {
      if (!isShort(missing - filled)) break;
      own.push({ personId, ...span, status: 'accepted' });
      filled += positionsOf(factors.get(personId), shrinkage);
    }
    for (const shift of own) addShift(shifts, shift, context.timeZone);
    asked.push(...own);
    const positions = own.length;
    if (positions > 0) needs.push({ id, ...span, positions, candidates });
  }
  return planOf(shortage, needs, asked, context, shrinkage);
}

/** The plan in which `needs` are asked for, and what remains short when everyone in `asked` comes. */
export function planOf(
  shortage: Shortage,
  needs: readonly StaffingNeed[],
  asked: readonly Shift[],
  { people }: Pick<CandidateContext, 'people'>,
  shrinkage: number,
): StaffingPlan {
  const extra = positionsPresent(shortage.intervals, asked, people, shrinkage);
  const after = shortageOf(
    shortage.intervals,
    shortage.intervals.map(({ required }) => required),
    shortage.intervals.map(({ present }, i) => present + (extra[i] ?? 0)),
    shrinkage,
  ).summary;
  const before = shortage.summary;
  const cost = needs.reduce(
    (sum, need) =>
      sum + need.candidates.slice(0, need.positions).reduce((all, one) => all + one.cost, 0),
    0,
  );
  return {
    formulaVersion: STAFFING_PLAN_VERSION,
    needs,
    coverage: before.halfHours === 0 ? 1 : 1 - after.halfHours / before.halfHours,
    shortageBefore: before,
    shortageAfter: after,
    cost,
    explanation: staffingPlanExplanation(needs, before, after, cost),
  };
}

interface HalfDay {
  readonly id: string;
  readonly span: TimeSpan;
  /** Positions that the worst half hour of it is short. */
  readonly missing: number;
}

/** Where the parts of a day end, in local time: guests offer mornings, afternoons and evenings. */
const PARTS = [
  { name: 'am', until: '12:30' },
  { name: 'pm', until: '17:00' },
  { name: 'eve', until: '24:00' },
] as const;

/** The parts of days with a shortage, in order. */
function shortHalfDays(shortage: Shortage, timeZone: string): HalfDay[] {
  const parts = new Map<string, ShortageInterval[]>();
  for (const interval of shortage.intervals) {
    const { date, time } = localMomentOf(interval.start, timeZone);
    const part = PARTS.find(({ until }) => time < until) ?? PARTS[2];
    const key = `${date}-${part.name}`;
    const intervals = parts.get(key);
    if (intervals) intervals.push(interval);
    else parts.set(key, [interval]);
  }
  return [...parts]
    .map(([id, intervals]) => halfDay(id, intervals))
    .filter((half) => half !== undefined);
}

function halfDay(id: string, intervals: readonly ShortageInterval[]): HalfDay | undefined {
  const [first, last] = [intervals[0], intervals.at(-1)];
  const missing = intervals.reduce((most, { shortage }) => Math.max(most, shortage), 0);
  if (!first || !last || missing === 0) return undefined;
  return {
    id,
    span: { startsAt: first.start, endsAt: addSeconds(last.start, last.seconds) },
    missing,
  };
}
