import { LIVE_DELAY } from './delay-grid.ts';
import { forecastBasis } from './forecast-basis.ts';
import type { Forecast, ForecastBasis, ForecastInput } from './forecast.ts';
import type { LocalDate } from './instant.ts';
import { prepareWave, ratePriorOf, wavePosteriorOf } from './live-forecast.ts';
import { wavePosterior } from './wave-posterior.ts';
import { daysOf, makeForecast } from './make-forecast.ts';
import { type PilotFacts, pilotText } from './pilot-text.ts';
import type { StaffingSettings } from './staffing-settings.ts';
import type { Text } from './text.ts';
import { toInstant } from './local-time.ts';
import { meanContactRate } from './contact-rate.ts';
import { waveRequirement } from './wave-requirement.ts';

export interface PilotQuestion {
  /** The mailing as if all of it left at once, at the release of its first batch. */
  readonly input: ForecastInput;
  /** Relative standard deviation with which the contact rate must be known: 0.15. */
  readonly precision: number;
  /** Working days after the release that one is prepared to wait. */
  readonly waitDays: number;
  readonly settings: StaffingSettings;
}

/** A first batch that is a measurement, also in words. */
export interface PilotBatch extends PilotFacts {
  readonly text: Text;
}

/**
 * How large a first batch must be to know the contact rate, and what waiting for it saves. Pre-posterior analysis: with a batch of each size, counts
 * at their expectation under the prior mean go through the joint posterior of rate and delay (wave-posterior.ts) after `waitDays`; the smallest size
 * whose rate is known well enough is found by halving. What it saves is the difference in P90 peak positions of the rest.
 */
export function pilotBatch(question: PilotQuestion): PilotBatch {
  const { input, precision, waitDays, settings } = question;
  const basis = forecastBasis({ ...withShare(input, 1), delay: input.delay ?? LIVE_DELAY });
  const days = daysOf(basis).map(({ date }) => date);
  const knownOn = days[Math.min(waitDays, days.length - 1)] ?? '';
  const whole = wholeWave(basis, knownOn);
  const reachable = learnedFrom(whole, 1).cv <= precision;
  let small = reachable ? 0 : 1;
  let large = 1;
  while (large - small > SMALLEST_STEP) {
    const middle = (small + large) / 2;
    if (learnedFrom(whole, middle).cv <= precision) large = middle;
    else small = middle;
  }
  const reached = learnedFrom(whole, large);
  const rate = basis.contactRate;
  const shape = 1 / reached.cv ** 2;
  const known = { ...rate, alpha: shape, beta: shape / meanContactRate(rate) };
  const rest = reachable ? withShare(input, 1 - large) : input;
  const pilot = {
    ...(reachable && { audience: withShare(input, large).audience }),
    contacts: reached.contacts,
    knownOn,
    precisionNow: 1 / Math.sqrt(rate.alpha),
    precisionThen: reached.cv,
    positionsNow: peakPositions(makeForecast(rest), settings),
    positionsThen: peakPositions(makeForecast({ ...rest, contactRate: known }), settings),
  };
  return { ...pilot, text: pilotText(pilot) };
}

/** A quarter of a percent of the mailing. */
const SMALLEST_STEP = 1 / 400;

/** What the whole mailing would show until the day on which the rate must be known; a part of it shows its share. */
interface WholeWave {
  readonly basis: ForecastBasis;
  /** Per delay scenario, the exposure of each day. */
  readonly exposures: readonly (readonly number[])[];
  /** Expected contacts per day. */
  readonly contacts: readonly number[];
}

function wholeWave(basis: ForecastBasis, knownOn: LocalDate): WholeWave {
  const countedUntil = toInstant(knownOn, '24:00', basis.calendar.timeZone);
  const prepared = prepareWave(basis);
  const { scenarios } = basis.delay;
  const { days } = prepared;
  const { passed } = wavePosteriorOf(prepared, { countedUntil, perDay: [] });
  const counted = days.filter(({ date }) => date <= knownOn).length;
  const exposures = passed.map((perDay) => perDay.slice(0, counted));
  const contacts = days
    .slice(0, counted)
    .map(
      (_, d) =>
        exposures.reduce(
          (sum, perDay, j) => sum + (scenarios[j]?.weight ?? 0) * (perDay[d] ?? 0),
          0,
        ) * meanContactRate(basis.contactRate),
    );
  return { basis, exposures, contacts };
}

/** Relative standard deviation of the contact rate, and contacts, after a first batch of this share of the mailing. */
function learnedFrom(
  { basis, exposures, contacts }: WholeWave,
  share: number,
): { cv: number; contacts: number } {
  const seen = contacts.map((one) => one * share);
  const posterior = wavePosterior(basis.delay.scenarios, ratePriorOf(basis), {
    contacts: seen,
    exposures: exposures.map((perDay) => perDay.map((one) => one * share)),
  });
  let mean = 0;
  let square = 0;
  for (const { weight, alpha, beta } of posterior) {
    mean += (weight * alpha) / beta;
    square += (weight * alpha * (alpha + 1)) / (beta * beta);
  }
  return {
    cv: Math.sqrt(Math.max(0, square - mean * mean)) / mean,
    contacts: seen.reduce((sum, one) => sum + one, 0),
  };
}

/** The mailing with this share of its audience, all in one batch at the first release. */
function withShare(input: ForecastInput, share: number): ForecastInput {
  const { letter, email, portal } = input.audience;
  const audience = {
    letter: Math.round(letter * share),
    email: Math.round(email * share),
    portal: Math.round(portal * share),
  };
  const [releaseAt] = input.batches.map((batch) => batch.releaseAt).toSorted();
  const batches = releaseAt === undefined ? [] : [{ number: 1, releaseAt, audience }];
  return { ...input, audience, batches };
}

function peakPositions(forecast: Forecast, settings: StaffingSettings): number {
  return waveRequirement(forecast, settings, 'p90').reduce(
    (peak, { required }) => Math.max(peak, required),
    0,
  );
}
