import { CHANNELS, type Channel } from './audience.ts';
import type { Calendar } from './calendar.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import type { Batch } from './dispatch-plan.ts';
import type { InputFault } from './input-fault.ts';
import { ADJUSTMENT_LIMITS, type KnownAdjustment } from './known-adjustment.ts';
import { toInstant } from './local-time.ts';
import { MAILING_KINDS, type MailingKind } from './mailing.ts';
import type { PastMailing } from './past-mailing.ts';
import {
  badDate,
  cellFault,
  countIn,
  dayIn,
  missingColumns,
  type Read,
  resultOf,
} from './table-read.ts';

const SENT = ['mailing', 'kind', 'department', 'channel', 'dispatchdate', 'recipients'];
const COUNTED = ['mailing', 'date', 'contacts'];
const LONGEST_NAME = 200;

/** The counts of each mailing, by its name; several rows of one day add up. */
export type PastContacts = ReadonlyMap<string, PastMailing['counts']>;

/**
 * Past mailings from a table with the columns `mailing,kind,department,channel,dispatchDate,recipients` and perhaps `title`, a row per batch and
 * channel. Perhaps also `factor` and `reason`, on one of its rows: what was known to make it other than usual (known-adjustment.ts). `departmentOf` says which department a name or id means; undefined is a fault.
 */
export function readPastMailings(
  table: CsvTable,
  { timeZone }: Calendar,
  departmentOf: (name: string) => string | undefined,
): Read<Omit<PastMailing, 'counts'>[]> {
  const faults = missingColumns(table, SENT);
  if (faults.length > 0) return { ok: false, faults };
  const mailings = new Map<string, Omit<PastMailing, 'counts'> & Growing>();
  for (const row of table.rows) {
    const { kind = '', department = '', channel = '', dispatchdate = '', title = '' } = row.cells;
    const name = nameIn(row, faults);
    const departmentId = departmentOf(department);
    if (!isKind(kind)) faults.push(chooseFrom(row, 'kind', MAILING_KINDS));
    if (!isChannel(channel)) faults.push(chooseFrom(row, 'channel', CHANNELS));
    if (departmentId === undefined) faults.push(unknownDepartment(row));
    const sentOn = dayIn(dispatchdate);
    if (sentOn === undefined) faults.push(badDate(row, 'dispatchDate'));
    const recipients = countIn(row, 'recipients', faults);
    const adjustment = adjustmentIn(row, faults);
    if (
      faults.length > 0 ||
      !sentOn ||
      departmentId === undefined ||
      !isKind(kind) ||
      !isChannel(channel)
    ) {
      continue;
    }
    const known = mailings.get(name);
    if (known && (known.kind !== kind || known.departmentId !== departmentId)) {
      faults.push(otherMailing(row));
    }
    const mailing: Omit<PastMailing, 'counts'> & Growing = known ?? {
      name,
      title: title || name,
      kind,
      departmentId,
      batches: [],
    };
    mailing.batches.push({
      number: mailing.batches.length + 1,
      releaseAt: sentAt(sentOn, timeZone),
      audience: { letter: 0, email: 0, portal: 0, [channel]: recipients },
    });
    if (adjustment) mailing.adjustments = [...(mailing.adjustments ?? []), adjustment];
    mailings.set(name, mailing);
  }
  return resultOf(faults, () => [...mailings.values()]);
}

interface Growing {
  batches: Batch[];
  adjustments?: readonly KnownAdjustment[];
}

function adjustmentIn(row: CsvRow, faults: InputFault[]): KnownAdjustment | undefined {
  const { factor: typed = '', reason = '' } = row.cells;
  if (typed === '') return undefined;
  const factor = Number(typed.replace(',', '.'));
  const { least, most } = ADJUSTMENT_LIMITS;
  if (!(factor >= least && factor <= most)) {
    faults.push(
      cellFault(
        row,
        'factor',
        `Geef een getal van ${String(least).replace('.', ',')} tot ${most}; 1,25 is een kwart meer dan gewoonlijk.`,
        `Give a number from ${least} to ${most}; 1.25 is a quarter more than usual.`,
      ),
    );
  }
  return { factor, reason };
}

/** Contacts that mailings caused, from a table with the columns `mailing,date,contacts`. `isKnown` says which mailings there are. */
export function readPastContacts(
  table: CsvTable,
  isKnown: (name: string) => boolean = () => true,
): Read<PastContacts> {
  const faults = missingColumns(table, COUNTED);
  if (faults.length > 0) return { ok: false, faults };
  const perMailing = new Map<string, Map<string, number>>();
  for (const row of table.rows) {
    const date = dayIn(row.cells['date'] ?? '');
    const name = nameIn(row, faults);
    if (name !== '' && !isKnown(name)) faults.push(unknownMailing(row));
    if (date === undefined) faults.push(badDate(row, 'date'));
    const contacts = countIn(row, 'contacts', faults);
    if (date === undefined) continue;
    const days = perMailing.get(name) ?? new Map<string, number>();
    perMailing.set(name, days.set(date, (days.get(date) ?? 0) + contacts));
  }
  const inOrder = (days: ReadonlyMap<string, number>): PastMailing['counts'] =>
    [...days]
      .map(([date, contacts]) => ({ date, contacts }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return resultOf(
    faults,
    () => new Map([...perMailing].map(([name, days]) => [name, inOrder(days)])),
  );
}

/** At nine in the morning, as files know days only. */
function sentAt(date: string, timeZone: string): string {
  return toInstant(date, '09:00', timeZone);
}

function nameIn(row: CsvRow, faults: InputFault[]): string {
  const name = row.cells['mailing'] ?? '';
  if (name === '' || name.length > LONGEST_NAME) {
    faults.push(
      cellFault(
        row,
        'mailing',
        'Geef de mailing een naam, van hoogstens 200 tekens.',
        'Give the mailing a name of at most 200 characters.',
      ),
    );
  }
  return name;
}

function isKind(value: string): value is MailingKind {
  return MAILING_KINDS.some((kind) => kind === value);
}

function isChannel(value: string): value is Channel {
  return CHANNELS.some((channel) => channel === value);
}

function chooseFrom(row: CsvRow, column: string, values: readonly string[]): InputFault {
  const all = values.join(', ');
  return cellFault(row, column, `Kies uit: ${all}.`, `Choose from: ${all}.`);
}

function unknownDepartment(row: CsvRow): InputFault {
  return cellFault(
    row,
    'department',
    'Deze afdeling is er niet. Schrijf de naam zoals die in Sluis staat, of het nummer.',
    'There is no such department. Write the name as it stands in Sluis, or the id.',
  );
}

function unknownMailing(row: CsvRow): InputFault {
  return cellFault(
    row,
    'mailing',
    'Deze mailing is er niet. Lees eerst het bestand met mailings in.',
    'There is no such mailing. Import the file of mailings first.',
  );
}

function otherMailing(row: CsvRow): InputFault {
  return cellFault(
    row,
    'mailing',
    'Een eerdere regel met deze naam heeft een ander soort of een andere afdeling. Kies een andere naam.',
    'An earlier line with this name has another kind or department. Choose another name.',
  );
}
