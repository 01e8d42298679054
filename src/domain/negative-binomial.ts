import { gammaQuantile } from './gamma-distribution.ts';
import { lnGamma, stirlingRemainder } from './gamma-function.ts';

// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { abs, ceil, exp, floor, log, log1p, max, min, round, sqrt } = Math;

/**
 * Number of contacts when the rate is itself uncertain: N | rate ~ Poisson(rate x exposure), rate ~ Gamma(shape, rate).
 * In terms of `shape` and `mean`; variance mean + mean^2 / shape. `mean` 0 is always 0.
 */
export interface NegativeBinomial {
  readonly shape: number;
  readonly mean: number;
}

/** The predictive count of Gamma(alpha, beta) over `exposure` addressees: NegBin(alpha, beta / (beta + exposure)). */
export function predictive(alpha: number, beta: number, exposure: number): NegativeBinomial {
  return { shape: alpha, mean: (alpha * exposure) / beta };
}

/** Natural logarithm of P(N = k), k whole and not negative. */
export function negativeBinomialLogPmf(k: number, { shape, mean }: NegativeBinomial): number {
  if (mean === 0) return k === 0 ? 0 : -Infinity;
  return lnChoose(shape, k) - shape * log1p(mean / shape) - k * log1p(shape / mean);
}

/** P(N <= k): the regularised incomplete beta I_p(shape, k + 1) with p = shape / (shape + mean). */
export function negativeBinomialCdf(k: number, distribution: NegativeBinomial): number {
  if (k < 0) return 0;
  const { shape, mean } = distribution;
  if (mean === 0) return 1;
  return incompleteBeta(shape, floor(k) + 1, shape / (shape + mean), mean / (shape + mean));
}

/** The smallest whole k with P(N <= k) >= `probability` (0 < p < 1). */
export function negativeBinomialQuantile(
  probability: number,
  distribution: NegativeBinomial,
): number {
  const { shape, mean } = distribution;
  if (mean === 0) return 0;
  const enough = (k: number): boolean => negativeBinomialCdf(k, distribution) >= probability;
  let step = max(1, ceil(sqrt(mean) / 4));
  let high = round(gammaQuantile(probability, shape, shape / mean));
  let low: number;
  if (enough(high)) {
    for (low = high - step; low >= 0 && enough(low); low -= step) {
      high = low;
      step *= 2;
    }
    low = max(low, -1);
  } else {
    low = high;
    for (high = low + step; !enough(high); high += step) {
      low = high;
      step *= 2;
    }
  }
  while (high - low > 1) {
    const middle = floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** ln of Gamma(shape + k) / (Gamma(shape) k!), by Stirling's remainders where both are large, so that little cancels. */
function lnChoose(shape: number, k: number): number {
  if (k === 0) return 0;
  if (shape < 10 || k < 10) return lnGamma(shape + k) - lnGamma(shape) - lnGamma(k + 1);
  return (
    shape * log1p(k / shape) +
    k * log1p(shape / k) -
    0.5 * (log(2 * Math.PI * k) + log1p(k / shape)) +
    stirlingRemainder(shape + k) -
    stirlingRemainder(shape) -
    stirlingRemainder(k)
  );
}

/** Regularised incomplete beta I_x(a, b) with y = 1 - x (Numerical Recipes 6.4, Lentz's continued fraction). */
function incompleteBeta(a: number, b: number, x: number, y: number): number {
  // x^a y^b Gamma(a+b) / (Gamma(a) Gamma(b)); with k = b: Gamma(a+b)/(Gamma(a) b!) times b.
  const front = b * exp(lnChoose(a, b) + a * log(x) + b * log(y));
  if (x < (a + 1) / (a + b + 2)) return min(1, (front * betaFraction(a, b, x)) / a);
  return max(0, 1 - (front * betaFraction(b, a, y)) / b);
}

function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1e5; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    h *= change;
    if (abs(change - 1) < 1e-15) break;
  }
  return h;
}
