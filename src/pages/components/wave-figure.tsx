import { waveChart } from '../../charts/wave-chart.tsx';
import type { StoredForecast } from '../../store/forecast.ts';
import { ChartFigure } from './chart-figure.tsx';
import { usePage } from './context.ts';

/** The wave of a forecast against the roster: the picture, what it shows in words, and its figures as a table. */
export function WaveFigure(props: {
  readonly forecast: Pick<StoredForecast, 'forecast' | 'shortage'>;
  readonly id?: string;
}) {
  const { language, timeZone } = usePage();
  const { forecast, shortage } = props.forecast;
  const chart = waveChart({
    perDay: forecast.perDay,
    staffing: shortage.intervals,
    language,
    timeZone,
    id: props.id ?? 'wave',
  });
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
