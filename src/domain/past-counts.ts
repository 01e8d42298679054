import type { WaveHistory } from './backtest-waves.ts';
import type { LoadDay } from './base-load-forecast.ts';
import { type Calendar, DEFAULT_CALENDAR } from './calendar.ts';
import { type CsvRow, type CsvTable, csvTable } from './csv-table.ts';
import type { Batch } from './dispatch-plan.ts';
import { fault, type InputFault } from './input-fault.ts';
import { addDays, isLocalDate } from './instant.ts';
import { toInstant } from './local-time.ts';
import { MAILING_KINDS, type MailingKind } from './mailing.ts';

/** What was read, or everything that is wrong, by line and column. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly faults: readonly InputFault[] };

/** Ordinary load per half hour from CSV with the columns `start` (local time, `2027-02-22 08:30`) and `calls`. */
export function readLoad(text: string): Read<LoadDay[]> {
  const table = csvTable(text);
  const faults = missingColumns(table, ['start', 'calls']);
  const days = new Map<string, { [time: string]: number }>();
  for (const row of faults.length > 0 ? [] : table.rows) {
    const [date = '', time = ''] = (row.cells['start'] ?? '').split(/[T ]/);
    if (!isLocalDate(date) || !/^\d\d:\d\d/.test(time)) faults.push(badDate(row, 'start'));
    const counts = days.get(date) ?? {};
    const slot = time.slice(0, 5);
    counts[slot] = (counts[slot] ?? 0) + countIn(row, 'calls', faults);
    days.set(date, counts);
  }
  return resultOf(faults, () => [...days].map(([date, counts]) => ({ date, counts })));
}

/**
 * Past mailings with the contacts that they caused, from two CSV files. Mailings: `mailing,kind,department,channel,dispatchDate,recipients`,
 * a row per batch and channel. Contacts: `mailing,date,contacts`, any number of rows per mailing and day.
 */
export function readWaves(
  mailings: string,
  contacts: string,
  calendar: Calendar = DEFAULT_CALENDAR,
): Read<WaveHistory[]> {
  const [sent, counted] = [csvTable(mailings), csvTable(contacts)];
  const faults = [
    ...missingColumns(sent, [
      'mailing',
      'kind',
      'department',
      'channel',
      'dispatchdate',
      'recipients',
    ]),
    ...missingColumns(counted, ['mailing', 'date', 'contacts']),
  ];
  if (faults.length > 0) return { ok: false, faults };
  for (const row of sent.rows) {
    if (!isKind(row.cells['kind'] ?? '')) faults.push(unknownKind(row));
    if (!isLocalDate(row.cells['dispatchdate'] ?? '')) faults.push(badDate(row, 'dispatchDate'));
    countIn(row, 'recipients', faults);
  }
  for (const row of counted.rows) {
    if (!isLocalDate(row.cells['date'] ?? '')) faults.push(badDate(row, 'date'));
    countIn(row, 'contacts', faults);
  }
  return resultOf(faults, () => {
    const names = [...new Set(sent.rows.map((row) => row.cells['mailing'] ?? ''))];
    return names.flatMap((name) => waveOf(name, sent.rows, counted.rows, calendar) ?? []);
  });
}

function waveOf(
  name: string,
  sent: readonly CsvRow[],
  counted: readonly CsvRow[],
  calendar: Calendar,
): WaveHistory | undefined {
  const rows = sent.filter((row) => row.cells['mailing'] === name);
  const perDay = counted
    .filter((row) => row.cells['mailing'] === name)
    .map(({ cells }) => ({ date: cells['date'] ?? '', contacts: Number(cells['contacts']) }));
  const kind = rows[0]?.cells['kind'] ?? '';
  const last = perDay
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
  if (!isKind(kind) || last === undefined) return undefined;
  const batches = rows.map((row, i) => batchOf(row, i + 1, calendar));
  const audience = batches.reduce(
    (sum, batch) => ({
      letter: sum.letter + batch.audience.letter,
      email: sum.email + batch.audience.email,
      portal: sum.portal + batch.audience.portal,
    }),
    { letter: 0, email: 0, portal: 0 },
  );
  return {
    departmentId: rows[0]?.cells['department'] ?? '',
    input: { kind, audience, batches, calendar },
    counts: { countedUntil: toInstant(addDays(last, 1), '00:00', calendar.timeZone), perDay },
  };
}

/** Sent at nine in the morning, as the file knows days only. */
function batchOf({ cells }: CsvRow, number: number, { timeZone }: Calendar): Batch {
  const count = Number(cells['recipients']);
  const email = cells['channel'] === 'email';
  const portal = cells['channel'] === 'portal';
  return {
    number,
    releaseAt: toInstant(cells['dispatchdate'] ?? '', '09:00', timeZone),
    audience: {
      letter: email || portal ? 0 : count,
      email: email ? count : 0,
      portal: portal ? count : 0,
    },
  };
}

function resultOf<T>(faults: readonly InputFault[], value: () => T): Read<T> {
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: value() };
}

function isKind(value: string): value is MailingKind {
  return MAILING_KINDS.some((kind) => kind === value);
}

function missingColumns({ columns }: CsvTable, wanted: readonly string[]): InputFault[] {
  const missing = wanted.filter((column) => !columns.includes(column));
  if (missing.length === 0) return [];
  return [
    fault(
      'line 1',
      `De eerste regel moet de kolomnamen bevatten. Deze ontbreken: ${missing.join(', ')}.`,
      `The first line must hold the column names. Missing: ${missing.join(', ')}.`,
    ),
  ];
}

function countIn(row: CsvRow, column: string, faults: InputFault[]): number {
  const text = row.cells[column] ?? '';
  const value = Number(text);
  if (text !== '' && value >= 0 && value < 1e9) return value;
  faults.push(
    fault(
      `line ${row.line}, column ${column}`,
      'Geef een aantal vanaf 0.',
      'Give a number from 0.',
    ),
  );
  return 0;
}

function badDate({ line }: CsvRow, column: string): InputFault {
  return fault(
    `line ${line}, column ${column}`,
    'Geef een datum die bestaat, zoals 2027-02-22; bij start ook de tijd, zoals 2027-02-22 08:30.',
    'Give a date that exists, such as 2027-02-22; for start the time as well, such as 2027-02-22 08:30.',
  );
}

function unknownKind({ line }: CsvRow): InputFault {
  const kinds = MAILING_KINDS.join(', ');
  return fault(`line ${line}, column kind`, `Kies uit: ${kinds}.`, `Choose from: ${kinds}.`);
}
