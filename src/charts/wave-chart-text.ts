import { halfHours } from '../domain/counted-text.ts';
import type { Language } from '../domain/text.ts';
import { formatDay, formatNumber } from './format.ts';
import type { WaveChartDay } from './wave-chart-data.ts';
import { WAVE_WORDS } from './wave-chart-words.ts';

/** The figures behind a chart; the first cell of each row names the row. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the chart shows, in a few sentences for those who do not see it. */
export function waveChartAlt(days: readonly WaveChartDay[], language: Language): string {
  const forecasts = days.flatMap(({ forecast }) => forecast ?? []);
  const top = forecasts.toSorted((one, other) => other.p50 - one.p50)[0];
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return WAVE_WORDS.nothing[language];
  const range = (['nl', 'en'] as const).map((each) => {
    const [from, to] = [first, last].map(({ date }) => formatDay(date, each));
    return from === to ? from : `${from} ${each === 'nl' ? 'tot en met' : 'to'} ${to}`;
  });
  const [nl, en] = range;
  const sentences =
    language === 'nl' ? [`Verwachte belgolf, ${nl}.`] : [`Expected wave of contacts, ${en}.`];
  if (top) sentences.push(topSentence(top, language));
  if (days.some(({ staffing }) => staffing.length > 0)) {
    sentences.push(shortageSentence(days, language));
  }
  return sentences.join(' ');
}

function topSentence(top: NonNullable<WaveChartDay['forecast']>, language: Language): string {
  const [low, middle, high] = [top.p10, top.p50, top.p90].map((v) => formatNumber(v, language));
  const day = formatDay(top.date, language);
  return language === 'nl'
    ? `De drukste dag is ${day}: ongeveer ${middle} vragen, waarschijnlijk tussen ${low} en ${high}.`
    : `The busiest day is ${day}: about ${middle} contacts, probably between ${low} and ${high}.`;
}

function shortageSentence(days: readonly WaveChartDay[], language: Language): string {
  const short = days.reduce((sum, day) => sum + shortHalfHours(day), 0);
  const { nl, en } = halfHours(short);
  if (language === 'nl') {
    return short === 0 ? 'Het rooster is groot genoeg.' : `In ${nl} zijn er te weinig mensen.`;
  }
  return short === 0 ? 'The roster is large enough.' : `In ${en} there are too few people.`;
}

/** The chart as a table, one row per day. */
export function waveChartTable(days: readonly WaveChartDay[], language: Language): ChartTable {
  const withStaffing = days.some(({ staffing }) => staffing.length > 0);
  const words = (...names: (keyof typeof WAVE_WORDS)[]) =>
    names.map((name) => WAVE_WORDS[name][language]);
  const number = (value: number | undefined) =>
    value === undefined ? '–' : formatNumber(value, language);
  return {
    caption: WAVE_WORDS.contacts[language],
    columns: [
      ...words('day', 'low', 'middle', 'high'),
      ...(withStaffing ? words('peakRequired', 'shortHalfHours') : []),
    ],
    rows: days.map((day) => [
      formatDay(day.date, language),
      ...[day.forecast?.p10, day.forecast?.p50, day.forecast?.p90].map(number),
      ...(withStaffing ? [number(peakRequired(day)), number(shortHalfHours(day))] : []),
    ]),
  };
}

function peakRequired({ staffing }: WaveChartDay): number | undefined {
  return staffing.length > 0 ? Math.max(...staffing.map(({ required }) => required)) : undefined;
}

function shortHalfHours({ staffing }: WaveChartDay): number {
  return staffing.filter(({ shortage }) => shortage > 0).length;
}
