import type { DayArrivals, WaveExposure } from './wave-exposure.ts';

/** One way in which the wave could run: with probability `weight` the exposure is this and the contact rate Gamma(alpha, beta). */
export interface WaveScenario {
  readonly weight: number;
  readonly alpha: number;
  readonly beta: number;
  readonly exposure: WaveExposure;
}

/** More ways in which a wave could run than these are taken together: each costs time in every half hour. */
const MOST = 24;
/** The least weight that counts. */
const UNLIKELY = 0.01;

/**
 * `scenarios` (weights add up to 1), neighbours in the size of the wave taken together until at most about 24 are left. What is kept exactly
 * is the mean of every day and half hour, and mean and variance of the whole wave, with its tails; leaving out the unlikely ones
 * would lose those.
 */
export function mergeScenarios(scenarios: readonly WaveScenario[]): readonly WaveScenario[] {
  if (scenarios.length <= MOST) return scenarios;
  const merged: WaveScenario[] = [];
  let group: Sized[] = [];
  const close = (): void => {
    const [first] = group;
    if (first) merged.push(group.length === 1 ? first.scenario : together(first, group));
    group = [];
  };
  for (const one of scenarios.map(sized).toSorted((a, b) => a.mean - b.mean)) {
    group.push(one);
    if (weightOf(group) >= 1 / MOST) close();
  }
  close();
  return merged;
}

interface Sized {
  readonly scenario: WaveScenario;
  readonly addressees: number;
  /** Contacts of the whole wave. */
  readonly mean: number;
}

function sized(scenario: WaveScenario): Sized {
  const addressees = scenario.exposure.perDay.reduce((sum, one) => sum + one, 0);
  return { scenario, addressees, mean: (addressees * scenario.alpha) / scenario.beta };
}

function weightOf(group: readonly Sized[]): number {
  return group.reduce((sum, { scenario }) => sum + scenario.weight, 0);
}

function together(first: Sized, group: readonly Sized[]): WaveScenario {
  const weight = weightOf(group);
  const average = (value: (one: Sized) => number): number =>
    group.reduce((sum, one) => sum + one.scenario.weight * value(one), 0) / weight;
  const mean = average((one) => one.mean);
  // Without weight or contacts there is nothing to average.
  if (!(mean > 0)) return { ...first.scenario, weight };
  const rate = mean / average((one) => one.addressees);
  const square = average((one) => one.mean ** 2 * (1 + 1 / one.scenario.alpha));
  const alpha = 1 / (square / mean ** 2 - 1);
  const perDay = new Float64Array(first.scenario.exposure.perDay.length);
  const arrivals: DayArrivals[] = [];
  for (const { scenario } of group) {
    const share = (scenario.weight * scenario.alpha) / scenario.beta / (weight * rate);
    scenario.exposure.perDay.forEach((exposure, day) => {
      perDay[day] = (perDay[day] ?? 0) + share * exposure;
    });
    for (const { day, perInterval } of scenario.exposure.arrivals) {
      arrivals.push({ day, perInterval: perInterval.map((exposure) => share * exposure) });
    }
  }
  return { weight, alpha, beta: alpha / rate, exposure: { perDay, arrivals } };
}

/** Those with at least 1 % of the weight (or half as much as the likeliest, where that is less), which is shared out among them: the others change the quantiles less than they cost time. */
export function likelyOnes<T extends { readonly weight: number }>(scenarios: readonly T[]): T[] {
  const largest = scenarios.reduce((most, { weight }) => Math.max(most, weight), 0);
  const likely = scenarios.filter(({ weight }) => weight >= Math.min(UNLIKELY, largest / 2));
  const kept = likely.reduce((sum, { weight }) => sum + weight, 0);
  return likely.map((one) => ({ ...one, weight: one.weight / kept }));
}
