import { HOLIDAYS } from './holidays-table.ts';
import type { LocalDate } from './instant.ts';
import type { Text } from './text.ts';

export interface Holiday {
  readonly date: LocalDate;
  readonly name: Text;
}

const byDate: ReadonlyMap<LocalDate, Holiday> = new Map(
  HOLIDAYS.map(([date, nl, en]) => [date, { date, name: { nl, en } }]),
);

/** First and last year of the table; a date outside it is never a holiday, and callers say so where it matters. */
export const HOLIDAY_YEARS = {
  first: Number(HOLIDAYS[0]?.[0].slice(0, 4)),
  last: Number(HOLIDAYS.at(-1)?.[0].slice(0, 4)),
} as const;

/** The Dutch public holiday on `date`, or undefined. */
export function holidayOn(date: LocalDate): Holiday | undefined {
  return byDate.get(date);
}
