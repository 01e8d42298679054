import { createContext, useContext } from 'react';
import type { Language, Text } from '../../domain/text.ts';
import { type FormState, UNTOUCHED } from '../form-state.ts';

/** What every part of a page may need to know of the page that it is on. */
export interface PageContext {
  readonly language: Language;
  readonly timeZone: string;
  readonly form: FormState;
  /** The labels of the fields that are on the page, by name; filled as they are drawn. */
  readonly labels?: Map<string, Text>;
  /** Goes into every form. */
  readonly csrf?: string;
  /** Makes a form that is sent twice one request. */
  readonly once?: string;
  /** Whom forms are drawn for. */
  readonly mark?: string;
}

export const Context = createContext<PageContext>({
  language: 'nl',
  timeZone: 'Europe/Amsterdam',
  form: UNTOUCHED,
});

/** The page that this part is on. */
export function usePage(): PageContext {
  return useContext(Context);
}

/** Says a text in the reader's language; what is no Text is said as it is. */
export function useSay(): (text: Text | string) => string {
  const { language } = usePage();
  return (text) => (typeof text === 'string' ? text : text[language]);
}
