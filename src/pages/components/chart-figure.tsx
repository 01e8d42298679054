import type { Chart } from '../../charts/wave-chart.tsx';
import type { Text } from '../../domain/text.ts';
import { Figure } from './parts.tsx';
import { Table } from './table.tsx';

/** A chart on a page: the picture, what it shows in words, and its figures as a table. */
export function ChartFigure(props: { readonly caption: Text; readonly chart: Chart }) {
  const { svg, alt, table } = props.chart;
  return (
    <Figure caption={props.caption} alt={{ nl: alt, en: alt }} picture={{ svg }}>
      <Table
        caption={{ nl: table.caption, en: table.caption }}
        rows={table.rows}
        rowKey={([day]) => day ?? ''}
        columns={table.columns.map((head, at) => ({
          head: { nl: head, en: head },
          number: at > 0,
          cell: (row: readonly string[]) => row[at],
        }))}
      />
    </Figure>
  );
}
