import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { gammaCdf, gammaQuantile } from '../../src/domain/gamma-distribution.ts';
import {
  negativeBinomialCdf,
  negativeBinomialLogPmf,
  negativeBinomialQuantile,
  predictive,
} from '../../src/domain/negative-binomial.ts';
import { gammaPoissonCases } from '../support/reference-cases.ts';

describe('the reference cases', () => {
  it.each(gammaPoissonCases.map((one) => [one.id, one] as const))('%s', (_, reference) => {
    const { alpha, beta, q05, q50, q95 } = reference.posterior;
    for (const [probability, expected] of [
      [0.05, q05],
      [0.5, q50],
      [0.95, q95],
    ] as const) {
      expect(Math.abs(gammaQuantile(probability, alpha, beta) / expected - 1)).toBeLessThan(1e-11);
    }
    const future = reference.predictive;
    if (!future) return;
    const distribution = predictive(alpha, beta, future.futureExposure);
    expect(distribution.mean / future.mean).toBeCloseTo(1, 12);
    expect(
      (distribution.mean + distribution.mean ** 2 / distribution.shape) / future.variance,
    ).toBeCloseTo(1, 12);
    const quantile = (p: number) => negativeBinomialQuantile(p, distribution);
    expect([0.05, 0.5, 0.9, 0.95].map(quantile)).toEqual([
      future.q05,
      future.q50,
      future.q90,
      future.q95,
    ]);
  });
});

describe('the distributions', () => {
  const shape = fc.double({ min: 0.3, max: 50_000, noNaN: true });
  const probability = fc.double({ min: 0.001, max: 0.999, noNaN: true });

  it('gamma: the quantile has the probability it was asked for', () => {
    fc.assert(
      fc.property(shape, probability, (a, p) => {
        expect(Math.abs(gammaCdf(gammaQuantile(p, a, 2), a, 2) - p)).toBeLessThan(1e-12);
      }),
    );
  });

  it('gamma: right where a common library is off by 0.01 (shape 1,500 at its mean)', () => {
    expect(gammaCdf(1500, 1500, 1)).toBeCloseTo(0.50343, 5);
  });

  it('negative binomial: the cdf is the sum of the pmf', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 5000, noNaN: true }),
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        fc.nat(400),
        (a, mean, k) => {
          let sum = 0;
          for (let i = 0; i <= k; i += 1)
            sum += Math.exp(negativeBinomialLogPmf(i, { shape: a, mean }));
          expect(Math.abs(negativeBinomialCdf(k, { shape: a, mean }) - sum)).toBeLessThan(1e-11);
        },
      ),
    );
  });

  it('negative binomial: the quantile is the smallest count that is enough', () => {
    fc.assert(
      fc.property(
        shape,
        fc.double({ min: 0.001, max: 1e6, noNaN: true }),
        probability,
        (a, mean, p) => {
          const k = negativeBinomialQuantile(p, { shape: a, mean });
          expect(negativeBinomialCdf(k, { shape: a, mean })).toBeGreaterThanOrEqual(p);
          expect(negativeBinomialCdf(k - 1, { shape: a, mean })).toBeLessThan(p);
        },
      ),
    );
  });
});
