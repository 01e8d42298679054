import type { LoadDay } from './base-load-forecast.ts';
import { type Calendar, DEFAULT_CALENDAR } from './calendar.ts';
import { csvTable, type CsvTable } from './csv-table.ts';
import { historyOf, type WaveHistory } from './past-mailing.ts';
import { readPastContacts, readPastMailings } from './past-rows.ts';
import { badDate, countIn, dayIn, missingColumns, type Read, resultOf } from './table-read.ts';

/** Text of a CSV file, or a table that was read from another. */
export type Tabular = string | CsvTable;

function tableOf(given: Tabular): CsvTable {
  return typeof given === 'string' ? csvTable(given) : given;
}

/** Ordinary load per half hour from a table with the columns `start` (local time, `2027-02-22 08:30`) and `calls`. */
export function readLoad(given: Tabular): Read<LoadDay[]> {
  const table = tableOf(given);
  const faults = missingColumns(table, ['start', 'calls']);
  const days = new Map<string, { [time: string]: number }>();
  for (const row of faults.length > 0 ? [] : table.rows) {
    const [day = '', time = ''] = (row.cells['start'] ?? '').split(/[T ]/);
    const date = dayIn(day);
    if (date === undefined || !/^([01]\d|2[0-3]):[0-5]\d/.test(time)) {
      faults.push(badDate(row, 'start'));
      continue;
    }
    const counts = days.get(date) ?? {};
    const slot = time.slice(0, 5);
    counts[slot] = (counts[slot] ?? 0) + countIn(row, 'calls', faults);
    days.set(date, counts);
  }
  return resultOf(faults, () => [...days].map(([date, counts]) => ({ date, counts })));
}

/**
 * Past mailings with the contacts that they caused, from two tables: see `readPastMailings` and `readPastContacts`. Departments are
 * taken as they are written.
 */
export function readWaves(
  mailings: Tabular,
  contacts: Tabular,
  calendar: Calendar = DEFAULT_CALENDAR,
): Read<WaveHistory[]> {
  const sent = readPastMailings(tableOf(mailings), calendar, (name) => name);
  const counted = readPastContacts(tableOf(contacts));
  if (!sent.ok || !counted.ok) {
    return { ok: false, faults: [sent, counted].flatMap((read) => (read.ok ? [] : read.faults)) };
  }
  return {
    ok: true,
    value: sent.value.flatMap((past) => {
      const counts = counted.value.get(past.name) ?? [];
      return historyOf({ ...past, counts }, calendar) ?? [];
    }),
  };
}
