import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { prepareWave } from '../../src/domain/live-forecast.ts';
import { mergeScenarios } from '../../src/domain/wave-scenario.ts';
import { totalMixture } from '../../src/domain/make-forecast.ts';
import type { WaveScenario } from '../../src/domain/wave-scenario.ts';
import { mixtureQuantiles } from '../../src/domain/mixture-quantiles.ts';
import { aForecastInput } from '../support/forecast-builder.ts';

const someScenarios = fc
  .array(
    fc.record({
      weight: fc.double({ min: 0.001, max: 1, noNaN: true }),
      alpha: fc.double({ min: 0.5, max: 500, noNaN: true }),
      rate: fc.double({ min: 0.005, max: 0.2, noNaN: true }),
      perDay: fc.array(fc.nat(4000), { minLength: 6, maxLength: 6 }),
    }),
    { minLength: 25, maxLength: 150 },
  )
  .map((rows) => {
    const total = rows.reduce((sum, { weight }) => sum + weight, 0);
    return rows.map(({ weight, alpha, rate, perDay }) => ({
      weight: weight / total,
      alpha,
      beta: alpha / rate,
      exposure: { perDay: Float64Array.from(perDay), arrivals: [] },
    }));
  });

function meanOn(day: number, scenarios: readonly WaveScenario[]): number {
  return scenarios.reduce(
    (sum, { weight, alpha, beta, exposure }) =>
      sum + (weight * (exposure.perDay[day] ?? 0) * alpha) / beta,
    0,
  );
}

/** Mean of the square of the size of the wave, of its rate alone. */
function squareOf(scenarios: readonly WaveScenario[]): number {
  return scenarios.reduce((sum, { weight, alpha, beta, exposure }) => {
    const mean = (exposure.perDay.reduce((all, one) => all + one, 0) * alpha) / beta;
    return sum + weight * mean ** 2 * (1 + 1 / alpha);
  }, 0);
}

describe('scenarios taken together', () => {
  it('are few, and keep the mean of each day and the variance of the whole', () => {
    fc.assert(
      fc.property(someScenarios, (scenarios) => {
        const merged = mergeScenarios(scenarios);
        expect(merged.length).toBeLessThanOrEqual(25);
        expect(merged.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
        for (let day = 0; day < 6; day += 1) {
          expect(meanOn(day, merged)).toBeCloseTo(meanOn(day, scenarios), 6);
        }
        expect(squareOf(merged) / squareOf(scenarios)).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('keep the tails of what is still to come of a wave, too', () => {
    const { basis, exposures } = prepareWave(aForecastInput());
    for (const begun of [0, 2, 5, 9]) {
      const scenarios = exposures.map(({ perDay }, j) => ({
        weight: basis.delay.scenarios[j]?.weight ?? 0,
        alpha: 10,
        beta: 250 * (1 + 0.01 * j),
        exposure: { perDay: perDay.map((one, day) => (day < begun ? 0 : one)), arrivals: [] },
      }));
      const quantilesOf = (rows: readonly WaveScenario[]) =>
        mixtureQuantiles(totalMixture({ dayFactorCv: 0.1 }, rows));
      const [exact, close] = [quantilesOf(scenarios), quantilesOf(mergeScenarios(scenarios))];
      for (const at of ['p10', 'p50', 'p90'] as const) {
        expect(Math.abs(close[at] / exact[at] - 1)).toBeLessThan(0.03);
      }
    }
  });

  it('are left alone when they are few', () => {
    const [scenarios = []] = fc.sample(someScenarios, 1);
    expect(mergeScenarios(scenarios.slice(0, 24))).toEqual(scenarios.slice(0, 24));
  });
});
