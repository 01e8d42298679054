import { csvTable } from '../domain/csv-table.ts';

/** How many addresses a CSV file with a header has, in any of the ways that Excel saves one; undefined when it is no text or has none. */
export function countAddresses(bytes: Buffer): number | undefined {
  const text = textOf(bytes);
  if (text.includes('\0')) return undefined;
  const { rows, columns } = csvTable(text.replaceAll(/\r(?!\n)/g, '\n'));
  return rows.length > 0 && columns.some((name) => name !== '') ? rows.length : undefined;
}

function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  // For counting it does not matter which letters those of UTF-8 or Windows are.
  return bytes.toString('latin1');
}
