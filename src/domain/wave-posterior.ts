import type { DelayScenario } from './delay-curve.ts';
import { lnGamma } from './gamma-function.ts';

// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { abs, exp, log, log1p, max, min } = Math;

/** The contact rate before the wave, and the noise beyond Poisson from day to day. */
export interface RatePrior {
  readonly alpha: number;
  readonly beta: number;
  readonly dayFactorCv: number;
}

/**
 * Joint posterior over delay scenario and contact rate after the days of `observed`: per scenario a Gamma for the rate, and the scenario's
 * weight proportional to its marginal likelihood of the daily counts. A pure Gamma-Poisson update with one fixed delay is off by up to 66 %
 * when letters land a day later than assumed; this one asks how late they landed. Without a day factor the update is the exact conjugate one,
 * Gamma(alpha + contacts, beta + exposure), and the likelihood the negative binomial; with it, each day is a negative binomial given the
 * rate, and the Gamma is the one with the posterior's mode and curvature in ln(rate): Laplace's approximation with a Gamma in place of
 * the normal (Tierney and Kadane, JASA 81, 1986), which is exact where the day factor vanishes.
 */
export function wavePosterior(
  scenarios: readonly DelayScenario[],
  prior: RatePrior,
  observed: ObservedWave,
): ScenarioPosterior[] {
  const updates = scenarios.map((_, j) => {
    const days = observed.contacts.map((contacts, d) => ({
      contacts,
      exposure: observed.exposures[j]?.[d] ?? 0,
    }));
    return prior.dayFactorCv > 0 ? byCurvature(prior, days) : conjugate(prior, days);
  });
  const best = max(...updates.map((one) => one.logLikelihood));
  const weights = updates.map(
    ({ logLikelihood }, j) => exp(logLikelihood - best) * (scenarios[j]?.weight ?? 0),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return updates.map(({ alpha, beta }, j) => ({ weight: (weights[j] ?? 0) / total, alpha, beta }));
}

/** Contacts counted per day, and per delay scenario the addressees whose contact would fall on the counted part of each day. */
export interface ObservedWave {
  readonly contacts: readonly number[];
  readonly exposures: readonly (readonly number[])[];
}

/** One scenario after the counts: its probability, and Gamma(alpha, beta) for the contact rate. */
export interface ScenarioPosterior {
  readonly weight: number;
  readonly alpha: number;
  readonly beta: number;
}

interface CountedDay {
  readonly contacts: number;
  readonly exposure: number;
}

interface RateUpdate {
  readonly alpha: number;
  readonly beta: number;
  readonly logLikelihood: number;
}

/** The smallest exposure of a day on which contacts came: no scenario is ruled out by a handful of early calls. */
const STRAY = 1;

function conjugate({ alpha, beta }: RatePrior, days: readonly CountedDay[]): RateUpdate {
  let contacts = 0;
  let exposure = 0;
  let logLikelihood = alpha * log(beta) - lnGamma(alpha);
  for (const day of days) {
    const seen = day.contacts > 0 ? max(day.exposure, STRAY) : day.exposure;
    contacts += day.contacts;
    exposure += seen;
    if (day.contacts > 0) logLikelihood += day.contacts * log(seen);
  }
  logLikelihood += lnGamma(alpha + contacts) - (alpha + contacts) * log(beta + exposure);
  return { alpha: alpha + contacts, beta: beta + exposure, logLikelihood };
}

/** Newton steps in ln(rate); the logarithm of the posterior is concave there, so that a few are enough. */
const MOST_STEPS = 30;
const CLOSE = 1e-10;
/** Farther than this in one step would overshoot from a start that is far off. */
const LONGEST_STEP = 2;

function byCurvature(prior: RatePrior, days: readonly CountedDay[]): RateUpdate {
  const start = conjugate(prior, days);
  const shape = 1 / prior.dayFactorCv ** 2;
  const seen = days
    .filter(({ contacts, exposure }) => contacts > 0 || exposure > 0)
    .map(({ contacts, exposure }) => ({
      contacts,
      exposure: contacts > 0 ? max(exposure, STRAY) : exposure,
    }));
  let logRate = log(start.alpha / start.beta);
  let curvature = start.alpha;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const rate = exp(logRate);
    // Gamma density in ln(rate): the Jacobian adds one power of the rate.
    let slope = prior.alpha - prior.beta * rate;
    curvature = prior.beta * rate;
    for (const { contacts, exposure } of seen) {
      const expected = rate * exposure;
      const pull = (contacts + shape) / (expected + shape);
      slope += contacts - pull * expected;
      curvature += (pull * expected * shape) / (expected + shape);
    }
    const move = slope / curvature;
    logRate += max(-LONGEST_STEP, min(LONGEST_STEP, move));
    if (abs(move) < CLOSE) break;
  }
  const rate = exp(logRate);
  const likelihood = seen.reduce(
    (sum, { contacts, exposure }) =>
      sum + contacts * log(rate * exposure) - (contacts + shape) * log1p((rate * exposure) / shape),
    prior.alpha * log(prior.beta) -
      lnGamma(prior.alpha) +
      prior.alpha * logRate -
      prior.beta * rate,
  );
  return {
    alpha: curvature,
    beta: curvature / rate,
    logLikelihood: likelihood + lnGamma(curvature) + curvature - curvature * log(curvature),
  };
}
