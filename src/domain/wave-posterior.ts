import type { DelayScenario } from './delay-curve.ts';
import { lnGamma } from './gamma-function.ts';

// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { exp, log, log1p, max, sqrt } = Math;

/** The contact rate before the wave, and the noise beyond Poisson from day to day. */
export interface RatePrior {
  readonly alpha: number;
  readonly beta: number;
  readonly dayFactorCv: number;
}

/** Points of the rate's grid; the error of its moments is then far below the noise of a day. */
const GRID = 61;
/** The grid reaches this many standard deviations to both sides. */
const REACH = 6;

/**
 * Joint posterior over delay scenario and contact rate after the days of `observed`: per scenario a Gamma for the rate, and the scenario's
 * weight proportional to its marginal likelihood of the daily counts. A pure Gamma-Poisson update with one fixed delay is off by up to 66 %
 * when letters land a day later than assumed; this one asks how late they landed. Without a day factor the update is the exact conjugate one,
 * Gamma(alpha + contacts, beta + exposure), and the likelihood the negative binomial; with it, each day is a negative binomial given the
 * rate, integrated over a grid in ln(rate), of which the Gamma keeps mean and variance.
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
    return prior.dayFactorCv > 0 ? byGrid(prior, days) : conjugate(prior, days);
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

function byGrid(prior: RatePrior, days: readonly CountedDay[]): RateUpdate {
  const start = conjugate(prior, days);
  const noise = prior.dayFactorCv ** 2;
  const deviation = sqrt(1 / start.alpha + noise / max(1, days.length)) + 0.05;
  const middle = log(start.alpha / start.beta);
  const step = (2 * REACH * deviation) / (GRID - 1);
  const rates: number[] = [];
  const logs: number[] = [];
  for (let i = 0; i < GRID; i += 1) {
    const logRate = middle + (i - (GRID - 1) / 2) * step;
    const rate = exp(logRate);
    rates.push(rate);
    // Gamma density in ln(rate): the Jacobian adds one power of the rate.
    logs.push(prior.alpha * logRate - prior.beta * rate + logLikelihoodOf(rate, days, noise));
  }
  const best = max(...logs);
  const weights = logs.map((one) => exp(one - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const moment = (power: number): number =>
    weights.reduce((sum, weight, i) => sum + weight * (rates[i] ?? 0) ** power, 0) / total;
  const mean = moment(1);
  const variance = moment(2) - mean * mean;
  return {
    alpha: (mean * mean) / variance,
    beta: mean / variance,
    logLikelihood: best + log(total * step) + prior.alpha * log(prior.beta) - lnGamma(prior.alpha),
  };
}

/** Of the counts given the rate, without what does not depend on rate or scenario. Each day is NegBin with shape 1/noise. */
function logLikelihoodOf(rate: number, days: readonly CountedDay[], noise: number): number {
  let sum = 0;
  for (const { contacts, exposure } of days) {
    const mean = rate * (contacts > 0 ? max(exposure, STRAY) : exposure);
    if (mean > 0) sum += contacts * log(mean) - (contacts + 1 / noise) * log1p(mean * noise);
  }
  return sum;
}
