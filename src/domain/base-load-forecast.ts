import { type LocalDate, weekdayOf } from './instant.ts';
import type { LocalTime } from './local-time.ts';
import { negativeBinomialQuantile } from './negative-binomial.ts';
import type { Quantiles } from './quantiles.ts';

/** Counts of one day by the local time at which the half hour starts. A closed or special day is left out of the history, not counted as 0. */
export interface LoadDay {
  readonly date: LocalDate;
  readonly counts: { readonly [time in LocalTime]: number };
}

/** Contacts expected in one half hour, or on a day, without any mailing; p05 and p95 bound the 90 % interval. */
export interface LoadQuantiles extends Quantiles {
  readonly p05: number;
  readonly p95: number;
}

export interface LoadForecast {
  readonly date: LocalDate;
  readonly perTime: { readonly [time in LocalTime]: LoadQuantiles };
  readonly day: LoadQuantiles;
  /** Same weekdays that it is the mean of. */
  readonly weeks: number;
}

/** Same weekdays in the mean: what suites recommend as default, and the best of 1, 4 and 8 on two banks. */
const WEEKS = 8;
/** Days whose errors tell how much noise there is beyond Poisson. */
const ERROR_DAYS = 20;
/** Noise that is assumed until errors are known: per half hour 0.07 at a large bank, 0.26 at a small one. */
const ASSUMED_CV = 0.15;

/**
 * The ordinary load of `date`: per half hour the mean of the last eight same weekdays before it in `history` (any order), with negative binomial
 * quantiles whose noise beyond Poisson is that of the last twenty days' errors of this same method. Fewer weeks are used as they come;
 * undefined when there is no same weekday at all.
 */
export function baseLoadForecast(
  history: readonly LoadDay[],
  date: LocalDate,
): LoadForecast | undefined {
  const earlier = history
    .filter((day) => day.date < date)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const means = meanOfWeeks(earlier, date);
  if (!means) return undefined;
  const errors = errorsOf(earlier);
  const spread = Math.sqrt(1 + 1 / means.weeks);
  return {
    date,
    weeks: means.weeks,
    perTime: Object.fromEntries(
      Object.entries(means.perTime).map(([time, mean]) => [
        time,
        quantilesOf(mean, errors.time * spread),
      ]),
    ),
    day: quantilesOf(sumOf(means.perTime), errors.day * spread),
  };
}

interface Means {
  readonly perTime: { readonly [time in LocalTime]: number };
  readonly weeks: number;
}

/** `earlier` in order of date, all before `date`. */
function meanOfWeeks(earlier: readonly LoadDay[], date: LocalDate): Means | undefined {
  const weekday = weekdayOf(date);
  const same: LoadDay[] = [];
  for (let i = earlier.length - 1; i >= 0 && same.length < WEEKS; i -= 1) {
    const day = earlier[i];
    if (day && weekdayOf(day.date) === weekday) same.push(day);
  }
  if (same.length === 0) return undefined;
  const perTime: { [time in LocalTime]: number } = {};
  for (const { counts } of same) {
    for (const [time, count] of Object.entries(counts)) {
      perTime[time] = (perTime[time] ?? 0) + count / same.length;
    }
  }
  return { perTime, weeks: same.length };
}

/** Coefficients of variation beyond Poisson of the errors on the last days, per half hour and per day. */
function errorsOf(earlier: readonly LoadDay[]): { time: number; day: number } {
  const sums = { timeError: 0, timeMean: 0, dayError: 0, dayMean: 0 };
  for (let i = Math.max(0, earlier.length - ERROR_DAYS); i < earlier.length; i += 1) {
    const day = earlier[i];
    const means = day && meanOfWeeks(earlier.slice(Math.max(0, i - 80), i), day.date);
    if (!day || !means || means.weeks < 2) continue;
    const widened = 1 + 1 / means.weeks;
    for (const [slot, mean] of Object.entries(means.perTime)) {
      sums.timeError += ((day.counts[slot] ?? 0) - mean) ** 2 / widened - mean;
      sums.timeMean += mean * mean;
    }
    const total = sumOf(means.perTime);
    sums.dayError += (sumOf(day.counts) - total) ** 2 / widened - total;
    sums.dayMean += total * total;
  }
  return { time: cvOf(sums.timeError, sums.timeMean), day: cvOf(sums.dayError, sums.dayMean) };
}

function cvOf(squaredErrors: number, squaredMeans: number): number {
  return squaredMeans > 0 ? Math.sqrt(Math.max(0, squaredErrors / squaredMeans)) : ASSUMED_CV;
}

function quantilesOf(mean: number, cv: number): LoadQuantiles {
  const shape = 1 / Math.max(1e-9, cv * cv);
  const at = (probability: number): number =>
    negativeBinomialQuantile(probability, { shape, mean });
  return { p05: at(0.05), p10: at(0.1), p50: at(0.5), p90: at(0.9), p95: at(0.95), mean };
}

function sumOf(counts: { readonly [time in LocalTime]: number }): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}
