import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { erlangA } from '../../src/domain/erlang-a.ts';
import {
  staffingRequirement,
  type StaffingRequirementInput,
} from '../../src/domain/staffing-requirement.ts';
import { type ErlangCase, erlangCases } from '../support/reference-cases.ts';
import { staffingRequirementFaults } from '../../src/domain/staffing-requirement-faults.ts';

function whatIf({ input, kind }: ErlangCase): StaffingRequirementInput {
  return {
    intervals: [
      {
        contacts: input.arrivals,
        seconds: input.intervalSeconds,
        handleTimeSeconds: input.ahtSeconds,
        ...(kind === 'evaluate' && { agents: input.agents ?? 0 }),
      },
    ],
    target: { fraction: input.targetServiceLevel ?? 0.8, withinSeconds: input.targetAnswerSeconds },
    ...(typeof input.shrinkage === 'number' && { shrinkage: input.shrinkage }),
    ...(typeof input.maxOccupancy === 'number' && { maxOccupancy: input.maxOccupancy }),
    ...(typeof input.patienceSeconds === 'number' && { patienceSeconds: input.patienceSeconds }),
    ...(typeof input.maxAbandonment === 'number' && { maxAbandonment: input.maxAbandonment }),
  };
}

function only<T>(list: readonly T[]): T {
  if (list.length !== 1 || list[0] === undefined)
    throw new Error(`expected one, got ${list.length}`);
  return list[0];
}

/** Largest difference from the reference, relative to `scale`. */
function off(actual: number | null, expected: unknown): number {
  if (typeof expected !== 'number') return 0;
  return Math.abs((actual ?? NaN) - expected);
}

describe('the reference cases', () => {
  it.each(erlangCases.map((one) => [one.id, one] as const))('%s', (_, reference) => {
    const { input, expected, kind } = reference;
    const whole = staffingRequirement(whatIf(reference));
    const answer = only(whole.intervals);
    expect(whole.model).toBe(input.patienceSeconds === null ? 'erlang-c' : 'erlang-a');
    expect([answer.positions, answer.rostered]).toEqual(
      kind === 'required'
        ? [expected['requiredPositions'], expected['rosteredPositions']]
        : [input.agents, input.agents],
    );
    expect(off(answer.serviceLevel, expected['serviceLevel'])).toBeLessThan(1e-12);
    expect(off(answer.waitProbability, expected['waitProbability'])).toBeLessThan(1e-12);
    expect(off(answer.occupancy, expected['occupancy'])).toBeLessThan(1e-12);
    expect(off(answer.abandonment, expected['abandonProbability'])).toBeLessThan(1e-12);
    const wait = 'asaAnsweredSeconds' in expected ? 'asaAnsweredSeconds' : 'asaSeconds';
    const seconds = expected[wait];
    expect(answer.averageSpeedOfAnswerSeconds === null).toBe(seconds === null);
    expect(off(answer.averageSpeedOfAnswerSeconds, seconds)).toBeLessThan(1e-9);
  });

  it.each(
    erlangCases.filter((one) => one.model === 'Erlang-A').map((one) => [one.id, one] as const),
  )('%s, every definition of Erlang A', (_, { input, expected }) => {
    const queue = {
      load: Number(expected['offeredLoadErlang']),
      handleTimeSeconds: input.ahtSeconds,
      agents: input.agents ?? Number(expected['requiredPositions']),
    };
    const reached = erlangA(queue, input.patienceSeconds ?? 0, input.targetAnswerSeconds);
    expect(off(reached.serviceLevelOfAnswered, expected['serviceLevelOfAnswered'])).toBeLessThan(
      1e-12,
    );
    expect(
      off(reached.serviceLevelWithoutShortAbandons, expected['serviceLevelExclShortAbandons']),
    ).toBeLessThan(1e-12);
    expect(off(reached.meanWaitOfAll, expected['meanWaitAllSeconds'])).toBeLessThan(1e-9);
    expect(off(reached.queueLength, expected['meanQueueLength'])).toBeLessThan(1e-9);
  });
});

describe('what every answer has', () => {
  const load = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 300, noNaN: true }));
  const anyInput = fc.record({
    contacts: load,
    handleTimeSeconds: fc.double({ min: 1, max: 3000, noNaN: true }),
    fraction: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    withinSeconds: fc.double({ min: 0, max: 600, noNaN: true }),
    patienceSeconds: fc.option(fc.double({ min: 1, max: 3600, noNaN: true }), { nil: undefined }),
    maxOccupancy: fc.option(fc.double({ min: 0.3, max: 1, noNaN: true }), { nil: undefined }),
    maxAbandonment: fc.option(fc.double({ min: 0.001, max: 1, noNaN: true }), { nil: undefined }),
  });
  type Any = typeof anyInput extends fc.Arbitrary<infer T> ? T : never;
  const inputOf = (any: Any, agents?: number): StaffingRequirementInput => ({
    intervals: [
      {
        contacts: any.contacts,
        seconds: 1800,
        handleTimeSeconds: any.handleTimeSeconds,
        ...(agents !== undefined && { agents }),
      },
    ],
    target: { fraction: any.fraction, withinSeconds: any.withinSeconds },
    ...(any.patienceSeconds !== undefined && { patienceSeconds: any.patienceSeconds }),
    ...(any.maxOccupancy !== undefined && { maxOccupancy: any.maxOccupancy }),
    ...(any.maxAbandonment !== undefined && { maxAbandonment: any.maxAbandonment }),
  });

  it('is a number within its range, also with too few or far too many agents', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(400), (any, agents) => {
        for (const input of [inputOf(any), inputOf(any, agents)]) {
          const { averageSpeedOfAnswerSeconds: asa, ...rest } = only(
            staffingRequirement(input).intervals,
          );
          expect(Object.values(rest).every((value) => Number.isFinite(value) && value >= 0)).toBe(
            true,
          );
          expect(asa === null || (Number.isFinite(asa) && asa >= 0)).toBe(true);
          for (const share of [
            rest.serviceLevel,
            rest.waitProbability,
            rest.occupancy,
            rest.abandonment,
          ]) {
            expect(share).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('is the smallest number that meets the target', () => {
    fc.assert(
      fc.property(anyInput, (any) => {
        const meets = (agents: number): boolean => {
          const one = only(staffingRequirement(inputOf(any, agents)).intervals);
          return (
            one.averageSpeedOfAnswerSeconds !== null &&
            one.serviceLevel >= any.fraction - 1e-12 &&
            one.occupancy <= (any.maxOccupancy ?? 1) * (1 + 1e-9) &&
            (any.patienceSeconds === undefined ||
              one.abandonment <= (any.maxAbandonment ?? 1) + 1e-12)
          );
        };
        const { positions } = only(staffingRequirement(inputOf(any)).intervals);
        const found = [positions === 0 || meets(positions), positions > 0 && meets(positions - 1)];
        expect([positions === 0, ...found]).toEqual([any.contacts === 0, true, false]);
      }),
    );
  });

  it('gets better, never worse, with one agent more', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(200), (any, agents) => {
        const [less, more] = [agents, agents + 1].map((n) =>
          only(staffingRequirement(inputOf(any, n)).intervals),
        );
        expect(more?.serviceLevel).toBeGreaterThanOrEqual((less?.serviceLevel ?? 0) - 1e-12);
        expect(more?.abandonment).toBeLessThanOrEqual((less?.abandonment ?? 1) + 1e-12);
        expect(more?.occupancy).toBeLessThanOrEqual((less?.occupancy ?? 1) + 1e-12);
      }),
    );
  });

  it('comes to Erlang C as patience grows', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0.3, max: 0.95, noNaN: true }),
        (agents, busy) => {
          const evaluate = (patienceSeconds?: number) =>
            only(
              staffingRequirement({
                intervals: [
                  { contacts: agents * busy * 6, seconds: 1800, handleTimeSeconds: 300, agents },
                ],
                target: { fraction: 0.8, withinSeconds: 20 },
                ...(patienceSeconds !== undefined && { patienceSeconds }),
              }).intervals,
            );
          const c = evaluate();
          const a = evaluate(9e6);
          expect(Math.abs(a.serviceLevel - c.serviceLevel)).toBeLessThan(0.01);
          expect(a.abandonment).toBeLessThan(0.001);
        },
      ),
    );
  });
});

describe('bad input', () => {
  it('gets every fault at once, with its place', () => {
    const faults = staffingRequirementFaults({
      intervals: [
        { contacts: -1, seconds: 0, handleTimeSeconds: Number.NaN, agents: 1.5 },
        { contacts: 1e6, seconds: 60, handleTimeSeconds: 86_400 },
      ],
      target: { fraction: 1, withinSeconds: -20 },
      shrinkage: 1,
      maxOccupancy: 0,
      patienceSeconds: 0,
      maxAbandonment: 2,
    });
    expect(faults.map((one) => one.path)).toEqual([
      'target.fraction',
      'target.withinSeconds',
      'shrinkage',
      'maxOccupancy',
      'patienceSeconds',
      'maxAbandonment',
      'intervals[0].contacts',
      'intervals[0].seconds',
      'intervals[0].handleTimeSeconds',
      'intervals[0].agents',
      'intervals[1]',
    ]);
    expect(faults.every(({ text }) => text.nl.length > 10 && text.en.length > 10)).toBe(true);
  });

  it('is a cap or patience with which the answer would not be a number of people', () => {
    const base = {
      intervals: [{ contacts: 100, seconds: 1800, handleTimeSeconds: 180 }],
      target: { fraction: 0.8, withinSeconds: 20 },
    };
    const pathsOf = (more: object) =>
      staffingRequirementFaults({ ...base, ...more }).map(({ path }) => path);
    expect(pathsOf({ maxOccupancy: 1e-9 })).toEqual(['maxOccupancy']);
    expect(pathsOf({ patienceSeconds: 1e-300 })).toEqual(['patienceSeconds']);
    expect(pathsOf({ maxOccupancy: 0.01, patienceSeconds: 0.001 })).toEqual([]);
  });

  it('is a crowd that waits so long that the answer would take hours; large centres are not', () => {
    const crowd = { contacts: 100_000, seconds: 1, handleTimeSeconds: 1, agents: 1 };
    const large = { contacts: 120_000, seconds: 1800, handleTimeSeconds: 300 };
    const faultsOf = (interval: typeof crowd | typeof large, patience: number, within: number) =>
      staffingRequirementFaults({
        intervals: Array.from({ length: 500 }, () => interval),
        target: { fraction: 0.8, withinSeconds: within },
        patienceSeconds: patience,
      }).map(({ path }) => path);
    expect(faultsOf(crowd, 2000, 86_400)).toEqual(['intervals']);
    expect(faultsOf(crowd, 1e7, 20)).toEqual(['intervals']);
    expect(faultsOf(large, 600, 20)).toEqual([]);
  });

  it('is an empty list, too', () => {
    const target = { fraction: 0.8, withinSeconds: 20 };
    expect(staffingRequirementFaults({ intervals: [], target })).toHaveLength(1);
  });
});
