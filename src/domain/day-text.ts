import { type LocalDate, weekdayOf } from './instant.ts';
import type { Text } from './text.ts';

const WEEKDAYS: { readonly [language in keyof Text]: readonly string[] } = {
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
};
const MONTHS: { readonly [language in keyof Text]: readonly string[] } = {
  nl: 'januari februari maart april mei juni juli augustus september oktober november december'.split(
    ' ',
  ),
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
};

/** The number of the month with this name in Dutch or English, or a part of it of at least three letters; undefined when there is none. */
export function monthNamed(name: string): number | undefined {
  const typed = name.toLowerCase();
  if (typed === 'mrt') return 3;
  if (typed.length < 3) return undefined;
  const numbers = [MONTHS.nl, MONTHS.en].map(
    (names) => names.findIndex((month) => month.toLowerCase().startsWith(typed)) + 1,
  );
  return numbers.find((number) => number > 0);
}

/**
 * A day as people write it: `donderdag 26 november 2026`, `Thursday 26 November 2026`.
 * @throws RangeError when `date` is not a day
 */
export function dayText(date: LocalDate): Text {
  const [year, month, day] = date.split('-').map(Number);
  const written = (language: keyof Text): string =>
    `${WEEKDAYS[language][weekdayOf(date) - 1]} ${day} ${MONTHS[language][(month ?? 1) - 1]} ${year}`;
  return { nl: written('nl'), en: written('en') };
}
