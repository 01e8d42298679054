import type { CsvRow, CsvTable } from './csv-table.ts';
import { fault, type InputFault } from './input-fault.ts';

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

/** The count in a cell, from 0; what is none goes to `faults`. */
export function countIn(row: CsvRow, column: string, faults: InputFault[]): number {
  const text = row.cells[column] ?? '';
  const value = Number(text);
  if (text !== '' && value >= 0 && value < 1e9) return value;
  faults.push(cellFault(row, column, 'Geef een aantal vanaf 0.', 'Give a number from 0.'));
  return 0;
}

/** That a cell holds no date. */
export function badDate(row: CsvRow, column: string): InputFault {
  return cellFault(
    row,
    column,
    'Geef een datum die bestaat, zoals 2027-02-22; bij start ook de tijd, zoals 2027-02-22 08:30.',
    'Give a date that exists, such as 2027-02-22; for start the time as well, such as 2027-02-22 08:30.',
  );
}
