import { writeCsv } from 'hucre/csv';
import { type CellValue, writeXlsx } from 'hucre/xlsx';
import type { QaPair } from '../domain/qa-sheet.ts';
import { type Fault, invalidInput } from '../http/problem.ts';
import { qaPair } from './qa-pair.ts';
import { faultsOf } from '../http/faults.ts';
import { CSV, harmless, readRows, unguarded } from './spreadsheet.ts';

export { CSV, XLSX } from './spreadsheet.ts';

const COLUMNS = {
  Nummer: 'number',
  Onderwerp: 'topic',
  Vraag: 'question',
  Antwoord: 'answer',
  'Interne toelichting': 'internalNote',
  Eigenaar: 'owner',
} as const satisfies Record<string, keyof QaPair>;
type Column = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as Column[];
const MOST_ROWS = 1000;
const WIDTHS: { readonly [column in Column]: number } = {
  Nummer: 9,
  Onderwerp: 22,
  Vraag: 42,
  Antwoord: 80,
  'Interne toelichting': 60,
  Eigenaar: 40,
};

/**
 * The pairs in a spreadsheet: one row of column names, then a row per pair; empty rows are skipped.
 * @throws Problem 400 that lists every fault with its row (as the spreadsheet counts) and column
 */
export async function readQaSheetFile(mediaType: string, bytes: Buffer): Promise<QaPair[]> {
  const [header = [], ...rows] = await readRows(mediaType, bytes, MOST_ROWS + 2);
  const names = header.map((cell) => String(cell ?? '').trim());
  const faults = headerFaults(names);
  if (rows.length > MOST_ROWS) {
    faults.push(
      faultAt('rij', 'too-long', `Hoogstens ${MOST_ROWS} rijen.`, `At most ${MOST_ROWS} rows.`),
    );
  }
  if (faults.length > 0) throw invalidInput(faults);
  const pairs: QaPair[] = [];
  const seen = new Map<number, number>();
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => String(cell ?? '').trim() === '')) continue;
    const place = index + 2;
    const result = qaPair.safeParse(pairIn(row, names));
    if (!result.success) {
      faults.push(...faultsOf(result.error, '').map((fault) => inCell(fault, place)));
    } else {
      const earlier = seen.get(result.data.number);
      if (earlier !== undefined) faults.push(twice(place, earlier));
      seen.set(result.data.number, place);
      pairs.push(result.data);
    }
  }
  if (pairs.length === 0 && faults.length === 0) {
    faults.push(faultAt('rij 2', 'empty', 'Er staan geen vragen in.', 'There are no questions.'));
  }
  if (faults.length > 0) throw invalidInput(faults.slice(0, 200));
  return pairs;
}

/**
 * The sheet as a spreadsheet that reads back as the same pairs, and in which nothing runs as a formula. Without the internal
 * notes it has no column for them either, so that it cannot be taken for the whole and wipe them out.
 */
export async function writeQaSheetFile(mediaType: string, pairs: readonly Partial<QaPair>[]) {
  const names = NAMES.filter((name) => pairs.every((pair) => pair[COLUMNS[name]] !== undefined));
  const rows = pairs.map((pair) => names.map((name) => harmless(pair[COLUMNS[name]] ?? '')));
  if (mediaType === CSV) return Buffer.from(writeCsv([[...names], ...rows]), 'utf8');
  const columns = names.map((name) => ({
    width: WIDTHS[name],
    style: { alignment: { vertical: 'top' as const, wrapText: true } },
  }));
  const sheet = { name: 'Vragenlijst', columns, rows: [[...names], ...rows] };
  return Buffer.from(await writeXlsx({ sheets: [{ ...sheet, freezePane: { rows: 1 } }] }));
}

function headerFaults(names: readonly string[]): Fault[] {
  const missing = NAMES.filter((name) => !names.includes(name));
  const twiceThere = NAMES.filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return [
    ...missing.map((name) =>
      faultAt(
        `rij 1, kolom ${name}`,
        'missing',
        `De kolom "${name}" ontbreekt. De eerste rij heeft: ${NAMES.join(', ')}.`,
        `The column "${name}" is missing. The first row has: ${NAMES.join(', ')}.`,
      ),
    ),
    ...twiceThere.map((name) =>
      faultAt(
        `rij 1, kolom ${name}`,
        'duplicate-field',
        `De kolom "${name}" staat er twee keer.`,
        `The column "${name}" is there twice.`,
      ),
    ),
  ];
}

function pairIn(row: readonly CellValue[], names: readonly string[]) {
  return Object.fromEntries(
    NAMES.map((name) => {
      const cell = row[names.indexOf(name)] ?? '';
      const value = cell instanceof Date ? cell.toISOString() : String(cell);
      return [COLUMNS[name], name === 'Nummer' ? numberIn(value) : unguarded(value)];
    }),
  );
}

function numberIn(value: string): number | undefined {
  return value.trim() === '' ? undefined : Number(value);
}

function inCell({ path, code, text }: Fault, row: number): Fault {
  const field = path.replace(/^\./, '');
  const column = NAMES.find((name) => COLUMNS[name] === field) ?? field;
  return { path: `rij ${row}, kolom ${column}`, code, text };
}

function twice(row: number, earlier: number): Fault {
  return faultAt(
    `rij ${row}, kolom Nummer`,
    'duplicate',
    `Dit nummer staat ook op rij ${earlier}.`,
    `This number is also on row ${earlier}.`,
  );
}

function faultAt(path: string, code: string, nl: string, en: string): Fault {
  return { path, code, text: { nl, en } };
}
