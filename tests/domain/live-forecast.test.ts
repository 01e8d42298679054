import { describe, expect, it } from '@jest/globals';
import type { DelayScenario } from '../../src/domain/delay-curve.ts';
import { liveForecast, type WaveCounts } from '../../src/domain/live-forecast.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { wavePosterior } from '../../src/domain/wave-posterior.ts';
import { aForecastInput, anAudience } from '../support/forecast-builder.ts';
import { type Random, seeded } from '../support/random.ts';
import { gammaPoissonCases } from '../support/reference-cases.ts';
import {
  countsAfter,
  directMailWorkingDays,
  type SimulatedWave,
  simulateCurve,
  simulateWave,
} from '../support/wave-simulator.ts';

const onTime: DelayScenario = { weight: 1, shiftDays: 0, speed: 1 };
const dayLate: DelayScenario = { weight: 1, shiftDays: 1, speed: 1 };
const dayEarly: DelayScenario = { weight: 1, shiftDays: -1, speed: 1 };

/** Contacts of a wave at exactly its expected numbers. */
function expected(delay: DelayScenario, rate: number): SimulatedWave {
  const noChance = { ...seeded(1), gamma: () => 1, poisson: (mean: number) => Math.round(mean) };
  return simulateWave(aForecastInput(), delay, rate, 0.1, noChance);
}

function afterDays(wave: SimulatedWave, days: number): WaveCounts {
  const perDay = wave.perDay.slice(0, days);
  return { perDay, countedUntil: `${perDay.at(-1)?.date}T22:00:00Z` };
}

describe('the posterior of the contact rate', () => {
  it.each(gammaPoissonCases.map((one) => [one.id, one] as const))(
    '%s: without day noise and with one delay it is the conjugate one',
    (_, { prior, observedContacts, exposureLetters, posterior }) => {
      const [one] = wavePosterior(
        [onTime],
        { ...prior, dayFactorCv: 0 },
        { contacts: [observedContacts], exposures: [[exposureLetters]] },
      );
      expect(one).toEqual({ weight: 1, alpha: posterior.alpha, beta: posterior.beta });
    },
  );

  it('comes to the conjugate one as the day noise goes to nothing', () => {
    const prior = { alpha: 2, beta: 50 };
    const observed = { contacts: [40, 80, 60], exposures: [[1000, 2100, 1500]] };
    const [exact] = wavePosterior([onTime], { ...prior, dayFactorCv: 0 }, observed);
    const [close] = wavePosterior([onTime], { ...prior, dayFactorCv: 0.001 }, observed);
    const [noisy] = wavePosterior([onTime], { ...prior, dayFactorCv: 0.2 }, observed);
    const meanOf = (one: typeof exact): number => (one?.alpha ?? 0) / (one?.beta ?? 1);
    expect(meanOf(close) / meanOf(exact)).toBeCloseTo(1, 3);
    expect((close?.alpha ?? 0) / (exact?.alpha ?? 1)).toBeCloseTo(1, 2);
    expect(noisy?.alpha).toBeLessThan((exact?.alpha ?? 0) / 2);
  });

  it('finds the delay that the counts speak for', () => {
    const observed = {
      contacts: [0, 100, 50],
      exposures: [
        [1000, 500, 100],
        [0, 1000, 500],
      ],
    };
    const scenarios = [onTime, dayLate].map((one) => ({ ...one, weight: 0.5 }));
    const posterior = wavePosterior(scenarios, { alpha: 2, beta: 50, dayFactorCv: 0.1 }, observed);
    expect(posterior[1]?.weight).toBeGreaterThan(0.99);
    expect(posterior.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('is not ruled out by a stray call before anything was delivered', () => {
    const observed = { contacts: [3], exposures: [[0]] };
    const [one] = wavePosterior([onTime], { alpha: 2, beta: 50, dayFactorCv: 0.1 }, observed);
    expect(one?.weight).toBe(1);
    expect(one?.alpha).toBeGreaterThan(0);
  });
});

describe('the rest of a running wave', () => {
  it('before the first count is about the first forecast', () => {
    const counts = { countedUntil: '2027-02-22T06:00:00Z', perDay: [] };
    const first = makeForecast(aForecastInput()).totals;
    const live = liveForecast(aForecastInput(), counts);
    expect(live.counted).toBe(0);
    expect(live.totals.mean / first.mean).toBeCloseTo(1, 1);
    expect(live.totals.p90 / first.p90).toBeCloseTo(1, 0);
  });

  it('holds only what is still to come, from the half hour on', () => {
    const wave = expected(onTime, 0.04);
    const live = liveForecast(aForecastInput(), {
      perDay: wave.perDay.slice(0, 3),
      countedUntil: '2027-02-24T11:00:00.000Z',
    });
    expect(live.intervals[0]?.start).toBe('2027-02-24T11:00:00.000Z');
    expect(live.perDay[0]?.date).toBe('2027-02-24');
    const coming = live.intervals.reduce((sum, one) => sum + one.mean, 0);
    expect(coming).toBeCloseTo(live.remaining.mean, 6);
    expect(live.totals.p50).toBe(live.counted + live.remaining.p50);
  });

  it.each([
    ['on time', onTime, 0.25],
    ['a day late, where one fixed delay is 38 % low', dayLate, 0.25],
    ['a day early', dayEarly, 0.25],
  ])('after three days of a wave that came %s is near the truth', (_, delay, within) => {
    const wave = expected(delay, 0.06);
    const { totals } = liveForecast(aForecastInput(), afterDays(wave, 4));
    expect(Math.abs(totals.p50 / wave.total - 1)).toBeLessThan(within);
    expect(wave.total >= totals.p10 && wave.total <= totals.p90).toBe(true);
  });

  it('narrows day by day', () => {
    const wave = expected(onTime, 0.05);
    const widths = [2, 4, 8, 15].map((days) => {
      const { totals } = liveForecast(aForecastInput(), afterDays(wave, days));
      return (totals.p90 - totals.p10) / totals.p50;
    });
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });
});

describe('simulated waves after 300 contacts', () => {
  const audience = anAudience({ letter: 10_000 });
  const input = aForecastInput({ audience });
  const truths: [string, (rate: number, random: Random) => SimulatedWave][] = [
    ['a day late', (rate, random) => simulateWave(input, dayLate, rate, 0.1, random)],
    ['a day early', (rate, random) => simulateWave(input, dayEarly, rate, 0.1, random)],
    [
      'as slow as marketing mail',
      (rate, random) => simulateCurve(input, directMailWorkingDays, rate, 0.1, random),
    ],
  ];

  it.each(truths)(
    '%s: the total within 15 % (median), and inside P10 to P90 as often as it should',
    (_, make) => {
      const random = seeded(42);
      const results = Array.from({ length: 10 }, () => {
        const wave = make(0.04 + 0.03 * random.uniform(), random);
        const { totals } = liveForecast(input, countsAfter(wave, 300));
        return {
          error: Math.abs(totals.p50 / wave.total - 1),
          inside: wave.total >= totals.p10 && wave.total <= totals.p90,
        };
      });
      const errors = results.map(({ error }) => error).toSorted((a, b) => a - b);
      expect(errors[5]).toBeLessThan(0.15);
      expect(results.filter(({ inside }) => inside).length).toBeGreaterThanOrEqual(6);
    },
  );
});
