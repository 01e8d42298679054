import type { PersonId } from './actor.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import { fault, type InputFault } from './input-fault.ts';
import { addDays, type LocalDate } from './instant.ts';
import { toInstant } from './local-time.ts';
import type { TimeSpan } from './roster.ts';
import { dayIn } from './table-read.ts';
import type { Language } from './text.ts';

/** Who stands in a file of people and times: by name, e-mail address or id. */
export interface Nameable {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string;
}

/** The columns of a file, as it is exported, in either language and in the order of `Columns.order`. */
export interface Columns<Column extends string> {
  readonly order: readonly Column[];
  readonly titles: { readonly [language in Language]: readonly string[] };
}

/** What a file calls its columns; those that it does not have are left out. */
export type ColumnNames<Column extends string> = { readonly [column in Column]?: string };

/** Finds the columns in `table`, by their Dutch or English names. */
export function columnNames<Column extends string>(
  table: CsvTable,
  { order, titles }: Columns<Column>,
): ColumnNames<Column> {
  return Object.fromEntries(
    order.flatMap((column, at) => {
      const known = [titles.nl[at] ?? '', titles.en[at] ?? ''];
      const found = known.find((name) => table.columns.includes(name.toLowerCase()));
      return found === undefined ? [] : [[column, found]];
    }),
  ) as ColumnNames<Column>;
}

/** The fault of a file that lacks columns of `needed`; none when it has them all. */
export function missingColumns<Column extends string>(
  names: ColumnNames<Column>,
  needed: readonly Column[],
  { order, titles }: Columns<Column>,
): InputFault[] {
  const absent = needed.filter((column) => names[column] === undefined);
  if (absent.length === 0) return [];
  const list = (language: Language) =>
    absent.map((column) => titles[language][order.indexOf(column)]).join(', ');
  return [
    fault(
      'rij 1',
      `De eerste rij bevat de kolomnamen. Deze ontbreken: ${list('nl')}.`,
      `The first row holds the column names. Missing: ${list('en')}.`,
    ),
  ];
}

/** A fault at a row (2 is the first below the column names) and the name of a column. */
export function cellFault(line: number, column: string, nl: string, en: string): InputFault {
  return fault(`rij ${line}, kolom ${column}`, nl, en);
}

/** Reads the cells of one row. What is wrong with one is added to `faults`, and what was asked for is undefined. */
export function rowReader<Column extends string>(
  row: CsvRow,
  names: ColumnNames<Column>,
  faults: InputFault[],
) {
  const text = (column: Column): string => {
    const name = names[column];
    // A column without a name may hold anything; it is not the one that is missing.
    return name === undefined ? '' : (row.cells[name.toLowerCase()] ?? '');
  };
  const wrong = (column: Column, nl: string, en: string): void => {
    faults.push(cellFault(row.line, names[column] ?? column, nl, en));
  };
  return {
    text,
    wrong,
    date(column: Column): LocalDate | undefined {
      const date = dayIn(text(column));
      if (date === undefined) wrong(column, 'Geef een dag die bestaat, zoals 2027-02-22 of 22-02-2027.', 'Give a day that exists, such as 2027-02-22 or 22-02-2027.'); // prettier-ignore
      return date;
    },
    time(column: Column): string | undefined {
      const time = timeIn(text(column));
      if (time === undefined) wrong(column, 'Geef een tijd, zoals 8:30 of 13.00.', 'Give a time, such as 8:30 or 13:00.'); // prettier-ignore
      return time;
    },
    person(column: Column, people: readonly Nameable[]): Nameable | undefined {
      const who = text(column);
      const [person, other] = whoIs(who, people);
      if (!person) wrong(column, `Niemand heet "${who}". Geef een naam of e-mailadres zoals bij Mensen.`, `Nobody is called "${who}". Give a name or e-mail address as it stands under People.`); // prettier-ignore
      if (other) wrong(column, `Meer mensen heten "${who}". Geef het e-mailadres.`, `Several people are called "${who}". Give the e-mail address.`); // prettier-ignore
      return other ? undefined : person;
    },
  };
}

/** From `start` to `end` on `date`; an end before the start is on the next day. */
export function spanOf(date: LocalDate, start: string, end: string, timeZone: string): TimeSpan {
  const endDay = end <= start && end !== '24:00' ? addDays(date, 1) : date;
  return { startsAt: toInstant(date, start, timeZone), endsAt: toInstant(endDay, end, timeZone) };
}

/** `8:30`, `08.30`, `8:30:00`, or the share of a day with which a spreadsheet keeps a time: 0.3541666. */
function timeIn(text: string): string | undefined {
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

/** Those who are meant by an id, an e-mail address or a name. */
function whoIs(text: string, people: readonly Nameable[]): readonly Nameable[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const exact = people.filter(({ id, email }) => id === wanted || email.toLowerCase() === wanted);
  return exact.length > 0 ? exact : people.filter(({ name }) => name.trim().toLowerCase() === wanted); // prettier-ignore
}
