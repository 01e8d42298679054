import { addShift, candidatesFor, shiftsOfPeople } from './candidates.ts';
import type { CandidateContext } from './candidate.ts';
import { addSeconds } from './instant.ts';
import { localDateOf, localTimeOf } from './local-time.ts';
import { positionsPresent, type Shift, type TimeSpan } from './roster.ts';
import { type Shortage, type ShortageInterval, shortageOf } from './shortage.ts';
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
  const shifts = shiftsOfPeople(context.shifts);
  const needs: StaffingNeed[] = [];
  for (const { id, span, intervals } of shortHalfDays(shortage, context.timeZone)) {
    const candidates = candidatesFor(span, context, shifts);
    // Half days do not overlap, so only who is asked for this one helps in it.
    const own: Shift[] = [];
    for (const { personId } of candidates) {
      if (!isShort(intervals, own, context, shrinkage)) break;
      own.push({ personId, ...span, status: 'accepted' });
    }
    for (const shift of own) addShift(shifts, shift);
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

function isShort(
  intervals: readonly ShortageInterval[],
  asked: readonly Shift[],
  { people }: CandidateContext,
  shrinkage: number,
): boolean {
  const extra = positionsPresent(intervals, asked, people, shrinkage);
  const { summary } = shortageOf(
    intervals,
    intervals.map(({ required }) => required),
    intervals.map(({ present }, i) => present + (extra[i] ?? 0)),
    shrinkage,
  );
  return summary.halfHours > 0;
}

interface HalfDay {
  readonly id: string;
  readonly span: TimeSpan;
  /** Those of the half day that are short. */
  readonly intervals: readonly ShortageInterval[];
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
    const time = localTimeOf(interval.start, timeZone);
    const part = PARTS.find(({ until }) => time < until) ?? PARTS[2];
    const key = `${localDateOf(interval.start, timeZone)}-${part.name}`;
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
  const short = intervals.filter((interval) => interval.shortage > 0);
  if (!first || !last || short.length === 0) return undefined;
  const span = { startsAt: first.start, endsAt: addSeconds(last.start, last.seconds) };
  return { id, span, intervals: short };
}
