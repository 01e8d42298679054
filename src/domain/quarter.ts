import type { LocalDate } from './instant.ts';

/** Three months: `2027-Q1`. */
export type Quarter = string;

export const QUARTER = /^(20\d{2}|21\d{2})-Q([1-4])$/;

/** The quarter that `date` lies in. */
export function quarterOf(date: LocalDate): Quarter {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/** The first day of `quarter`, and the first day after it. */
export function daysOf(quarter: Quarter): { readonly from: LocalDate; readonly until: LocalDate } {
  return { from: firstDay(quarter), until: firstDay(quarterAfter(quarter)) };
}

export function quarterAfter(quarter: Quarter): Quarter {
  const [year, number] = partsOf(quarter);
  return number === 4 ? `${year + 1}-Q1` : `${year}-Q${number + 1}`;
}

export function quarterBefore(quarter: Quarter): Quarter {
  const [year, number] = partsOf(quarter);
  return number === 1 ? `${year - 1}-Q4` : `${year}-Q${number - 1}`;
}

function firstDay(quarter: Quarter): LocalDate {
  const [year, number] = partsOf(quarter);
  return `${year}-${String(number * 3 - 2).padStart(2, '0')}-01`;
}

/** @throws Error when it is no quarter */
function partsOf(quarter: Quarter): readonly [year: number, number: number] {
  const [, year, number] = QUARTER.exec(quarter) ?? [];
  if (year === undefined || number === undefined) throw new Error(`${quarter} is no quarter`);
  return [Number(year), Number(number)];
}
