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
