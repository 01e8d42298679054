import type { WaveChartInput } from '../../src/charts/wave-chart-data.ts';
import {
  DEFAULT_CALENDAR,
  openingIntervals,
  workingDaysBetween,
} from '../../src/domain/calendar.ts';

/** A made-up wave that is high at once and ebbs away, with a roster that falls short on the first days. */
export function sampleWave(from: string, to: string): WaveChartInput {
  const days = workingDaysBetween(from, to, DEFAULT_CALENDAR);
  const size = (index: number) => 420 * Math.exp(-index / 3) + 30;
  return {
    language: 'nl',
    timeZone: 'Europe/Amsterdam',
    perDay: days.map((date, index) => ({
      date,
      p10: 0.7 * size(index),
      p50: size(index),
      p90: 1.5 * size(index),
      mean: 1.05 * size(index),
      ordinary: 180,
    })),
    staffing: days.flatMap((date, index) =>
      openingIntervals(date, DEFAULT_CALENDAR).map(({ start, seconds, time }) => {
        const busy = time < '12:00' ? 1.2 : 0.8;
        const required = Math.ceil((size(index) * busy) / 30) + 4;
        const present = time < '15:00' ? 10 : 8;
        return { start, seconds, required, present, shortage: Math.max(0, required - present) };
      }),
    ),
  };
}
