import type { PersonId } from './actor.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import { fault, type InputFault } from './input-fault.ts';
import { addDays, isLocalDate, type LocalDate, secondsBetween } from './instant.ts';
import { toInstant } from './local-time.ts';
import { overlaps, type TimeSpan } from './roster.ts';
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

/** Who stands in a roster file: by name, e-mail address or id. */
export interface Nameable {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
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
  const names = columnsOf(table);
  const faults = missing(names);
  if (faults.length > 0) return { ok: false, faults };
  const rows = table.rows.flatMap((row) => readRow({ row, names, people, timeZone, faults }));
  faults.push(...twice(rows));
  return resultOf(faults, () => rows);
}

type Column = 'date' | 'start' | 'end' | 'break' | 'who' | 'kind';
const ORDER: readonly Column[] = ['date', 'start', 'end', 'break', 'who', 'kind'];
const NEEDED: readonly Column[] = ['date', 'start', 'end', 'who'];
type Names = { readonly [column in Column]?: string };

/** What the file calls each column. */
function columnsOf({ columns }: CsvTable): Names {
  return Object.fromEntries(
    ORDER.flatMap((column, at) => {
      const known = (['nl', 'en'] as const).map((language) => ROSTER_COLUMNS[language][at] ?? '');
      const found = known.find((name) => columns.includes(name.toLowerCase()));
      return found === undefined ? [] : [[column, found]];
    }),
  );
}

function missing(names: Names): InputFault[] {
  const absent = NEEDED.filter((column) => names[column] === undefined);
  if (absent.length === 0) return [];
  const list = (language: 'nl' | 'en') =>
    absent.map((column) => ROSTER_COLUMNS[language][ORDER.indexOf(column)]).join(', ');
  return [
    fault(
      'rij 1',
      `De eerste rij bevat de kolomnamen. Deze ontbreken: ${list('nl')}.`,
      `The first row holds the column names. Missing: ${list('en')}.`,
    ),
  ];
}

interface Reading {
  readonly row: CsvRow;
  readonly names: Names;
  readonly people: readonly Nameable[];
  readonly timeZone: string;
  readonly faults: InputFault[];
}

function readRow({ row, names, people, timeZone, faults }: Reading): RosterRow[] {
  const before = faults.length;
  const cell = (column: Column) => row.cells[(names[column] ?? '').toLowerCase()] ?? '';
  const wrong = (column: Column, nl: string, en: string) => {
    faults.push(at(row.line, names[column] ?? column, nl, en));
  };
  const date = dateIn(cell('date'));
  if (date === undefined) wrong('date', 'Geef een dag die bestaat, zoals 2027-02-22 of 22-02-2027.', 'Give a day that exists, such as 2027-02-22 or 22-02-2027.'); // prettier-ignore
  const [start, end] = (['start', 'end'] as const).map((column) => {
    const time = timeIn(cell(column));
    if (time === undefined) wrong(column, 'Geef een tijd, zoals 8:30 of 13.00.', 'Give a time, such as 8:30 or 13:00.'); // prettier-ignore
    return time;
  });
  const breakMinutes = Number(cell('break') || '0');
  if (!Number.isInteger(breakMinutes) || breakMinutes < 0 || breakMinutes > 240) wrong('break', 'Geef de pauze in hele minuten, van 0 tot 240.', 'Give the break in whole minutes, from 0 to 240.'); // prettier-ignore
  const kind = kindIn(cell('kind'));
  if (kind === undefined) wrong('kind', 'Kies rooster, extra of backoffice-gast.', 'Choose roster, extra or back-office guest.'); // prettier-ignore
  const found = whoIs(cell('who'), people);
  if (found.length === 0) wrong('who', `Niemand heet "${cell('who')}". Geef een naam of e-mailadres zoals bij Mensen.`, `Nobody is called "${cell('who')}". Give a name or e-mail address as it stands under People.`); // prettier-ignore
  if (found.length > 1) wrong('who', `Meer mensen heten "${cell('who')}". Geef het e-mailadres.`, `Several people are called "${cell('who')}". Give the e-mail address.`); // prettier-ignore
  const [person] = found;
  if (faults.length > before || !date || !start || !end || !kind || !person) return [];
  const span = spanOf(date, start, end, timeZone);
  const seconds = secondsBetween(span.startsAt, span.endsAt);
  if (seconds <= 0 || seconds > HOURS_A_DAY || seconds <= breakMinutes * 60) {
    wrong('end', 'Een dienst duurt langer dan de pauze en hoogstens 24 uur.', 'A shift lasts longer than its break and at most 24 hours.'); // prettier-ignore
    return [];
  }
  return [{ line: row.line, personId: person.id, ...span, kind, breakMinutes }];
}

/** From `start` to `end` on `date`; an end before the start is on the next day. */
export function spanOf(date: LocalDate, start: string, end: string, timeZone: string): TimeSpan {
  const endDay = end <= start && end !== '24:00' ? addDays(date, 1) : date;
  return { startsAt: toInstant(date, start, timeZone), endsAt: toInstant(endDay, end, timeZone) };
}

/** `2027-02-22`, or as people write it: `22-2-2027`, `22/02/2027`. */
export function dateIn(text: string): LocalDate | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text) ?? []; // prettier-ignore
  const date = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.slice(0, 10); // prettier-ignore
  return isLocalDate(date) ? date : undefined;
}

/** `8:30`, `08.30`, `8:30:00`, or the share of a day with which a spreadsheet keeps a time: 0.3541666. */
export function timeIn(text: string): string | undefined {
  const share = /^0?[.,]\d+$/.test(text) ? Number(text.replace(',', '.')) : undefined;
  const minutes = share === undefined ? clockIn(text) : Math.round(share * 1440);
  if (minutes === undefined || minutes > 1440) return undefined;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function clockIn(text: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2})[:.](\d{2})(?::\d{2})?$/.exec(text) ?? [];
  if (hour === undefined || minute === undefined || Number(minute) > 59) return undefined;
  return Number(hour) * 60 + Number(minute);
}

function kindIn(text: string): RosterKind | undefined {
  if (text === '') return 'roster';
  const wanted = text.toLowerCase();
  return (Object.keys(ROSTER_KINDS) as RosterKind[]).find(
    (kind) => ROSTER_KINDS[kind].nl === wanted || ROSTER_KINDS[kind].en.toLowerCase() === wanted,
  );
}

/** Those who are meant by an id, an e-mail address or a name. */
export function whoIs(text: string, people: readonly Nameable[]): readonly Nameable[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const exact = people.filter(({ id, email }) => id === wanted || email.toLowerCase() === wanted);
  return exact.length > 0 ? exact : people.filter(({ name }) => name.trim().toLowerCase() === wanted); // prettier-ignore
}

/** Rows in which somebody is in two places at once. */
function twice(rows: readonly RosterRow[]): InputFault[] {
  const inOrder = rows.toSorted((a, b) => (a.personId === b.personId ? Date.parse(a.startsAt) - Date.parse(b.startsAt) : a.personId < b.personId ? -1 : 1)); // prettier-ignore
  return inOrder.flatMap((row, index) => {
    const earlier = inOrder[index - 1];
    if (earlier?.personId !== row.personId || !overlaps(earlier, row)) return [];
    return at(row.line, 'Begin', `Deze persoon werkt dan al volgens rij ${earlier.line}.`, `This person works then already, by row ${earlier.line}.`); // prettier-ignore
  });
}

function at(line: number, column: string, nl: string, en: string): InputFault {
  return fault(`rij ${line}, kolom ${column}`, nl, en);
}
