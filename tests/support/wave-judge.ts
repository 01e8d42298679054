import type { DelayScenario } from '../../src/domain/delay-curve.ts';
import { prepareWave, remainingWave, type WaveCounts } from '../../src/domain/live-forecast.ts';
import { mixtureCdf, mixtureQuantiles } from '../../src/domain/mixture-quantiles.ts';
import { aForecastInput, anAudience } from './forecast-builder.ts';
import { seeded } from './random.ts';
import {
  directMailWorkingDays,
  drawWave,
  expectedCurve,
  expectedWave,
  type SimulatedWave,
} from './wave-simulator.ts';

const OUR_CURVE: DelayScenario = { weight: 1, shiftDays: 0, speed: 1 };
const TRUTHS = {
  'as our curve': OUR_CURVE,
  'a day late': { ...OUR_CURVE, shiftDays: 1 },
  'a day early': { ...OUR_CURVE, shiftDays: -1 },
  'half as fast': { ...OUR_CURVE, speed: 0.5 },
  'nearly twice as fast': { ...OUR_CURVE, speed: 1.8 },
  'as slow as marketing mail': 'marketing',
} as const;

export type WaveTruth = keyof typeof TRUTHS;
export const WAVE_TRUTHS = Object.keys(TRUTHS) as WaveTruth[];

/** From this share of the contacts on there is nothing left to forecast. */
const OVER = 0.97;

/** How well simulated waves are known at one moment. */
export interface WaveJudgement {
  /** Medians of the error of P50 of the total, without and with its sign. */
  readonly medianError: number;
  readonly bias: number;
  /** Share of totals inside the 90 % interval. */
  readonly coverage: number;
  readonly waves: number;
}

/**
 * Simulates `runs` waves of which between 2 and 8 in 100 addressees make contact, with days that are noisier than chance by 0.1, and forecasts each
 * from what `countsOf` shows of it. Waves that are as good as over by then, or never come to as much, are left out.
 */
export function judgeWaves(
  truth: WaveTruth,
  letters: number,
  runs: number,
  countsOf: (wave: SimulatedWave) => WaveCounts,
): WaveJudgement {
  const input = aForecastInput({ audience: anAudience({ letter: letters }) });
  const prepared = prepareWave(input);
  const random = seeded(42);
  const delay = TRUTHS[truth];
  const expected =
    delay === 'marketing'
      ? expectedCurve(input, directMailWorkingDays)
      : expectedWave(input, delay);
  const results = Array.from({ length: runs }, () => {
    const rate = 0.02 + 0.06 * random.uniform();
    const wave = drawWave(expected, rate, 0.1, random);
    const counts = countsOf(wave);
    if (contactsIn(counts) > OVER * wave.total) return undefined;
    const { counted, coming } = remainingWave(prepared, counts);
    // The total is inside the 90 % interval when no more than 5 % lies below it, and no more than 5 % above.
    const rest = wave.total - counted;
    return {
      error: (counted + mixtureQuantiles(coming).p50) / wave.total - 1,
      inside: mixtureCdf(rest, coming) >= 0.05 && mixtureCdf(rest - 1, coming) <= 0.95,
    };
  }).filter((one) => one !== undefined);
  return {
    medianError: median(results.map(({ error }) => Math.abs(error))),
    bias: median(results.map(({ error }) => error)),
    coverage: results.filter(({ inside }) => inside).length / results.length,
    waves: results.length,
  };
}

function contactsIn({ perDay }: WaveCounts): number {
  return perDay.reduce((sum, { contacts }) => sum + contacts, 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
