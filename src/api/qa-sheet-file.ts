import { inflateRawSync } from 'node:zlib';
import { parseCsv, writeCsv } from 'hucre/csv';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import type { QaPair } from '../domain/qa-sheet.ts';
import { type Fault, invalidInput } from '../http/problem.ts';
import { qaPair } from './qa-pair.ts';
import { faultsOf } from '../http/faults.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv';

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
const MOST_UNPACKED = 30 * 1024 * 1024;

/**
 * The pairs in a spreadsheet: one row of column names, then a row per pair; empty rows are skipped.
 * @throws Problem 400 that lists every fault with its row (as the spreadsheet counts) and column
 */
export async function readQaSheetFile(mediaType: string, bytes: Buffer): Promise<QaPair[]> {
  const [header = [], ...rows] = mediaType === CSV ? csvRows(bytes) : await xlsxRows(bytes);
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

/** The sheet as a spreadsheet that reads back as the same pairs, and in which nothing runs as a formula. */
export async function writeQaSheetFile(mediaType: string, pairs: readonly QaPair[]) {
  const rows = pairs.map((pair) => NAMES.map((name) => harmless(pair[COLUMNS[name]])));
  if (mediaType === CSV) return Buffer.from(writeCsv([[...NAMES], ...rows]), 'utf8');
  const columns = [9, 22, 42, 80, 60, 40].map((width) => ({
    width,
    style: { alignment: { vertical: 'top' as const, wrapText: true } },
  }));
  const sheet = { name: 'Vragenlijst', columns, rows: [[...NAMES], ...rows] };
  return Buffer.from(await writeXlsx({ sheets: [{ ...sheet, freezePane: { rows: 1 } }] }));
}

const DANGEROUS = /^[=+\-@\t\r\0|]/;

/** Spreadsheet programs run what starts like a formula; an apostrophe in front makes it text. */
function harmless(value: string | number): string | number {
  return typeof value === 'string' && DANGEROUS.test(value) ? `'${value}` : value;
}

function unguarded(value: string): string {
  return value.startsWith("'") && DANGEROUS.test(value.slice(1)) ? value.slice(1) : value;
}

function csvRows(bytes: Buffer): CellValue[][] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('Sla het bestand op als CSV in UTF-8.', 'Save the file as CSV in UTF-8.');
  }
  // Dutch spreadsheet programs write a semicolon between the columns.
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  return parseCsv(text, { delimiter, maxRows: MOST_ROWS + 2 });
}

async function xlsxRows(bytes: Buffer): Promise<CellValue[][]> {
  try {
    assertSmallInside(bytes);
    const workbook = await readXlsx(bytes, { sheets: [0], range: `A1:Z${MOST_ROWS + 2}` });
    return workbook.sheets[0]?.rows ?? [];
  } catch {
    throw unreadable(
      'Dit bestand is niet te lezen. Sla het op als gewoon .xlsx-bestand, zonder wachtwoord.',
      'This file cannot be read. Save it as a plain .xlsx file without a password.',
    );
  }
}

/** A few kilobytes can unpack to gigabytes; so everything is unpacked once within a limit before it is read. */
function assertSmallInside(zip: Buffer) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0) throw new Error('not a zip file');
  let left = MOST_UNPACKED;
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('broken zip file');
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const deflated = zip.readUInt16LE(at + 10) === 8;
    left -= deflated ? inflateRawSync(packed, { maxOutputLength: left }).length : packed.length;
    if (left <= 0) throw new Error('too large inside');
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
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

function unreadable(nl: string, en: string) {
  return invalidInput([faultAt('body', 'unreadable-file', nl, en)]);
}
