import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Calendar } from '../domain/calendar.ts';
import { csvTable } from '../domain/csv-table.ts';
import { readPastContacts, readPastMailings } from '../domain/past-rows.ts';
import type { Read } from '../domain/table-read.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Store } from '../store/client.ts';

/**
 * Brings the mailings of before in `past-mailings.csv` and `past-contacts.csv` into the store, for forecasts to learn from; none when the files are
 * not in `folder`, or when the store has some already. Departments stand in the file by name. The number of mailings that were brought in.
 * @throws Error that lists every fault of a file
 */
export async function loadPast(
  store: Store,
  folder: string,
  calendar: Calendar,
  by: Provenance,
): Promise<number> {
  const [mailings, contacts] = await Promise.all([
    textOf(join(folder, 'past-mailings.csv')),
    textOf(join(folder, 'past-contacts.csv')),
  ]);
  if (mailings === undefined || contacts === undefined) return 0;
  if ((await store.pastMailings.imported()).length > 0) return 0;
  const departments = await store.departments.list();
  const idOf = (name: string): string | undefined =>
    departments.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id;
  const sent = valueOf(readPastMailings(csvTable(mailings), calendar, idOf), 'past-mailings.csv');
  const names = new Set(sent.map(({ name }) => name));
  const counts = valueOf(
    readPastContacts(csvTable(contacts), (name) => names.has(name)),
    'past-contacts.csv',
  );
  await store.pastMailings.import(sent, by);
  await store.pastMailings.importCounts(counts, by);
  return sent.length;
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
}

function valueOf<T>(read: Read<T>, file: string): T {
  if (read.ok) return read.value;
  const faults = read.faults.map(({ path, text }) => `${path}: ${text.en}`);
  throw new Error(`${file} has faults:\n${faults.join('\n')}`);
}
