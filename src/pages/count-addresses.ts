import { csvTable } from '../domain/csv-table.ts';

/** How many addresses a CSV file with a header has; undefined when it is no text or has none. */
export function countAddresses(bytes: Buffer): number | undefined {
  if (bytes.includes(0)) return undefined;
  // Excel writes Latin-1 too; for counting it does not matter which letters those are.
  const { rows, columns } = csvTable(bytes.toString('latin1'));
  return rows.length > 0 && columns.some((name) => name !== '') ? rows.length : undefined;
}
