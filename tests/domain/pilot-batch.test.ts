import { describe, expect, it } from '@jest/globals';
import { prepareWave, wavePosteriorOf } from '../../src/domain/live-forecast.ts';
import { pilotBatch } from '../../src/domain/pilot-batch.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { aForecastInput, anAudience } from '../support/forecast-builder.ts';
import { type Random, seeded } from '../support/random.ts';

const question = { input: aForecastInput(), precision: 0.15, settings: DEFAULT_STAFFING_SETTINGS };

/** The delay that `share`, uniform on [0, 1), falls on. */
function pick(weights: readonly number[], share: number): number {
  let left = share;
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? weights.length - 1 : found;
}

/** Relative errors of the rate that is learned from first batches of `letters` in `days` working days, when it is 4 % in truth. */
function learnedRates(letters: number, days: number, random: Random): number[] {
  const prepared = prepareWave(aForecastInput({ audience: anAudience({ letter: letters }) }));
  const { scenarios } = prepared.basis.delay;
  const weights = scenarios.map(({ weight }) => weight);
  return Array.from({ length: 150 }, () => {
    const truth = prepared.exposures[pick(weights, random.uniform())];
    const perDay = prepared.days.slice(0, days + 1).map(({ date }, d) => ({
      date,
      contacts: random.poisson((truth?.perDay[d] ?? 0) * 0.04 * random.gamma(100, 1)),
    }));
    const countedUntil = `${perDay.at(-1)?.date}T22:00:00Z`;
    const { posterior } = wavePosteriorOf(prepared, { perDay, countedUntil });
    const rate = posterior.reduce(
      (sum, { weight, alpha, beta }) => sum + (weight * alpha) / beta,
      0,
    );
    return rate / 0.04 - 1;
  });
}

describe('a first batch as a measurement', () => {
  it('makes the rate known as well as it says, on simulated batches', () => {
    const { audience, precisionThen } = pilotBatch({ ...question, waitDays: 8 });
    const errors = learnedRates(audience?.letter ?? 0, 8, seeded(5));
    const spread = Math.sqrt(errors.reduce((sum, one) => sum + one * one, 0) / errors.length);
    expect(spread / precisionThen).toBeGreaterThan(0.75);
    expect(spread / precisionThen).toBeLessThan(1.25);
  });

  it('is smaller for who can wait longer, and not enough for who cannot wait', () => {
    const lettersAfter = (waitDays: number) =>
      pilotBatch({ ...question, waitDays }).audience?.letter;
    expect(lettersAfter(12)).toBeLessThan(lettersAfter(8) ?? 0);
    expect(lettersAfter(2)).toBeUndefined();
  });
});
