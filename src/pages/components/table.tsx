import type { ReactNode } from 'react';
import type { Text } from '../../domain/text.ts';
import { useSay } from './context.ts';

/** A column: its head, and what stands in it for a row. */
export interface Column<Row> {
  readonly head: Text;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers are set against the right. */
  readonly number?: boolean;
}

/** A table that can be scrolled where it is too wide; the first column names the row. */
export function Table<Row>(props: {
  readonly caption: Text;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** The caption is there for who cannot see that the heading above says the same. */
  readonly captionUnseen?: boolean;
}) {
  const say = useSay();
  const { caption, columns, rows, rowKey, captionUnseen = false } = props;
  return (
    <div className="scroll" role="region" aria-label={`${say(TABLE)}${say(caption)}`} tabIndex={0}>
      <table>
        <caption {...(captionUnseen && { className: 'unseen' })}>{say(caption)}</caption>
        <thead>
          <tr>
            {columns.map(({ head, number }) => (
              <th key={head.en} scope="col" {...(number && { className: 'number' })}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ head, cell, number }, at) =>
                at === 0 ? (
                  <th key={head.en} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={head.en} data-head={say(head)} {...(number && { className: 'number' })}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const TABLE: Text = { nl: 'Tabel: ', en: 'Table: ' };
