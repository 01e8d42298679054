import type { PersonId } from './actor.ts';
import type { CsvRow, CsvTable } from './csv-table.ts';
import type { InputFault } from './input-fault.ts';
import { secondsBetween } from './instant.ts';
import type { TimeSpan } from './roster.ts';
import { cellFault, type ColumnNames, columnNames, missingColumns, type Nameable, rowReader, spanOf } from './shift-table.ts'; // prettier-ignore
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
const COLUMNS = {
  order: ['date', 'start', 'end', 'needed', 'order', 'who'] satisfies Column[],
  titles: STAFFING_PLAN_COLUMNS,
};
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
  const names = columnNames(table, COLUMNS);
  const faults = missingColumns(names, COLUMNS.order, COLUMNS);
  if (faults.length > 0) return { ok: false, faults };
  const rows = table.rows.flatMap((row) => readRow({ row, names, people, timeZone, faults }));
  const needs = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const key = `${row.startsAt} ${row.endsAt}`;
    const together = needs.get(key) ?? [];
    const [first] = together;
    if (first && first.positions !== row.positions) faults.push(cellFault(row.line, names.needed ?? '', `Voor dit dagdeel staat er in rij ${first.line} een ander aantal.`, `Row ${first.line} has another number for this stretch.`)); // prettier-ignore
    const twice = together.find(({ personId }) => personId === row.personId);
    if (twice) faults.push(cellFault(row.line, names.who ?? '', `Deze persoon staat voor dit dagdeel al in rij ${twice.line}.`, `This person stands in row ${twice.line} for this stretch already.`)); // prettier-ignore
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

interface Reading {
  readonly row: CsvRow;
  readonly names: ColumnNames<Column>;
  readonly people: readonly Nameable[];
  readonly timeZone: string;
  readonly faults: InputFault[];
}

function readRow({ row, names, people, timeZone, faults }: Reading): ReadRow[] {
  const before = faults.length;
  const cells = rowReader(row, names, faults);
  const whole = (column: Column, most: number): number => {
    const value = Number(cells.text(column) || NaN);
    if (!Number.isInteger(value) || value < 1 || value > most) cells.wrong(column, `Geef een heel getal van 1 tot ${most}.`, `Give a whole number from 1 to ${most}.`); // prettier-ignore
    return value;
  };
  const date = cells.date('date');
  const [start, end] = [cells.time('start'), cells.time('end')];
  const positions = whole('needed', MOST_POSITIONS);
  const order = whole('order', MOST_POSITIONS);
  const person = cells.person('who', people);
  if (faults.length > before || !date || !start || !end || !person) return [];
  const span = spanOf(date, start, end, timeZone);
  const seconds = secondsBetween(span.startsAt, span.endsAt);
  if (seconds <= 0 || seconds > LONGEST_SECONDS) {
    cells.wrong('end', 'Het einde ligt na het begin, binnen 24 uur.', 'The end is after the start, within 24 hours.'); // prettier-ignore
    return [];
  }
  return [{ line: row.line, personId: person.id, ...span, positions, order }];
}
