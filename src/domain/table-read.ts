import type { CsvRow, CsvTable } from './csv-table.ts';
import { fault, type InputFault } from './input-fault.ts';
import { isLocalDate, type LocalDate } from './instant.ts';

/** What was read, or everything that is wrong, by line and column. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly InputFault[] };

/** `value()`, unless there are faults. */
export function resultOf<T>(faults: readonly InputFault[], value: () => T): Read<T> {
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: value() };
}

/** A fault in one cell. */
export function cellFault({ line }: CsvRow, column: string, nl: string, en: string): InputFault {
  return fault(`line ${line}, column ${column}`, nl, en);
}

/** That columns of `wanted` (in lower case) are not there. */
export function missingColumns(table: CsvTable, wanted: readonly string[]): InputFault[] {
  const missing = wanted.filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return [];
  return [
    fault(
      'line 1',
      `De eerste regel moet de kolomnamen bevatten. Deze ontbreken: ${missing.join(', ')}.`,
      `The first line must hold the column names. Missing: ${missing.join(', ')}.`,
    ),
  ];
}

/**
 * The count in a cell: digits alone, below a milliard; what is none goes to `faults`. A point or comma is refused, because 1.234 is a good thousand to one
 * person and little more than 1 to another.
 */
export function countIn(row: CsvRow, column: string, faults: InputFault[]): number {
  const text = row.cells[column] ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text);
  faults.push(
    cellFault(
      row,
      column,
      'Geef een heel aantal vanaf 0, zonder punt of komma, zoals 40000.',
      'Give a whole number from 0, without a point or comma, such as 40000.',
    ),
  );
  return 0;
}

/** The day in a cell: `2027-02-22`, or as people write it: `22-2-2027`, `22/02/2027`; undefined when there is no such day. */
export function dayIn(text: string): LocalDate | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? []; // prettier-ignore
  const date = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.slice(0, 10); // prettier-ignore
  return isLocalDate(date) ? date : undefined;
}

/** That a cell holds no date. */
export function badDate(row: CsvRow, column: string): InputFault {
  return cellFault(
    row,
    column,
    'Geef een datum die bestaat, zoals 2027-02-22 of 22-02-2027; bij start ook de tijd, zoals 2027-02-22 08:30.',
    'Give a date that exists, such as 2027-02-22 or 22-02-2027; for start the time as well, such as 2027-02-22 08:30.',
  );
}
