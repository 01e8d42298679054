import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Shift, StaffPerson } from '../../src/domain/roster.ts';
import type { StaffingPlanInput } from '../../src/domain/staffing-model-input.ts';
import { objectiveOf, solutionFaults } from '../../src/domain/linear-program.ts';
import { staffingModel, type StaffingModel } from '../../src/domain/staffing-model.ts';
import { staffingProblem } from '../../src/domain/staffing-model-problem.ts';
import { assignmentsOf, shortageAfter } from '../../src/domain/staffing-solution.ts';
import { planFaults } from '../../src/domain/staffing-solution-check.ts';
import { daysByLoss, namedState, slotsOf } from '../../src/domain/staffing-solution-names.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { mend } from '../../src/domain/staffing-solution-mend.ts';
import { divideFairly, extraHours } from '../../src/domain/fairness.ts';
import { greedyState, improve } from '../../src/domain/staffing-solution-search.ts';
import type { StaffingState } from '../../src/domain/staffing-solution-state.ts';
import { aFlexWorker, aGuest, anAgent } from '../support/staff-builder.ts';
import { aStaffingInput, onDay } from '../support/staffing-input-builder.ts';

const DAYS = ['2027-02-22', '2027-02-23', '2027-02-24'];
const OPEN = DEFAULT_CALENDAR.openingHours[1];
const EVERY_DAY = {
  ...DEFAULT_CALENDAR,
  openingHours: { ...DEFAULT_CALENDAR.openingHours, 6: OPEN, 7: OPEN },
};
const TUESDAY = '2027-02-23';

/** What is chosen in `state` as values of the pooled model: only the whole numbers of people are given. */
function pooledValues(state: StaffingState, model: StaffingModel): number[] {
  const chosen = new Set(state.all());
  const values: number[] = [];
  for (const { variable, options } of model.shifts)
    values[variable] = options.filter((index) => chosen.has(index)).length;
  return values;
}

function planFor(input: StaffingPlanInput) {
  const state = greedyState(staffingProblem(input));
  improve(state, { attempts: 60 });
  return { state, assignments: assignmentsOf(state) };
}

const somePeople: fc.Arbitrary<StaffPerson[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('agent', 'guest', 'on-call', 'trainee'),
      factor: fc.constantFrom(1, 1.2, 1.5),
      hours: fc.constantFrom(0, 6, 12, 24, 38),
      cost: fc.integer({ min: 0, max: 60 }),
      offers: fc.subarray(DAYS.flatMap((day) => [onDay(day, '08:30', '12:30'), onDay(day, '12:30', '17:00')])), // prettier-ignore
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((people) =>
    people.map(({ kind, factor, hours, cost, offers }, i) => {
      const terms = { id: `${kind}-${i}`, handleTimeFactor: factor, maxHoursPerWeek: hours, costPerHour: cost, offers }; // prettier-ignore
      if (kind === 'agent') return anAgent({ ...terms, contractHoursPerWeek: hours / 2 });
      return kind === 'guest'
        ? aGuest(terms)
        : aFlexWorker({ ...terms, flexKind: kind === 'trainee' ? 'trainee' : 'on-call' });
    }),
  );

const someInput = fc
  .record({
    people: somePeople,
    required: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 51, maxLength: 51 }),
    shifts: fc.array(
      fc.record({
        who: fc.nat(5),
        day: fc.constantFrom(...DAYS),
        time: fc.constantFrom(['08:30', '12:30'], ['13:00', '17:00'], ['18:00', '22:30'] as const),
        status: fc.constantFrom('planned', 'invited', 'declined'),
      }),
      { maxLength: 5 },
    ),
    budgetHours: fc.constantFrom(undefined, 0, 8),
  })
  .map(({ people, required, shifts, budgetHours }) =>
    aStaffingInput({
      days: DAYS,
      people,
      required,
      shrinkage: 0.3,
      shifts: shifts.map(({ who, day, time, status }): Shift => ({
        personId: people[who % people.length]?.id ?? '',
        ...onDay(day, time[0] ?? '', time[1] ?? ''),
        status: status as Shift['status'],
      })),
      pools: [{ id: 'pool', people: people.filter(({ kind }) => kind === 'flex').map(({ id }) => id), ...(budgetHours !== undefined && { budgetHours }) }], // prettier-ignore
    }),
  );

describe('a plan for named people', () => {
  it('never double-books, nor breaks rest, hours, offers or budgets', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const { state, assignments } = planFor(input);
        expect(planFaults(input, assignments)).toEqual([]);
        expect(state.unsupervised()).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves everybody 36 hours of rest in a week of seven days', () => {
    const days = ['22', '23', '24', '25', '26', '27', '28'].map((day) => `2027-02-${day}`);
    const people = [anAgent({ maxHoursPerWeek: 60, contractHoursPerWeek: 60 })];
    const input = aStaffingInput({ days, calendar: EVERY_DAY, people, required: 1 });
    const { state } = planFor(input);
    const broken = planFaults(input, assignmentsOf(state)).map(({ code }) => code);
    expect(new Set(broken)).toEqual(new Set(['weekly-rest']));
    mend(input, state);
    expect(planFaults(input, assignmentsOf(state))).toEqual([]);
    expect(state.all()).toHaveLength(6);
  });

  it('never makes the shortage worse, and is a solution of the pooled model at no more than its own cost', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const { state, assignments } = planFor(input);
        const after = shortageAfter(input, assignments).summary;
        expect(after.personHours).toBeLessThanOrEqual(input.shortage.summary.personHours + 1e-9);
        const model = staffingModel(state.problem);
        const values = completed(state, model);
        expect(solutionFaults(model.program, values)).toEqual([]);
        expect(objectiveOf(model.program, values)).toBeLessThanOrEqual(state.objective + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the objective that it counts along the way', () => {
    fc.assert(
      fc.property(someInput, (input) => {
        const { state } = planFor(input);
        const again = greedyState({
          ...state.problem,
          missing: state.problem.missing.map(() => 0),
        });
        for (const index of again.all()) again.remove(index);
        const fresh = namedState(state.problem, staffingModel(state.problem), pooledValues(state, staffingModel(state.problem)), {}); // prettier-ignore
        for (const index of fresh.all()) fresh.remove(index);
        for (const index of state.all()) fresh.add(index);
        expect(fresh.objective).toBeCloseTo(state.objective, 6);
      }),
      { numRuns: 30 },
    );
  });

  it.each([0, 1, 2])('looks first at the day on which a shift found nobody (%i)', (day) => {
    const people = ['a', 'b', 'c'].map((id) => anAgent({ id }));
    const { state } = planFor(aStaffingInput({ days: DAYS, people, required: 2 }));
    const model = staffingModel(state.problem);
    const asked = pooledValues(state, model);
    const lost = state.all().find((index) => state.option(index).day === day) ?? -1;
    state.remove(lost);
    expect(daysByLoss(state, model, asked)[0]).toBe(day);
  });

  it('asks a guest for no more than what was offered', () => {
    const guest = aGuest({ offers: [onDay(TUESDAY, '08:30', '12:30')] });
    const { assignments } = planFor(aStaffingInput({ people: [guest] }));
    expect(assignments).toEqual([{ personId: guest.id, ...onDay(TUESDAY, '08:30', '12:30') }]);
  });

  it('leaves a trainee at home when nobody is there to look after them', () => {
    const trainee = aFlexWorker({ flexKind: 'trainee', costPerHour: 1 });
    expect(planFor(aStaffingInput({ people: [trainee] })).assignments).toEqual([]);
    const together = planFor(aStaffingInput({ people: [trainee, anAgent()] })).assignments;
    expect(together.some(({ personId }) => personId === trainee.id)).toBe(true);
  });

  it('asks who can stand in for each other in turn', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => anAgent({ id, maxHoursPerWeek: 24 }));
    const input = aStaffingInput({ days: DAYS, people, required: 2, recentExtraHours: { a: 40 } });
    const { state } = planFor(input);
    divideFairly(state, slotsOf(state.problem), input.recentExtraHours);
    const hours = extraHours(state);
    expect(Math.min(...hours)).toBe(hours[0]);
    expect(planFaults(input, assignmentsOf(state))).toEqual([]);
  });
});

/** The pooled values of a plan with the slacks worked out. */
function completed(
  state: ReturnType<typeof greedyState>,
  { program, shifts }: ReturnType<typeof staffingModel>,
): number[] {
  const values: number[] = program.variables.map(() => 0);
  for (const [i, value] of pooledValues(state, { program, shifts }).entries()) if (value) values[i] = value; // prettier-ignore
  const slackSign = { '>=': 1, '<=': -1, '=': 0 };
  for (const { terms, relation, bound, name } of program.rows) {
    const last = terms.at(-1)?.[0] ?? 0;
    if (/^(need|contract)/.test(name)) {
      const sum = terms.slice(0, -1).reduce((all, [v, c]) => all + c * (values[v] ?? 0), 0);
      values[last] = Math.max(0, slackSign[relation] * (bound - sum));
    }
  }
  return values;
}
