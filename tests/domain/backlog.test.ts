import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { backlogOver, type BacklogInput, fluidBacklog } from '../../src/domain/backlog.ts';
import { performanceOf } from '../../src/domain/required-positions.ts';
import { simulateCallCentre } from '../support/call-centre-simulator.ts';
import { seeded } from '../support/random.ts';

/** Half hours with these contacts and agents; 5 minutes a call, unless told otherwise. */
function aDay(
  contacts: readonly number[],
  agents: readonly number[],
  given: Partial<BacklogInput> = {},
): BacklogInput {
  return {
    intervals: contacts.map((one, i) => ({ seconds: 1800, contacts: one, agents: agents[i] ?? 0 })),
    handleTimeSeconds: 300,
    withinSeconds: 20,
    ...given,
  };
}

const patient = { patienceSeconds: 180 };

describe('overload that carries over, against a simulation', () => {
  const grid: [string, BacklogInput, number][] = [
    ['a fast wave', aDay([20, 60, 120, 60, 30], [8, 12, 14, 14, 12], patient), 400],
    [
      'a fast wave in which nobody hangs up',
      aDay([20, 60, 110, 50, 20, 10], [8, 12, 14, 14, 14, 14]),
      500,
    ],
    [
      'a slow wave',
      aDay([40, 60, 80, 90, 100, 90, 70], [12, 12, 14, 16, 16, 16, 14], patient),
      250,
    ],
    ['a large one', aDay([200, 400, 700, 400], [60, 70, 90, 80], { patienceSeconds: 120 }), 120],
    [
      'short calls',
      aDay([100, 300, 500, 300], [12, 16, 20, 18], { patienceSeconds: 60, handleTimeSeconds: 60 }),
      80,
    ],
    ['people who leave', aDay([60, 60, 60, 60], [14, 8, 14, 8], patient), 400],
  ];

  it.each(grid)('%s: service level and hanging up within 2 points', (_, input, runs) => {
    const simulated = simulateCallCentre(input, runs, seeded(1));
    const calculated = backlogOver(input);
    for (const [i, { serviceLevel, abandonment }] of simulated.entries()) {
      expect(Math.abs((calculated[i]?.serviceLevel ?? NaN) - serviceLevel)).toBeLessThan(0.02);
      expect(Math.abs((calculated[i]?.abandonment ?? NaN) - abandonment)).toBeLessThan(0.02);
    }
  });

  it('is what a stationary formula misses: the half hour after a peak', () => {
    const [, , after] = backlogOver(aDay([60, 130, 60], [14, 14, 14]));
    const alone = performanceOf(10, 300, 14, { fraction: 0.8, withinSeconds: 20 });
    expect(alone.serviceLevel).toBeGreaterThan(0.85);
    expect(after?.serviceLevel).toBeLessThan(0.3);
  });
});

describe('a day without change', () => {
  it('comes to Erlang A', () => {
    const day = backlogOver(aDay([90, 90, 90, 90], [17, 17, 17, 17], patient));
    const steady = performanceOf(15, 300, 17, { fraction: 0.8, withinSeconds: 20, ...patient });
    expect(day.at(-1)?.serviceLevel).toBeCloseTo(steady.serviceLevel, 3);
    expect(day.at(-1)?.waitProbability).toBeCloseTo(steady.waitProbability, 3);
    expect(day.at(-1)?.abandonment).toBeCloseTo(steady.abandonment, 3);
    expect(day.at(-1)?.occupancy).toBeCloseTo(steady.occupancy, 3);
  });

  it('without contacts, or without people, has no not-a-number', () => {
    const quiet = backlogOver(aDay([0, 0], [3, 0], patient));
    expect(quiet.map(({ serviceLevel }) => serviceLevel)).toEqual([1, 1]);
    const nobody = backlogOver(aDay([30, 30], [0, 0]));
    expect(nobody[1]).toMatchObject({ serviceLevel: 0, occupancy: 0 });
    expect(nobody[1]?.waitingAtEnd).toBeCloseTo(60, 6);
  });

  it('gets better, never worse, with more people', () => {
    const counts = fc.array(fc.nat(80), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(
        counts,
        fc.nat(15),
        fc.option(fc.integer({ min: 30, max: 600 })),
        (contacts, agents, patience) => {
          const given = patience === null ? {} : { patienceSeconds: patience };
          const staffed = (n: number) =>
            backlogOver(
              aDay(
                contacts,
                contacts.map(() => n),
                given,
              ),
            );
          const [less, more] = [staffed(agents), staffed(agents + 1)];
          for (const [i, one] of less.entries()) {
            expect(more[i]?.serviceLevel).toBeGreaterThanOrEqual(one.serviceLevel - 1e-9);
            expect(more[i]?.waitingAtEnd).toBeLessThanOrEqual(one.waitingAtEnd + 1e-9);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('the fluid backlog', () => {
  it('is near the mean of the chain in heavy overload', () => {
    const input = aDay([600], [60]);
    const [stretch] = backlogOver(input);
    const interval = input.intervals[0] ?? { seconds: 0, contacts: 0, agents: 0 };
    const fluid = fluidBacklog(0, interval, 300);
    expect(fluid).toBeCloseTo(240, 9);
    // Filling the empty centre at the start takes up about one load of contacts
    expect(Math.abs((stretch?.waitingAtEnd ?? 0) - fluid)).toBeLessThan(65);
  });

  it('drains, never below nothing, and settles where hanging up balances the surplus', () => {
    const interval = { seconds: 1800, contacts: 60, agents: 20 };
    expect(fluidBacklog(30, interval, 300)).toBe(0);
    const over = { seconds: 86_400, contacts: 86_400 * 0.1, agents: 0 };
    expect(fluidBacklog(0, over, 300, 200)).toBeCloseTo(20, 6);
  });
});
