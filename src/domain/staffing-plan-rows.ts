import type { PersonId } from './actor.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import { fault, type InputFault } from './input-fault.ts';
import { secondsBetween } from './instant.ts';
import { dateIn, type Nameable, spanOf, timeIn, whoIs } from './roster-rows.ts';
import type { TimeSpan } from './roster.ts';
import { type Read, resultOf } from './table-read.ts';

/** The columns of a staffing plan as a file, as it is exported; kind, cost and reason are not read back, since Sluis works them out. */
export const STAFFING_PLAN_COLUMNS = {
  nl: ['Datum', 'Begin', 'Einde', 'Nodig', 'Volgorde', 'Wie', 'Soort', 'Kosten (euro)', 'Waarom'],
  en: ['Date', 'Start', 'End', 'Needed', 'Order', 'Who', 'Kind', 'Cost (euro)', 'Why'],
} as const;

/** Somebody in the list of a stretch of time. */
export interface PlanFileRow {
  readonly line: number;
  readonly personId: PersonId;
}

/** A stretch of time in a staffing plan file: how many are asked at once, and who, in the order of asking. */
export interface PlanFileNeed extends TimeSpan {
  readonly positions: number;
  readonly rows: readonly PlanFileRow[];
}

type Column = 'date' | 'start' | 'end' | 'needed' | 'order' | 'who';
const ORDER: readonly Column[] = ['date', 'start', 'end', 'needed', 'order', 'who'];
type Names = { readonly [column in Column]?: string };
const MOST_POSITIONS = 500;
const LONGEST_SECONDS = 24 * 3600;

interface ReadRow extends PlanFileRow, TimeSpan {
  readonly positions: number;
  readonly order: number;
}

/**
 * The needs in a staffing plan file, in the columns in which it is exported, Dutch or English; rows of the same stretch belong together. Times are on the clocks of
 * `timeZone`. Every fault comes with its row and column: dates and times that do not exist, who is not known or stands twice in one stretch, and a number
 * needed that differs within a stretch.
 */
export function readStaffingPlan(
  table: CsvTable,
  people: readonly Nameable[],
  timeZone: string,
): Read<PlanFileNeed[]> {
  const names = columnsOf(table);
  const absent = ORDER.filter((column) => names[column] === undefined);
  if (absent.length > 0) return { ok: false, faults: [missing(absent)] };
  const faults: InputFault[] = [];
  const rows = table.rows.flatMap((row) => readRow({ row, names, people, timeZone, faults }));
  const needs = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const key = `${row.startsAt} ${row.endsAt}`;
    const together = needs.get(key) ?? [];
    const [first] = together;
    if (first && first.positions !== row.positions) faults.push(cell(row.line, names.needed, `Voor dit dagdeel staat er in rij ${first.line} een ander aantal.`, `Row ${first.line} has another number for this stretch.`)); // prettier-ignore
    const twice = together.find(({ personId }) => personId === row.personId);
    if (twice) faults.push(cell(row.line, names.who, `Deze persoon staat voor dit dagdeel al in rij ${twice.line}.`, `This person stands in row ${twice.line} for this stretch already.`)); // prettier-ignore
    together.push(row);
    needs.set(key, together);
  }
  return resultOf(faults, () =>
    [...needs.values()].map(needOf).toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)),
  );
}

function needOf(together: readonly ReadRow[]): PlanFileNeed {
  const inOrder = together.toSorted((a, b) => a.order - b.order || a.line - b.line);
  const { startsAt = '', endsAt = '', positions = 1 } = inOrder[0] ?? {};
  const rows = inOrder.map(({ line, personId }) => ({ line, personId }));
  return { startsAt, endsAt, positions, rows };
}

function columnsOf({ columns }: CsvTable): Names {
  return Object.fromEntries(
    ORDER.flatMap((column, at) => {
      const known = (['nl', 'en'] as const).map((one) => STAFFING_PLAN_COLUMNS[one][at] ?? '');
      const found = known.find((name) => columns.includes(name.toLowerCase()));
      return found === undefined ? [] : [[column, found]];
    }),
  );
}

function missing(absent: readonly Column[]): InputFault {
  const list = (language: 'nl' | 'en') =>
    absent.map((column) => STAFFING_PLAN_COLUMNS[language][ORDER.indexOf(column)]).join(', ');
  return fault(
    'rij 1',
    `De eerste rij bevat de kolomnamen. Deze ontbreken: ${list('nl')}.`,
    `The first row holds the column names. Missing: ${list('en')}.`,
  );
}

interface Reading {
  readonly row: CsvRow;
  readonly names: Names;
  readonly people: readonly Nameable[];
  readonly timeZone: string;
  readonly faults: InputFault[];
}

function readRow({ row, names, people, timeZone, faults }: Reading): ReadRow[] {
  const before = faults.length;
  const text = (column: Column) => row.cells[(names[column] ?? '').toLowerCase()] ?? '';
  const wrong = (column: Column, nl: string, en: string) => {
    faults.push(cell(row.line, names[column], nl, en));
  };
  const whole = (column: Column, most: number): number => {
    const value = Number(text(column) || NaN);
    if (!Number.isInteger(value) || value < 1 || value > most) wrong(column, `Geef een heel getal van 1 tot ${most}.`, `Give a whole number from 1 to ${most}.`); // prettier-ignore
    return value;
  };
  const date = dateIn(text('date'));
  if (!date) wrong('date', 'Geef een dag die bestaat, zoals 2027-02-22 of 22-02-2027.', 'Give a day that exists, such as 2027-02-22 or 22-02-2027.'); // prettier-ignore
  const [start, end] = (['start', 'end'] as const).map((column) => {
    const time = timeIn(text(column));
    if (!time) wrong(column, 'Geef een tijd, zoals 8:30 of 13.00.', 'Give a time, such as 8:30 or 13:00.'); // prettier-ignore
    return time;
  });
  const positions = whole('needed', MOST_POSITIONS);
  const order = whole('order', MOST_POSITIONS);
  const [person, other] = whoIs(text('who'), people);
  if (!person) wrong('who', `Niemand heet "${text('who')}". Geef een naam of e-mailadres zoals bij Mensen.`, `Nobody is called "${text('who')}". Give a name or e-mail address as it stands under People.`); // prettier-ignore
  if (other) wrong('who', `Meer mensen heten "${text('who')}". Geef het e-mailadres.`, `Several people are called "${text('who')}". Give the e-mail address.`); // prettier-ignore
  if (faults.length > before || !date || !start || !end || !person) return [];
  const span = spanOf(date, start, end, timeZone);
  const seconds = secondsBetween(span.startsAt, span.endsAt);
  if (seconds <= 0 || seconds > LONGEST_SECONDS) {
    wrong('end', 'Het einde ligt na het begin, binnen 24 uur.', 'The end is after the start, within 24 hours.'); // prettier-ignore
    return [];
  }
  return [{ line: row.line, personId: person.id, ...span, positions, order }];
}

function cell(line: number, column: string | undefined, nl: string, en: string): InputFault {
  return fault(`rij ${line}, kolom ${column ?? ''}`, nl, en);
}
