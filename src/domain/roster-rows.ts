import type { PersonId } from './actor.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import type { InputFault } from './input-fault.ts';
import { secondsBetween } from './instant.ts';
import { overlaps, type TimeSpan } from './roster.ts';
import { cellFault, type ColumnNames, columnNames, missingColumns, type Nameable, rowReader, spanOf } from './shift-table.ts'; // prettier-ignore
import { type Read, resultOf } from './table-read.ts';
import type { Text } from './text.ts';

export type RosterKind = 'roster' | 'extra' | 'guest';

/** The kinds of shift, as a roster file names them. */
export const ROSTER_KINDS: { readonly [kind in RosterKind]: Text } = {
  roster: { nl: 'rooster', en: 'roster' },
  extra: { nl: 'extra', en: 'extra' },
  guest: { nl: 'backoffice-gast', en: 'back-office guest' },
};

/** The columns of a roster file, as it is exported. */
export const ROSTER_COLUMNS = {
  nl: ['Datum', 'Begin', 'Einde', 'Pauze (minuten)', 'Wie', 'Soort'],
  en: ['Date', 'Start', 'End', 'Break (minutes)', 'Who', 'Kind'],
} as const;

/** A shift that a row of a roster file gives. */
export interface RosterRow extends TimeSpan {
  readonly line: number;
  readonly personId: PersonId;
  readonly kind: RosterKind;
  readonly breakMinutes: number;
}

const HOURS_A_DAY = 24 * 3600;

/**
 * The shifts in a roster file, in the columns in which it is exported, Dutch or English; break and kind may be left out (0 and roster). Times are on the
 * clocks of `timeZone`; an end before the start is on the next day. Every fault comes with its row and column: who is not known or has a name that two
 * people have, dates and times that do not exist, and rows in which somebody is in two places at once.
 */
export function readRoster(
  table: CsvTable,
  people: readonly Nameable[],
  timeZone: string,
): Read<RosterRow[]> {
  const names = columnNames(table, COLUMNS);
  const faults = missingColumns(names, NEEDED, COLUMNS);
  if (faults.length > 0) return { ok: false, faults };
  const rows = table.rows.flatMap((row) => readRow({ row, names, people, timeZone, faults }));
  faults.push(...twice(rows));
  return resultOf(faults, () => rows);
}

type Column = 'date' | 'start' | 'end' | 'break' | 'who' | 'kind';
const NEEDED: readonly Column[] = ['date', 'start', 'end', 'who'];
const COLUMNS = {
  order: ['date', 'start', 'end', 'break', 'who', 'kind'] satisfies Column[],
  titles: ROSTER_COLUMNS,
};

interface Reading {
  readonly row: CsvRow;
  readonly names: ColumnNames<Column>;
  readonly people: readonly Nameable[];
  readonly timeZone: string;
  readonly faults: InputFault[];
}

function readRow({ row, names, people, timeZone, faults }: Reading): RosterRow[] {
  const before = faults.length;
  const cells = rowReader(row, names, faults);
  const date = cells.date('date');
  const [start, end] = [cells.time('start'), cells.time('end')];
  const breakMinutes = Number(cells.text('break') || '0');
  if (!Number.isInteger(breakMinutes) || breakMinutes < 0 || breakMinutes > 240) cells.wrong('break', 'Geef de pauze in hele minuten, van 0 tot 240.', 'Give the break in whole minutes, from 0 to 240.'); // prettier-ignore
  const kind = kindIn(cells.text('kind'));
  if (kind === undefined) cells.wrong('kind', 'Kies rooster, extra of backoffice-gast.', 'Choose roster, extra or back-office guest.'); // prettier-ignore
  const person = cells.person('who', people);
  if (faults.length > before || !date || !start || !end || !kind || !person) return [];
  const span = spanOf(date, start, end, timeZone);
  const seconds = secondsBetween(span.startsAt, span.endsAt);
  if (seconds <= 0 || seconds > HOURS_A_DAY || seconds <= breakMinutes * 60) {
    cells.wrong('end', 'Een dienst duurt langer dan de pauze en hoogstens 24 uur.', 'A shift lasts longer than its break and at most 24 hours.'); // prettier-ignore
    return [];
  }
  return [{ line: row.line, personId: person.id, ...span, kind, breakMinutes }];
}

function kindIn(text: string): RosterKind | undefined {
  if (text === '') return 'roster';
  const wanted = text.toLowerCase();
  return (Object.keys(ROSTER_KINDS) as RosterKind[]).find(
    (kind) => ROSTER_KINDS[kind].nl === wanted || ROSTER_KINDS[kind].en.toLowerCase() === wanted,
  );
}

/** Rows in which somebody is in two places at once. */
function twice(rows: readonly RosterRow[]): InputFault[] {
  const inOrder = rows.toSorted((a, b) => (a.personId === b.personId ? Date.parse(a.startsAt) - Date.parse(b.startsAt) : a.personId < b.personId ? -1 : 1)); // prettier-ignore
  return inOrder.flatMap((row, index) => {
    const earlier = inOrder[index - 1];
    if (earlier?.personId !== row.personId || !overlaps(earlier, row)) return [];
    return cellFault(row.line, 'Begin', `Deze persoon werkt dan al volgens rij ${earlier.line}.`, `This person works then already, by row ${earlier.line}.`); // prettier-ignore
  });
}
