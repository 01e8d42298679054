import { inflateRawSync } from 'node:zlib';
import { parseCsv } from 'hucre/csv';
import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import { invalidInput } from '../http/problem.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv';
const MOST_UNPACKED = 30 * 1024 * 1024;

/**
 * The rows of a .csv file (UTF-8, comma or semicolon) or of the first sheet of an .xlsx file, at most `maxRows`.
 * @throws Problem 400 when it cannot be read
 */
export async function readRows(
  mediaType: string,
  bytes: Buffer,
  maxRows: number,
): Promise<CellValue[][]> {
  return mediaType === CSV ? csvRows(bytes, maxRows) : xlsxRows(bytes, maxRows);
}

/** An .xlsx file of one sheet, the first row frozen; in it nothing runs as a formula. */
export async function writeTable(
  name: string,
  rows: readonly (readonly (string | number)[])[],
): Promise<Buffer> {
  const safe = rows.map((row) => row.map(harmless));
  return Buffer.from(await writeXlsx({ sheets: [{ name, rows: safe, freezePane: { rows: 1 } }] }));
}

/** Also behind apostrophes, so that one that was there is not taken for ours. */
const DANGEROUS = /^'*[=+\-@\t\r\0|]/;

/** Spreadsheet programs run what starts like a formula; an apostrophe in front makes it text. */
export function harmless(value: string | number): string | number {
  return typeof value === 'string' && DANGEROUS.test(value) ? `'${value}` : value;
}

/** What `harmless` was given. */
export function unguarded(value: string): string {
  return value.startsWith("'") && DANGEROUS.test(value.slice(1)) ? value.slice(1) : value;
}

function csvRows(bytes: Buffer, maxRows: number): CellValue[][] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw unreadable('Sla het bestand op als CSV in UTF-8.', 'Save the file as CSV in UTF-8.');
  }
  // Dutch spreadsheet programs write a semicolon between the columns.
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  return parseCsv(text, { delimiter, maxRows });
}

async function xlsxRows(bytes: Buffer, maxRows: number): Promise<CellValue[][]> {
  try {
    assertSmallInside(bytes);
    const workbook = await readXlsx(bytes, { sheets: [0], range: `A1:Z${maxRows}` });
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

function unreadable(nl: string, en: string) {
  return invalidInput([{ path: 'body', code: 'unreadable-file', text: { nl, en } }]);
}
