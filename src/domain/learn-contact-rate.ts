import { type ContactRate, DEFAULT_CONTACT_RATES, meanContactRate } from './contact-rate.ts';
import { adjustedRate, effectOf } from './known-adjustment.ts';
import { daysBetween } from './instant.ts';
import type { PastWave, RateQuestion } from './past-wave.ts';
import { learnedBasis, updatedBasis } from './learned-basis.ts';

/** Share of what was learned that still counts a year later (power prior; 0.2 to 0.5 is usual over a year for one wave on its own). */
const KEPT_PER_YEAR = 0.7;
/** What a wave of another department, or of another kind, tells compared with one of the same. */
const OTHER_DEPARTMENT = 0.5;
const OTHER_KIND = 0.15;
/** Waves of the same mailing differ by more than chance: coefficient of variation of their contact rates before any are known. */
const BETWEEN_WAVES_CV = 0.3;
/** That assumption weighs like this many waves. */
const ASSUMED_WAVES = 4;

/**
 * The contact rate to expect of a mailing, learned from `waves`. Each wave's Gamma-Poisson likelihood counts with a power
 * a = similarity x 0.7^years / (1 + cv^2 contacts) (power prior of Ibrahim and Chen, Statistical Science 15, 2000; the denominator because waves
 * differ from each other, so that no single one tells the next one's rate exactly). A wave of another kind first has its addressees
 * scaled by the ratio of the two default rates: partial pooling. The result is widened by that cv again, being a prediction. The cv itself
 * is estimated from the waves of the same kind. Without waves it is the default of the kind.
 *
 * Known adjustments come in on both sides: a past wave counts as so many more addressees as it was expected to cause more contacts, and less
 * certainly so; what is wanted is multiplied by its own factor and widened by the doubt about it.
 */
export function learnContactRate(question: RateQuestion, waves: readonly PastWave[]): ContactRate {
  const prior = DEFAULT_CONTACT_RATES[question.kind];
  const earlier = waves.filter(
    (wave) => wave.addressees > 0 && wave.dispatchedOn < question.on && wave.contacts >= 0,
  );
  const cv = betweenWavesCv(earlier.filter(({ kind }) => kind === question.kind));
  let { alpha, beta } = prior;
  for (const wave of earlier) {
    const { factor, spread } = effectOf(wave.adjustments);
    const power = similarity(wave, question) / (1 + (cv ** 2 + spread ** 2) * wave.contacts);
    const likeOurs = meanContactRate(DEFAULT_CONTACT_RATES[wave.kind]) / meanContactRate(prior);
    alpha += power * wave.contacts;
    beta += power * wave.addressees * factor * likeOurs;
  }
  const shape = earlier.length > 0 ? 1 / (1 / alpha + cv * cv) : alpha;
  return {
    ...adjustedRate({ alpha: shape, beta: (shape * beta) / alpha }, effectOf(question.adjustments)),
    waves: earlier.length,
    basis: learnedBasis(question, earlier),
  };
}

/**
 * `rate` after one more wave, for the evaluation of that wave: the same formula with only this wave, a year later. The next forecast learns from
 * all waves again (`learnContactRate`).
 */
export function updatedRate(
  rate: ContactRate,
  seen: { readonly contacts: number; readonly addressees: number },
): ContactRate {
  if (seen.addressees === 0) return rate;
  const spread = BETWEEN_WAVES_CV ** 2;
  const power = KEPT_PER_YEAR / (1 + spread * seen.contacts);
  const alpha = rate.alpha + power * seen.contacts;
  const mean = alpha / (rate.beta + power * seen.addressees);
  const shape = 1 / (1 / alpha + spread);
  const waves = rate.waves + 1;
  return { alpha: shape, beta: shape / mean, waves, basis: updatedBasis(waves) };
}

/** How much of `wave` counts for the question, 0 to 1: kind, department and age. */
function similarity(wave: PastWave, { kind, departmentId, on }: RateQuestion): number {
  const years = daysBetween(wave.dispatchedOn, on) / 365.25;
  return (
    (wave.kind === kind ? 1 : OTHER_KIND) *
    (wave.departmentId === departmentId ? 1 : OTHER_DEPARTMENT) *
    KEPT_PER_YEAR ** years
  );
}

/** Spread of ln(rate) between `waves` beyond chance, shrunk to the assumption; half a contact keeps a wave without any finite. */
function betweenWavesCv(waves: readonly PastWave[]): number {
  const logs = waves.map(({ contacts, addressees, adjustments }) =>
    Math.log((contacts + 0.5) / (addressees * effectOf(adjustments).factor)),
  );
  const mean = logs.reduce((sum, one) => sum + one, 0) / Math.max(1, logs.length);
  const squares = logs.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const chance = waves.reduce((sum, { contacts }) => sum + 1 / (contacts + 0.5), 0);
  const beyondChance = Math.max(0, squares - chance);
  const degrees = Math.max(0, waves.length - 1);
  return Math.sqrt(
    (ASSUMED_WAVES * BETWEEN_WAVES_CV ** 2 + beyondChance) / (ASSUMED_WAVES + degrees),
  );
}
