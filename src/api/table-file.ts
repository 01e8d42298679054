import type { CellValue } from 'hucre/xlsx';
import type { CsvTable } from '../domain/csv-table.ts';
import type { InputFault } from '../domain/input-fault.ts';
import type { Read } from '../domain/table-read.ts';
import { invalidInput, type Problem } from '../http/problem.ts';
import { readRows, unguarded } from './spreadsheet.ts';

/** Ten years of daily counts of twenty mailings fit. */
export const MOST_ROWS = 20_000;

/**
 * The table in an .xlsx or .csv file: column names in the first row, dates as `2027-02-22`, empty rows left out. With `times` a cell that holds only a time
 * of day, which a spreadsheet keeps as a moment on its first day, comes as `08:30`.
 * @throws Problem 400 when it cannot be read, has no rows or too many
 */
export async function tableIn(
  mediaType: string,
  bytes: Buffer,
  dates: 'days' | 'times' = 'days',
): Promise<CsvTable> {
  const [header = [], ...rows] = await readRows(mediaType, bytes, MOST_ROWS + 2);
  const columns = header.map((cell) => textOf(cell).toLowerCase());
  const filled = rows.flatMap((row, index) => {
    const cells = row.map((cell) => (dates === 'times' ? timeOf(cell) : undefined) ?? textOf(cell));
    if (cells.every((cell) => cell === '')) return [];
    const named = Object.fromEntries(columns.map((name, i) => [name, cells[i] ?? '']));
    return [{ line: index + 2, cells: named }];
  });
  if (filled.length === 0 || rows.length > MOST_ROWS) throw wrongLength();
  return { columns, rows: filled };
}

/** Rows that came as JSON, as if they were those of a file: the first is line 2. */
export function tableOf(given: readonly object[]): CsvTable {
  const rows = given.map((row, index) => ({
    line: index + 2,
    cells: Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
  }));
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  return { columns, rows };
}

const MOST_FAULTS = 200;

/** 400 with the faults of cells, by row and column, so many as a person can work through. */
export function cellProblem(faults: readonly InputFault[]): Problem {
  return invalidInput(
    faults.slice(0, MOST_FAULTS).map(({ path, text }) => ({ path, code: 'invalid-cell', text })),
  );
}

/** @throws Problem 400 with every fault, by row and column */
export function readOrThrow<T>(read: Read<T>): T {
  if (read.ok) return read.value;
  throw cellProblem(read.faults);
}

/** What a spreadsheet keeps as a moment on its first day, of 1900 or (on a Mac of old) of 1904, is a time of day. */
function timeOf(cell: CellValue | undefined): string | undefined {
  return cell instanceof Date && cell.getUTCFullYear() <= 1904
    ? cell.toISOString().slice(11, 16)
    : undefined;
}

function textOf(cell: CellValue | undefined): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return unguarded(String(cell ?? '').trim());
}

function wrongLength() {
  return invalidInput([
    {
      path: 'body',
      code: 'wrong-length',
      text: {
        nl: `Het bestand heeft onder de kolomnamen 1 tot ${MOST_ROWS} rijen.`,
        en: `The file has 1 to ${MOST_ROWS} rows below the column names.`,
      },
    },
  ]);
}
