import { waveChart } from '../../charts/wave-chart.tsx';
import type { StoredForecast } from '../../store/forecast.ts';
import { usePage } from './context.ts';
import { Figure } from './parts.tsx';
import { Table } from './table.tsx';

/** The wave of a forecast against the roster: the picture, what it shows in words, and its figures as a table. */
export function WaveFigure(props: {
  readonly forecast: Pick<StoredForecast, 'forecast' | 'shortage'>;
  readonly id?: string;
}) {
  const { language, timeZone } = usePage();
  const { forecast, shortage } = props.forecast;
  const { svg, alt, table } = waveChart({
    perDay: forecast.perDay,
    staffing: shortage.intervals,
    language,
    timeZone,
    id: props.id ?? 'wave',
  });
  const { rows, columns, caption } = table;
  return (
    <Figure
      caption={{
        nl: 'De verwachte belgolf en het rooster',
        en: 'The expected wave and the roster',
      }}
      alt={{ nl: alt, en: alt }}
      picture={{ svg }}
    >
      <Table
        caption={{ nl: caption, en: caption }}
        rows={rows}
        rowKey={([day]) => day ?? ''}
        columns={columns.map((head, at) => ({
          head: { nl: head, en: head },
          number: at > 0,
          cell: (row: readonly string[]) => row[at],
        }))}
      />
    </Figure>
  );
}
