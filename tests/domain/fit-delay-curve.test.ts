import { describe, expect, it } from '@jest/globals';
import { delayShares, fitDelayCurve } from '../../src/domain/fit-delay-curve.ts';
import { nelderMead } from '../../src/domain/nelder-mead.ts';
import { poissonShares } from '../../src/domain/poisson-shares.ts';
import { directMailResponses, directMailWorkingDays } from '../support/wave-simulator.ts';

describe('a delay curve with four parameters', () => {
  it('fits 63 days of direct mail to 0.03 of the cumulative share', () => {
    const { maxCdfError, curve } = fitDelayCurve([0, ...directMailResponses]);
    expect(maxCdfError).toBeLessThan(0.03);
    expect(curve.reaction.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('fits the same over working days', () => {
    expect(fitDelayCurve(directMailWorkingDays).maxCdfError).toBeLessThan(0.03);
  });

  it('finds a curve of its own family back', () => {
    const truth = {
      delivery: poissonShares(2.4),
      reaction: [
        { weight: 0.75, stay: 0.6 },
        { weight: 0.25, stay: 0.9 },
      ],
    };
    expect(fitDelayCurve(delayShares(truth, 40)).maxCdfError).toBeLessThan(0.001);
  });

  it.each([[[]], [[0, 0, 0, 0, 0]], [[1, 2, -1, 3, 4]], [[1, 2]]])('refuses %j', (counts) => {
    expect(() => fitDelayCurve(counts)).toThrow(RangeError);
  });
});

describe('the minimum finder', () => {
  it('finds the bottom of a curved valley (Rosenbrock)', () => {
    const f = ([x = 0, y = 0]: readonly number[]): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
    const { point } = nelderMead(f, [-1.2, 1], [0.5, 0.5], 1000);
    expect(point[0]).toBeCloseTo(1, 4);
    expect(point[1]).toBeCloseTo(1, 4);
  });
});
