import type { ForecastDay } from '../domain/forecast.ts';
import type { LocalDate } from '../domain/instant.ts';
import { localDateOf } from '../domain/local-time.ts';
import type { ShortageInterval } from '../domain/shortage.ts';
import type { Language } from '../domain/text.ts';

/** One day of a wave, as in `Forecast.perDay`. */
export type WaveDay = Pick<ForecastDay, 'date' | 'p10' | 'p50' | 'p90'>;

/** What a wave chart shows. */
export interface WaveChartInput {
  /** The wave per working day, from `Forecast.perDay`. */
  readonly perDay: readonly WaveDay[];
  /** Requirement and roster per half hour, from `Shortage.intervals`; left out: the wave alone. */
  readonly staffing?: readonly ShortageInterval[];
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
  /** Of the picture, in pixels; 760 when left out. Text keeps its size. */
  readonly width?: number;
  /** Makes the ids inside the picture unique on a page with several; letters, digits and hyphens. */
  readonly id?: string;
}

/** One working day of the chart. */
export interface WaveChartDay {
  readonly date: LocalDate;
  readonly forecast?: WaveDay;
  readonly staffing: readonly ShortageInterval[];
}

/** The days of `input` in order, each with its forecast and its half hours. */
export function waveChartDays({ perDay, staffing = [], timeZone }: WaveChartInput): WaveChartDay[] {
  const byDate = new Map<LocalDate, ShortageInterval[]>();
  for (const interval of staffing) {
    const date = localDateOf(interval.start, timeZone);
    const day = byDate.get(date);
    if (day) day.push(interval);
    else byDate.set(date, [interval]);
  }
  const dates = new Set([...perDay.map(({ date }) => date), ...byDate.keys()]);
  return [...dates]
    .toSorted((one, other) => one.localeCompare(other))
    .map((date) => {
      const forecast = perDay.find((day) => day.date === date);
      return { date, staffing: byDate.get(date) ?? [], ...(forecast ? { forecast } : {}) };
    });
}
