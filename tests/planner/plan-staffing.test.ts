import { describe, expect, it, jest } from '@jest/globals';
import { planStaffing, PlannerInputError, type PlanProgress } from '../../src/planner/index.ts';
import { planFaults } from '../../src/domain/staffing-solution-check.ts';
import { aFlexWorker, aGuest, anAgent } from '../support/staff-builder.ts';
import { aStaffingInput, onDay } from '../support/staffing-input-builder.ts';

/** Real solves, on a machine that may be busy. */
jest.setTimeout(120_000);

const DAYS = ['2027-02-22', '2027-02-23', '2027-02-24'];
const people = [
  ...['a', 'b', 'c'].map((id) => anAgent({ id, skills: ['belastingen'] })),
  anAgent({ id: 'liaison', liaisonOf: 'belastingen' }),
  aGuest({ offers: DAYS.map((day) => onDay(day, '08:30', '12:30')) }),
  ...['x', 'y', 'z'].map((id) => aFlexWorker({ id, flexKind: 'agency', costPerHour: 46 })),
];
const busy = (peak: number): number[] =>
  DAYS.flatMap((_, d) => Array.from({ length: 17 }, (__, i) => (i > 1 && i < 9 ? peak - d : 3)));
const week = (peak = 7) => aStaffingInput({ days: DAYS, people, required: busy(peak) });

describe('the staffing plan', () => {
  it('is proven, checked, and tells who is asked why', async () => {
    const input = week();
    const plan = await planStaffing(input);
    expect(plan.proof).toMatchObject({ status: 'proven', formulaVersion: plan.formulaVersion });
    expect(plan.proof.gap).toBeLessThanOrEqual(0.02);
    expect(plan.proof.bound).toBeLessThanOrEqual(plan.proof.objective);
    expect(planFaults(input, plan.assignments)).toEqual([]);
    const asked = plan.needs.flatMap(({ candidates, positions, startsAt }) =>
      candidates.slice(0, positions).map(({ personId }) => `${personId} ${startsAt}`),
    );
    expect(asked.toSorted()).toEqual(
      plan.assignments.map(({ personId, startsAt }) => `${personId} ${startsAt}`).toSorted(),
    );
    expect(new Set(plan.needs.map(({ id }) => id)).size).toBe(plan.needs.length);
    for (const { candidates } of plan.needs)
      for (const { reason } of candidates) expect(reason.nl.length).toBeGreaterThan(10);
  });

  it('says nothing has to happen when nothing is short', async () => {
    const plan = await planStaffing(aStaffingInput({ people, required: 0 }));
    expect(plan).toMatchObject({ needs: [], cost: 0, coverage: 1, waysOut: { whole: [] } });
    expect(plan.explanation.nl).toContain('genoeg bezetting');
  });

  it('prices the ways out of what stays short, half hour by half hour', async () => {
    const plan = await planStaffing({
      ...week(12),
      alternatives: [
        {
          kind: 'another-week',
          change: { nl: 'Een week later', en: 'A week later' },
          cost: 100,
          remaining: { halfHours: 0, peak: 0, personHours: 0 },
        },
      ],
    });
    const short = plan.intervals.filter(({ shortage }) => shortage > 0);
    expect(short.length).toBeGreaterThan(0);
    expect(plan.waysOut.perInterval.map(({ start }) => start)).toEqual(
      short.map(({ start }) => start),
    );
    expect(plan.waysOut.whole.map(({ kind }) => kind).toSorted()).toEqual([
      'another-week',
      'people',
    ]);
  });

  it('changes few assignments when one wish changes', async () => {
    const before = await planStaffing(week());
    const [first] = before.assignments;
    if (!first) throw new Error('nobody was asked');
    const after = await planStaffing({
      ...week(),
      earlierPlan: before.assignments,
      wishes: [{ ...first, wish: 'rather-not' }],
    });
    expect(after.changes?.dropped).toBeLessThanOrEqual(2);
  });

  it('checks the service level exactly and tells what a high wave needs besides', async () => {
    const input = week();
    const plan = await planStaffing({
      ...input,
      requiredAtP90: input.shortage.intervals.map(({ required }) => required + 2),
      demand: {
        calls: input.shortage.intervals.map(() => 20),
        handleTimeSeconds: 300,
        target: { fraction: 0.8, withinSeconds: 20, patienceSeconds: 180 },
      },
    });
    expect(plan.atP90?.personHours).toBeGreaterThan(0);
    const full = plan.intervals.filter(({ shortage, required }) => shortage === 0 && required >= 6);
    expect(full.length).toBeGreaterThan(0);
    expect(full.filter(({ reached }) => reached?.meetsTarget !== true)).toEqual([]);
  });

  it('uses no more agency hours than there are', async () => {
    const pools = [{ id: 'agency', people: ['x', 'y', 'z'], budgetHours: 8, minHoursPerShift: 4 }];
    const plan = await planStaffing({ ...week(12), pools });
    const hours = plan.assignments
      .filter(({ personId }) => ['x', 'y', 'z'].includes(personId))
      .map(({ startsAt, endsAt }) => (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000);
    expect(hours.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(8);
  });

  it('is the same for the same input', async () => {
    const [one, two] = [await planStaffing(week()), await planStaffing(week())];
    expect(two.assignments).toEqual(one.assignments);
  });

  it('tells how far it is, and stops when asked', async () => {
    const phases: PlanProgress['phase'][] = [];
    await planStaffing(week(), { onProgress: ({ phase }) => void phases.push(phase) });
    expect(phases).toEqual(expect.arrayContaining(['preparing', 'first-plan', 'naming', 'done']));
    const stopped = planStaffing(week(), {
      signal: AbortSignal.abort(new Error('no longer needed')),
    });
    await expect(stopped).rejects.toThrow('no longer needed');
  });
});

describe('input that cannot be planned with', () => {
  it('gets every fault at once, in words', async () => {
    const input = week();
    const wrong = {
      ...input,
      people: [anAgent({ maxHoursPerWeek: 90, handleTimeFactor: NaN })],
      shrinkage: -1,
      shortage: {
        ...input.shortage,
        intervals: input.shortage.intervals.map((one, i) =>
          i === 0 ? { ...one, required: -3 } : one,
        ),
      },
      limits: { seconds: 0 },
    };
    const error = await planStaffing(wrong).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlannerInputError);
    expect((error as PlannerInputError).faults.map(({ path }) => path)).toEqual([
      'shortage.intervals[0].required',
      'people[0].handleTimeFactor',
      'people[0].maxHoursPerWeek',
      'shrinkage',
      'limits.seconds',
    ]);
  });

  it.each([
    ['nobody', { people: [] }, 'people'],
    ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone'],
    ['a moment that is none', { askedAt: 'tomorrow' }, 'askedAt'],
    ['a list that is too short', { requiredAtP90: [1] }, 'requiredAtP90'],
  ])('names %s', async (_, change, path) => {
    const error = await planStaffing({ ...week(), ...change }).catch((reason: unknown) => reason);
    expect((error as PlannerInputError).faults.map((one) => one.path)).toContain(path);
  });
});
