import { baseLoadForecast, type LoadDay } from './base-load-forecast.ts';
import {
  forecastAccuracy,
  type ForecastAccuracy,
  type ForecastOutcome,
} from './forecast-accuracy.ts';
import { weekdayOf } from './instant.ts';

/** A method of forecasting the ordinary load, with its accuracy per half hour and per day. */
export interface BaseLoadBacktest {
  readonly method: 'seasonal-naive' | 'mean-of-8';
  readonly halfHour: ForecastAccuracy;
  readonly day: ForecastAccuracy;
}

/** Days before the first one that is forecast: eight weeks and one. */
const WARM_UP_WEEKS = 8;

/**
 * Rolling origin: each day that has eight same weekdays before it is forecast from the days before it only, and compared with what came.
 * Seasonal-naive (the same weekday of the week before) has no interval.
 */
export function backtestBaseLoad(history: readonly LoadDay[]): BaseLoadBacktest[] {
  const days = history.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const naive = { halfHour: [] as ForecastOutcome[], day: [] as ForecastOutcome[] };
  const mean = { halfHour: [] as ForecastOutcome[], day: [] as ForecastOutcome[] };
  for (const [i, { date, counts }] of days.entries()) {
    const earlier = days.slice(0, i);
    const forecast = baseLoadForecast(earlier, date);
    const last = earlier.findLast((day) => weekdayOf(day.date) === weekdayOf(date));
    if (!forecast || !last || forecast.weeks < WARM_UP_WEEKS) continue;
    const times = Object.keys(counts);
    for (const time of times) {
      const actual = counts[time] ?? 0;
      const { mean: expected = 0, p05 = 0, p95 = 0 } = forecast.perTime[time] ?? {};
      mean.halfHour.push({ expected, low: p05, high: p95, actual });
      naive.halfHour.push({ expected: last.counts[time] ?? 0, actual });
    }
    const actual = times.reduce((sum, time) => sum + (counts[time] ?? 0), 0);
    const { mean: expected, p05, p95 } = forecast.day;
    mean.day.push({ expected, low: p05, high: p95, actual });
    naive.day.push({
      expected: Object.values(last.counts).reduce((sum, one) => sum + one, 0),
      actual,
    });
  }
  return [
    {
      method: 'seasonal-naive',
      halfHour: forecastAccuracy(naive.halfHour),
      day: forecastAccuracy(naive.day),
    },
    {
      method: 'mean-of-8',
      halfHour: forecastAccuracy(mean.halfHour),
      day: forecastAccuracy(mean.day),
    },
  ];
}
