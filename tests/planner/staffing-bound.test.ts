import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LinearProgram, LinearRow, LinearVariable } from '../../src/domain/linear-program.ts';
import { staffingModel } from '../../src/domain/staffing-model.ts';
import { reachableHours, sameDecisions } from '../../src/domain/staffing-model-kinds.ts';
import { staffingProblem, type StaffingProblem } from '../../src/domain/staffing-model-problem.ts';
import { generator } from '../../src/domain/staffing-solution-search.ts';
import { startSolver, type Solver } from '../../src/planner/solver.ts';
import { aFlexWorker, aGuest, anAgent } from '../support/staff-builder.ts';
import { aStaffingInput, onDay } from '../support/staffing-input-builder.ts';

const DAYS = ['2027-02-25', '2027-02-26', '2027-03-01'];
const EXACT = { relativeGap: 0, timeLimitSeconds: 30, memoryLimitMb: 500 };

describe('the bound of the pooled model', () => {
  let solver: Solver;
  beforeAll(() => {
    solver = startSolver();
  });
  afterAll(() => solver.close());

  it.each([2, 5])(
    'is one for named people, and nearer than with people pooled per group (%i)',
    async (seed) => {
      const problem = staffingProblem(someInput(seed));
      const named = await solver.solve(namedProgram(problem), EXACT);
      const perKind = await solver.solve(staffingModel(problem).program, EXACT);
      const perGroup = await solver.solve(staffingModel(problem, 0).program, EXACT);
      expect([named.status, perKind.status, perGroup.status]).toEqual(Array(3).fill('optimal'));
      expect(named.objective).toBeGreaterThan(0);
      expect(perKind.objective).toBeLessThanOrEqual(named.objective + 1e-4);
      expect(perGroup.objective).toBeLessThanOrEqual(perKind.objective + 1e-4);
      // One person per kind here, or several that are alike: then it is the very optimum.
      expect(perKind.objective).toBeGreaterThan(named.objective * 0.995);
    },
    90_000,
  );
});

describe('people of one kind', () => {
  it('can do exactly the same in a week', () => {
    const people = ['a', 'b', 'c'].map((id) => anAgent({ id, maxHoursPerWeek: 38, contractHoursPerWeek: 36 })); // prettier-ignore
    const shifts = [{ personId: 'c', ...onDay(DAYS[0] ?? '', '08:30', '12:30'), status: 'planned' as const }]; // prettier-ignore
    const problem = staffingProblem(aStaffingInput({ days: DAYS, people, shifts, required: 3 }));
    const kindsOf = (day: number, most?: number) =>
      new Set(sameDecisions(problem, most).filter(({ options }) => problem.options[options[0] ?? 0]?.day === day).map(({ kind }) => kind)); // prettier-ignore
    // In the first week c works already; in the second all three are free.
    expect([kindsOf(0).size, kindsOf(1).size, kindsOf(2).size]).toEqual([2, 2, 1]);
    expect([kindsOf(0, 0).size, kindsOf(2, 0).size]).toEqual([1, 1]);
  });

  it('make no more hours than their patterns add up to', () => {
    const guest = aGuest({
      maxHoursPerWeek: 16,
      offers: DAYS.flatMap((day) => [onDay(day, '08:30', '13:00')]),
    });
    const { options } = staffingProblem(aStaffingInput({ days: DAYS, people: [guest] }));
    const week = options.filter(({ day }) => day < 2);
    expect(reachableHours(week, 16)).toBe(9);
    expect(reachableHours(week, 8)).toBe(4.5);
    expect(reachableHours(week, 4)).toBe(0);
    expect(reachableHours([], 16)).toBe(0);
  });
});

/** Nine people of all kinds over two weeks, with pools; the same for the same seed. */
function someInput(seed: number) {
  const random = generator(seed * 104_729);
  const pick = <T>(values: readonly [T, ...T[]]): T =>
    values[Math.floor(random() * values.length)] ?? values[0];
  const terms = (i: number) => ({
    id: `p${i}`,
    handleTimeFactor: pick([1, 1.25]),
    maxHoursPerWeek: pick([5, 8, 10, 16]),
    costPerHour: pick([30, 44]),
  });
  const halves = DAYS.flatMap((day) => [onDay(day, '08:30', '13:00'), onDay(day, '13:00', '17:00')]); // prettier-ignore
  const people = Array.from({ length: 9 }, (_, i) => {
    if (i < 4) return anAgent({ ...terms(i), contractHoursPerWeek: pick([4, 8]) });
    if (i < 6) return aGuest({ ...terms(i), offers: halves.filter(() => random() < 0.6) });
    return aFlexWorker({ ...terms(i), flexKind: i === 6 ? 'trainee' : 'on-call' });
  });
  return aStaffingInput({
    days: DAYS,
    people,
    shrinkage: 0.3,
    required: Array.from({ length: 51 }, () => Math.floor(random() * 4)),
    pools: [
      { id: 'trainees', people: ['p6'], needsSupervision: true },
      { id: 'agency', people: ['p7', 'p8'], budgetHours: 14, voucherHours: 4 },
    ],
  });
}

/** The question as it is asked: a yes or no for each person and pattern, nothing pooled. */
function namedProgram(problem: StaffingProblem): LinearProgram {
  const variables: LinearVariable[] = [];
  const rows: LinearRow[] = [];
  const sums = new Map<string, [number, number][]>();
  const add = (variable: Omit<LinearVariable, 'name'>): number =>
    variables.push({ name: `v${variables.length}`, ...variable }) - 1;
  const sum = (key: string): [number, number][] => {
    const terms = sums.get(key) ?? [];
    sums.set(key, terms);
    return terms;
  };
  const row = (terms: LinearRow['terms'], relation: LinearRow['relation'], bound: number): void => {
    if (terms.length > 0 && Number.isFinite(bound))
      rows.push({ name: `r${rows.length}`, terms, relation, bound });
  };
  const { prices, pools, weeks } = problem;
  for (const { person, day, pattern, wage } of problem.options) {
    const v = add({ cost: wage, upper: 1, whole: true });
    const who = problem.people[person];
    sum(`day ${person} ${day}`).push([v, 1]);
    sum(`week ${person} ${problem.weekOf[day]}`).push([v, pattern.hours]);
    sum(`pool ${who?.pool}`).push([v, pattern.hours]);
    for (const t of pattern.covers) {
      sum(`cover ${t}`).push([v, who?.positions ?? 0]);
      sum(`trainees ${t}`).push([v, who?.trainee === true ? 1 : -prices.traineesPerColleague]);
    }
  }
  for (const [person, { hoursLeft, contractLeft, person: who }] of problem.people.entries()) {
    for (const day of problem.days.keys()) row(sum(`day ${person} ${day}`), '<=', 1);
    for (const week of weeks.keys()) {
      const terms = sum(`week ${person} ${week}`);
      row(terms, '<=', hoursLeft[week] ?? 0);
      const over = add({ cost: who.costPerHour * (prices.overtimeFactor - 1) });
      if (terms.length > 0) row([...terms, [over, -1]], '<=', contractLeft[week] ?? 0);
    }
  }
  for (const [p, { budgetHours, voucherHours, wagePerHour }] of pools.entries()) {
    row(sum(`pool ${p}`), '<=', budgetHours);
    const prepaid = add({ cost: -wagePerHour, upper: voucherHours });
    row([...sum(`pool ${p}`), [prepaid, -1]], '>=', 0);
  }
  for (const [t, missing] of problem.missing.entries()) {
    const short = add({ cost: prices.shortagePerHour * (problem.hours[t] ?? 0) });
    row([...sum(`cover ${t}`), [short, 1]], '>=', missing);
    const room =
      prices.traineesPerColleague * (problem.experienced[t] ?? 0) - (problem.trainees[t] ?? 0);
    row(sum(`trainees ${t}`), '<=', Math.max(0, room));
  }
  return { variables, rows };
}
