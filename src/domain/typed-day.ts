import { monthNamed } from './day-text.ts';
import type { LocalDate } from './instant.ts';
import { dayIn } from './table-read.ts';

/** A day, and the words behind it on the same line. */
export interface DayWithWords {
  readonly date: LocalDate;
  readonly words: string;
}

/**
 * The day with which `line` begins, as people type it: `2027-02-15`, `15-2-2027`, `15 februari 2027`, `15 feb. 2027`, and the same in English. The day comes before the
 * month, as in Dutch; a year has four digits. Undefined when there is no such day.
 */
export function dayAtStart(line: string): DayWithWords | undefined {
  const [, day = '', name = '', year = '', after = ''] =
    /^(\d{1,2})\s+([a-z]+)\.?\s+(\d{4})(?:\s+(.*))?$/i.exec(line.trim()) ?? [];
  if (day !== '') {
    const date = dayIn(`${day}-${monthNamed(name) ?? 0}-${year}`);
    return date === undefined ? undefined : { date, words: after };
  }
  const [first = '', ...words] = line.trim().split(/\s+/);
  const date = first.length > 10 ? undefined : dayIn(first);
  return date === undefined ? undefined : { date, words: words.join(' ') };
}

/** The month that `text` names, as `2027-05`: typed like that, or `5-2027`, `mei 2027`, `May 2027`; undefined when it names none. */
export function monthIn(text: string): string | undefined {
  const typed = text.trim();
  const [, name = '', itsYear = ''] = /^([a-z]+)\.?[ -](\d{4})$/i.exec(typed) ?? [];
  const [, number = '', year = itsYear] = /^(\d{1,2})[-/. ](\d{4})$/.exec(typed) ?? [];
  const month = name === '' ? number : String(monthNamed(name) ?? '');
  const written = year === '' ? typed : `${year}-${month.padStart(2, '0')}`;
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(written) ? written : undefined;
}
