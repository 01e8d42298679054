import { negativeBinomialCdf } from './negative-binomial.ts';
import type { Quantiles } from './quantiles.ts';

// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { exp, floor, log1p, round } = Math;

/**
 * A count that follows one of several negative binomials (negative-binomial.ts), with their probabilities: number j has weight
 * `weights[j]` (together 1), shape `shapes[j]` and mean `means[j]`. Columns of equal length, for speed.
 */
export interface Mixture {
  readonly weights: Float64Array;
  readonly shapes: Float64Array;
  readonly means: Float64Array;
}

/** From this mean on, counts are taken in packets, so that e^-mean does not underflow and the sum stays short. */
const PACKET_FROM = 300;

/** e^-0.105 is above 0.9. */
const MOSTLY_NONE = 0.105;

/**
 * Mean and P10, P50, P90 of `mixture` with every mean times `scale` (a share of the contacts). Exact below a mean of 300, in one pass
 * over the probabilities; within 1 % of the mean above it.
 */
export function mixtureQuantiles(mixture: Mixture, scale = 1): Quantiles {
  const { weights, means } = mixture;
  let mean = 0;
  let largest = 0;
  for (let j = 0; j < means.length; j += 1) {
    const one = (means[j] ?? 0) * scale;
    mean += (weights[j] ?? 0) * one;
    if (one > largest) largest = one;
  }
  // P(N = 0) is at least e^-mean, by Jensen's inequality; so 0 is enough for every quantile.
  if (mean < MOSTLY_NONE) return { p10: 0, p50: 0, p90: 0, mean };
  if (largest <= PACKET_FROM) return { ...countUp(mixture, scale), mean };
  const packet = largest / PACKET_FROM;
  const counted = countUp(inPackets(mixture, scale, packet), 1);
  return {
    p10: round(counted.p10 * packet),
    p50: round(counted.p50 * packet),
    p90: round(counted.p90 * packet),
    mean,
  };
}

/** The smallest count k with P(N <= k) >= `probability`, exact for any mean; slower than `mixtureQuantiles`. */
export function mixtureQuantile(probability: number, mixture: Mixture): number {
  const enough = (k: number): boolean => mixtureCdf(k, mixture) >= probability;
  if (enough(0)) return 0;
  let low = 0;
  let high = 1;
  while (!enough(high)) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** P(N <= k). */
export function mixtureCdf(k: number, { weights, shapes, means }: Mixture): number {
  return weights.reduce(
    (sum, weight, j) =>
      sum + weight * negativeBinomialCdf(k, { shape: shapes[j] ?? 1, mean: means[j] ?? 0 }),
    0,
  );
}

/** The same relative spread with counts in packets: 1/mean + 1/shape is kept. */
function inPackets({ weights, shapes, means }: Mixture, scale: number, packet: number): Mixture {
  const smaller = means.map((mean) => (mean * scale) / packet);
  return {
    weights,
    means: smaller,
    shapes: shapes.map((shape, j) => {
      const spread = 1 / shape - (packet - 1) / ((smaller[j] ?? 0) * packet);
      return spread > 1e-9 ? 1 / spread : 1e9;
    }),
  };
}

function countUp(
  { weights, shapes, means }: Mixture,
  scale: number,
): { p10: number; p50: number; p90: number } {
  const size = weights.length;
  const chance = new Float64Array(size);
  const growth = new Float64Array(size);
  let cumulative = 0;
  let total = 0;
  for (let j = 0; j < size; j += 1) {
    const mean = (means[j] ?? 0) * scale;
    const shape = shapes[j] ?? 1;
    const weight = weights[j] ?? 0;
    growth[j] = mean / (mean + shape);
    const none = weight * exp(-shape * log1p(mean / shape));
    chance[j] = none;
    cumulative += none;
    total += weight;
  }
  let p10 = -1;
  let p50 = -1;
  for (let k = 0; ; k += 1) {
    if (p10 < 0 && cumulative >= 0.1 * total) p10 = k;
    if (p50 < 0 && cumulative >= 0.5 * total) p50 = k;
    // Written so that it ends with not-a-number, too.
    if (!(cumulative < 0.9 * total)) return { p10, p50, p90: k };
    for (let j = 0; j < size; j += 1) {
      const next = ((chance[j] ?? 0) * (k + (shapes[j] ?? 0)) * (growth[j] ?? 0)) / (k + 1);
      chance[j] = next;
      cumulative += next;
    }
  }
}
