import { readFileSync } from 'node:fs';
import type { DelayScenario } from '../../src/domain/delay-curve.ts';
import { LIVE_DELAY } from '../../src/domain/delay-grid.ts';
import { forecastBasis } from '../../src/domain/forecast-basis.ts';
import type { ForecastInput } from '../../src/domain/forecast.ts';
import type { LocalDate } from '../../src/domain/instant.ts';
import { localDateOf, toInstant } from '../../src/domain/local-time.ts';
import type { WaveCounts } from '../../src/domain/live-forecast.ts';
import { daysOf, exposureContext } from '../../src/domain/make-forecast.ts';
import { waveExposures } from '../../src/domain/wave-exposure.ts';
import type { Random } from './random.ts';

/** A simulated wave: contacts per working day, all of them synthetic. */
export interface SimulatedWave {
  readonly perDay: readonly { readonly date: LocalDate; readonly contacts: number }[];
  readonly total: number;
}

/** Addressees whose contact, if they make one, falls on each day. */
export interface ExpectedWave {
  readonly dates: readonly LocalDate[];
  readonly exposure: readonly number[];
}

/** A wave in which `delay` is the truth, every addressee makes `rate` contacts, and days are noisier than chance by `cv`. */
export function simulateWave(
  input: ForecastInput,
  delay: DelayScenario,
  rate: number,
  cv: number,
  random: Random,
): SimulatedWave {
  return drawWave(expectedWave(input, delay), rate, cv, random);
}

/** What `simulateWave` draws from. */
export function expectedWave(input: ForecastInput, delay: DelayScenario): ExpectedWave {
  const basis = forecastBasis(input);
  const days = daysOf(basis);
  const [exposure] = waveExposures(basis.batches, [delay], exposureContext(basis, days));
  return { dates: days.map(({ date }) => date), exposure: [...(exposure?.perDay ?? [])] };
}

/** Responses per day since the mailing, days 1 to 63, of a real direct-mail campaign: slower than any municipal letter. */
export const directMailResponses: readonly number[] = readFileSync(
  new URL('../cases/data/direct_mail_response_63d.csv', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => Number(line.split(',')[1]));

/** The campaign with its days read as working days. */
export const directMailSlow: readonly number[] = [0, ...directMailResponses];

/**
 * The campaign over working days: what falls in a weekend comes on the Monday after it. Mean over the five weekdays on which it could
 * have been sent, because the campaign's own curve is a mean over many.
 */
export const directMailWorkingDays: readonly number[] = Array.from({ length: 47 }, (_, index) =>
  [1, 2, 3, 4, 5].reduce(
    (sum, sentOn) =>
      sum +
      directMailResponses.reduce(
        (all, one, i) => (workingDaysAfter(sentOn, i + 1) === index ? all + one : all),
        0,
      ),
    0,
  ),
);

/** Working days from a weekday (1 is Monday) until `days` later; a weekend counts with the Monday after it. */
function workingDaysAfter(weekday: number, days: number): number {
  let count = 0;
  for (let day = 1; day <= days; day += 1) if ((weekday + day - 1) % 7 < 5) count += 1;
  return (weekday + days - 1) % 7 < 5 ? count : count + 1;
}

/** A wave in which the contacts of each batch follow `shares` (any scale) over the working days since its release. */
export function expectedCurve(input: ForecastInput, shares: readonly number[]): ExpectedWave {
  const dates = daysOf(forecastBasis({ ...input, delay: LIVE_DELAY })).map((day) => day.date);
  const total = shares.reduce((sum, one) => sum + one, 0);
  const exposure = dates.map(() => 0);
  for (const { releaseAt, audience } of input.batches) {
    const first = dates.findIndex((date) => date >= localDateOf(releaseAt));
    for (const [i, share] of shares.entries()) {
      const day = Math.min(dates.length - 1, first + i);
      exposure[day] = (exposure[day] ?? 0) + (share / total) * audience.letter;
    }
  }
  return { dates, exposure };
}

/** What has been counted at the end of the first day on which `contacts` or more have come. */
export function countsAfter(wave: SimulatedWave, contacts: number): WaveCounts {
  let sum = 0;
  const last = wave.perDay.findIndex((day) => (sum += day.contacts) >= contacts);
  const perDay = wave.perDay.slice(0, last < 0 ? wave.perDay.length : last + 1);
  return { perDay, countedUntil: toInstant(perDay.at(-1)?.date ?? '2027-01-01', '23:00') };
}

/** What has been counted at the end of the `days`-th day of the wave; the day of the release is the first. */
export function countsAfterDays(wave: SimulatedWave, days: number): WaveCounts {
  const perDay = wave.perDay.slice(0, days);
  return { perDay, countedUntil: toInstant(perDay.at(-1)?.date ?? '2027-01-01', '23:00') };
}

/** A wave drawn from `expected` when every addressee makes `rate` contacts and days are noisier than chance by `cv`. */
export function drawWave(
  { dates, exposure }: ExpectedWave,
  rate: number,
  cv: number,
  random: Random,
): SimulatedWave {
  const perDay = dates.map((date, d) => ({
    date,
    contacts: random.poisson((exposure[d] ?? 0) * rate * random.gamma(1 / cv ** 2, 1)),
  }));
  return { perDay, total: perDay.reduce((sum, one) => sum + one.contacts, 0) };
}
