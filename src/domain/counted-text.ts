import { whole } from './number-text.ts';
import type { Language, Text } from './text.ts';

/** A noun as it stands after 1 and after any other number. */
export type Noun = { readonly [language in Language]: readonly [one: string, many: string] };

/** A number with its noun: `1 persoon`, `12 personen`. */
export function counted(count: number, noun: Noun): Text {
  const phrase = (language: Language) =>
    `${whole(count, language)} ${noun[language][count === 1 ? 0 : 1]}`;
  return { nl: phrase('nl'), en: phrase('en') };
}

/** `1 half uur`, `12 halve uren`. */
export function halfHours(count: number): Text {
  return counted(count, HALF_HOURS);
}

export const HALF_HOURS: Noun = {
  nl: ['half uur', 'halve uren'],
  en: ['half hour', 'half hours'],
};

export const PEOPLE: Noun = { nl: ['persoon', 'personen'], en: ['person', 'people'] };

/** Sentences one after the other. */
export function joined(texts: readonly Text[]): Text {
  return {
    nl: texts.map((text) => text.nl).join(' '),
    en: texts.map((text) => text.en).join(' '),
  };
}
