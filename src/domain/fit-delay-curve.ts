import type { DelayCurve } from './delay-curve.ts';
import { nelderMead } from './nelder-mead.ts';
import { poissonShares } from './poisson-shares.ts';

/** A delay curve fitted to counts: Poisson delivery, then a mixture of two geometric reactions; four parameters. */
export interface FittedDelay {
  readonly curve: DelayCurve;
  /** Mean of the Poisson delivery, in days. */
  readonly deliveryMean: number;
  /** Largest difference between fitted and observed cumulative share. */
  readonly maxCdfError: number;
}

/**
 * Fits a delay curve to `counts`, contacts per day since the release (index 0 is the release day), all days of one kind (working days, or all
 * days). Least squares of the cumulative shares, then the largest difference, by Nelder-Mead from several starts. Model of Chun and Jung for
 * direct mail: geometric reaction after Poisson delivery; a second geometric for those who put the letter aside.
 * @throws RangeError with fewer than 5 days or no contacts at all
 */
export function fitDelayCurve(counts: readonly number[]): FittedDelay {
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (counts.length < 5 || !(total > 0) || counts.some((one) => !(one >= 0))) {
    throw new RangeError('A delay curve needs counts of at least 5 days, none negative, not all 0');
  }
  const observed = cumulative(counts);
  const differences = (parameters: readonly number[]): number[] => {
    const fitted = cumulative(delayShares(curveOf(parameters), counts.length));
    return observed.map((share, i) => Math.abs(share - (fitted[i] ?? 0)));
  };
  const squares = (p: readonly number[]): number =>
    differences(p).reduce((sum, one) => sum + one * one, 0);
  const largest = (p: readonly number[]): number => Math.max(...differences(p));
  const fits = STARTS.map((start) => {
    const near = nelderMead(squares, start, [0.5, 0.5, 0.5, 0.5]);
    return nelderMead(largest, near.point, [0.1, 0.1, 0.1, 0.1]);
  });
  const best = fits.toSorted((a, b) => a.value - b.value)[0];
  const parameters = best?.point ?? [];
  return {
    curve: curveOf(parameters),
    deliveryMean: Math.exp(parameters[0] ?? 0),
    maxCdfError: largest(parameters),
  };
}

/** Share of contacts per day since the release, over `days` days, adding up to 1. */
export function delayShares({ delivery, reaction }: DelayCurve, days: number): number[] {
  const shares = Array.from({ length: days }, () => 0);
  for (const { weight, stay } of reaction) {
    let waiting = 0;
    for (let day = 0; day < days; day += 1) {
      waiting = waiting * stay + (delivery[day] ?? 0) * weight;
      shares[day] = (shares[day] ?? 0) + waiting * (1 - stay);
    }
  }
  const total = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((share) => (total > 0 ? share / total : 0));
}

/** ln(mean delivery), logits of: weight of the fast reaction, its stay, the slow one's stay. */
const STARTS: readonly (readonly number[])[] = [
  [Math.log(1.8), 1, 0.4, 2.2],
  [Math.log(5), 0.5, 1, 2.5],
  [Math.log(0.7), 0, 0, 2],
];

function curveOf(parameters: readonly number[]): DelayCurve {
  const [logMean = 0, weight = 0, fast = 0, slow = 0] = parameters;
  return {
    delivery: poissonShares(Math.exp(Math.min(logMean, 4))),
    reaction: [
      { weight: logistic(weight), stay: logistic(fast) },
      { weight: 1 - logistic(weight), stay: logistic(slow) },
    ],
  };
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function cumulative(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, one) => sum + one, 0);
  let sum = 0;
  return counts.map((one) => (sum += one) / total);
}
