import type { Forecast } from './forecast.ts';
import { type Instant, type LocalDate, shareOver } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { scaled } from './quantiles.ts';

/** What of a forecast was to come before a moment; `share` is its part of the whole wave, 0 to 1. */
export interface PartOfForecast extends Pick<Forecast, 'perDay' | 'totals'> {
  readonly share: number;
}

/**
 * The part of `forecast` before `until`: days that had not begun are left out, and of the day that was under way its share so far. The quantiles of a part
 * are taken as those of the whole times the part's share of the mean: most of the doubt is about how many call at all, which is the same for each part.
 */
export function forecastUntil(forecast: Forecast, until: Instant): PartOfForecast {
  const { intervals, madeFrom, totals } = forecast;
  const means = new Map<LocalDate, { passed: number; all: number }>();
  for (const { start, seconds, mean } of intervals) {
    const date = localDateOf(start, madeFrom.calendar.timeZone);
    const day = means.get(date) ?? { passed: 0, all: 0 };
    const passed = shareOver(start, seconds, until);
    means.set(date, { passed: day.passed + passed * mean, all: day.all + mean });
  }
  const today = localDateOf(until, madeFrom.calendar.timeZone);
  const shareOf = (date: LocalDate): number => {
    const { passed, all } = means.get(date) ?? { passed: 0, all: 0 };
    return all > 0 ? passed / all : 1;
  };
  const begun = forecast.perDay
    .filter(({ date }) => date <= today && shareOf(date) > 0)
    .map((day) => ({ ...day, ...scaled(day, shareOf(day.date)) }));
  const come = begun.reduce((sum, { mean }) => sum + mean, 0);
  const whole = forecast.perDay.reduce((sum, { mean }) => sum + mean, 0);
  const share = whole > 0 ? come / whole : 1;
  return { perDay: begun, totals: scaled(totals, share), share };
}
