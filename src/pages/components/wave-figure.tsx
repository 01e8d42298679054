import { type Chart, waveChart } from '../../charts/wave-chart.tsx';
import { onceFor } from '../../domain/once-for.ts';
import type { ForecastOutline } from '../../store/forecast.ts';
import { ChartFigure } from './chart-figure.tsx';
import { usePage } from './context.ts';

type Shown = Pick<ForecastOutline, 'forecast' | 'shortage'>;

/** By language and time zone; a forecast never changes, so it is drawn once in each. */
const chartsOf = onceFor((_forecast: Shown) => new Map<string, Chart>());

/** The wave of a forecast against the roster: the picture, what it shows in words, and its figures as a table. */
export function WaveFigure({ forecast }: { readonly forecast: Shown }) {
  const { language, timeZone } = usePage();
  const charts = chartsOf(forecast);
  const key = `${language} ${timeZone}`;
  const { perDay } = forecast.forecast;
  const staffing = forecast.shortage.intervals;
  const chart = charts.get(key) ?? waveChart({ perDay, staffing, language, timeZone });
  charts.set(key, chart);
  return (
    <ChartFigure
      caption={{
        nl: 'De verwachte belgolf en het rooster',
        en: 'The expected wave and the roster',
      }}
      chart={chart}
    />
  );
}
