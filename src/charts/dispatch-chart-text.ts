import type { DispatchDay } from '../domain/dispatch-days.ts';
import type { LocalDate } from '../domain/instant.ts';
import type { Language, Text } from '../domain/text.ts';
import { formatDay, formatNumber } from './format.ts';
import type { ChartTable } from './wave-chart-text.ts';

/** One way to send the mailing, as far as a chart shows it. */
export interface DispatchChartPlan {
  readonly name: string;
  readonly days: readonly DispatchDay[];
}

/** What a chart of dispatch plans shows. */
export interface DispatchChartInput {
  readonly plans: readonly DispatchChartPlan[];
  readonly language: Language;
  /** Of the picture, in pixels; 760 when left out. */
  readonly width?: number;
  /** Makes the ids inside the picture unique on a page with several; letters, digits and hyphens. */
  readonly id?: string;
}

/** What stands in the picture and above its table. */
export const DISPATCH_WORDS = {
  needed: { nl: 'nodig op het drukst', en: 'needed at the busiest' },
  roster: { nl: 'rooster', en: 'roster' },
  lacking: { nl: 'meer dan het rooster', en: 'more than the roster' },
  caption: { nl: 'Mensen nodig op het drukste half uur', en: 'People needed in the busiest half hour' }, // prettier-ignore
  day: { nl: 'Dag', en: 'Day' },
  nothing: { nl: 'Er zijn geen plannen te laten zien.', en: 'There are no plans to show.' },
} as const satisfies { readonly [word: string]: Text };

/** The days of all plans, in order, each once. */
export function dispatchChartDates(plans: readonly DispatchChartPlan[]): LocalDate[] {
  const dates = new Set(plans.flatMap(({ days }) => days.map(({ date }) => date)));
  return [...dates].toSorted((one, other) => one.localeCompare(other));
}

/** What the chart shows, in a sentence per plan for those who do not see it. */
export function dispatchChartAlt(plans: readonly DispatchChartPlan[], language: Language): string {
  const sentences = plans.flatMap(({ name, days }) => {
    const top = days.toSorted((one, other) => other.peakPositions - one.peakPositions)[0];
    if (!top) return [];
    const day = formatDay(top.date, language);
    const short = formatNumber(days.reduce((sum, { shortHalfHours }) => sum + shortHalfHours, 0), language); // prettier-ignore
    return language === 'nl'
      ? `${name}: op het drukst ${top.peakPositions} mensen nodig, op ${day}; halve uren met tekort: ${short}.`
      : `${name}: ${top.peakPositions} people needed at the busiest, on ${day}; half hours short: ${short}.`;
  });
  return sentences.length > 0 ? sentences.join(' ') : DISPATCH_WORDS.nothing[language];
}

/** The chart as a table: a row per day, a column per plan. */
export function dispatchChartTable(
  plans: readonly DispatchChartPlan[],
  language: Language,
): ChartTable {
  return {
    caption: DISPATCH_WORDS.caption[language],
    columns: [DISPATCH_WORDS.day[language], ...plans.map(({ name }) => name)],
    rows: dispatchChartDates(plans).map((date) => [
      formatDay(date, language),
      ...plans.map(({ days }) => {
        const day = days.find((one) => one.date === date);
        return day ? formatNumber(day.peakPositions, language) : '–';
      }),
    ]),
  };
}
