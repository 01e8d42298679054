import type { DelayBelief } from './delay-curve.ts';
import { LIVE_DELAY } from './delay-grid.ts';
import type { ForecastInput } from './forecast.ts';
import { prepareWave, type WaveCounts, wavePosteriorOf } from './live-forecast.ts';

/** A wave that is over: what its forecast was made from, and its counts. */
export interface FinishedWave {
  readonly input: ForecastInput;
  readonly counts: WaveCounts;
}

/** By the wave: what is over does not change, and each wave is learned from in every forecast after it. */
const known = new WeakMap<FinishedWave, readonly number[]>();

/** The assumption weighs like this many waves. */
const ASSUMED_WAVES = 0.5;

/**
 * The delay to expect, learned from `waves` of the same municipality: the mean of the assumed weights and each wave's posterior over the
 * grid of delays (a Dirichlet update with the posteriors as soft counts). Without waves it is undefined: use the default.
 */
export function learnDelay(waves: readonly FinishedWave[]): DelayBelief | undefined {
  if (waves.length === 0) return undefined;
  const { scenarios } = LIVE_DELAY;
  const weights = scenarios.map(({ weight }) => ASSUMED_WAVES * weight);
  for (const wave of waves) {
    for (const [j, weight] of posteriorWeights(wave).entries()) {
      weights[j] = (weights[j] ?? 0) + weight;
    }
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    ...LIVE_DELAY,
    scenarios: scenarios.map((scenario, j) => ({ ...scenario, weight: (weights[j] ?? 0) / total })),
    horizonDays: 40,
  };
}

/** What `wave` says of each delay of the grid; adds up to 1. */
function posteriorWeights(wave: FinishedWave): readonly number[] {
  const before = known.get(wave);
  if (before) return before;
  const prepared = prepareWave({ ...wave.input, delay: LIVE_DELAY });
  const weights = wavePosteriorOf(prepared, wave.counts).posterior.map(({ weight }) => weight);
  known.set(wave, weights);
  return weights;
}
