import type { DelayBelief } from './delay-curve.ts';
import { LIVE_DELAY } from './delay-grid.ts';
import type { ForecastInput } from './forecast.ts';
import { prepareWave, type WaveCounts, wavePosteriorOf } from './live-forecast.ts';

/** A wave that is over: what its forecast was made from, and its counts. */
export interface FinishedWave {
  readonly input: ForecastInput;
  readonly counts: WaveCounts;
}

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
  for (const { input, counts } of waves) {
    const prepared = prepareWave({ ...input, delay: LIVE_DELAY });
    for (const [j, { weight }] of wavePosteriorOf(prepared, counts).posterior.entries()) {
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
