import type { ReactNode } from 'react';
import type { Language, Text } from '../domain/text.ts';
import { Problem, unavailable } from '../http/problem.ts';
import { PageFault } from './page-fault.ts';

/** What is shown to a reader. */
export interface Shown {
  readonly status?: number;
  readonly title: Text;
  readonly body: ReactNode;
  readonly retryAfterSeconds?: number;
}

const TITLES: { readonly [status: number]: Text } = {
  403: { nl: 'Dit mag niet', en: 'This is not allowed' },
  404: { nl: 'Deze link werkt niet', en: 'This link does not work' },
  410: { nl: 'Deze link is verlopen', en: 'This link has expired' },
  503: { nl: 'Even niet bereikbaar', en: 'Unavailable for a moment' },
};
const OTHERWISE: Text = { nl: 'Dit ging niet goed', en: 'This did not work' };

const UNFORESEEN: Text = {
  nl: 'Er ging bij ons iets mis. Uw antwoord is misschien niet verwerkt. Open de link later nog eens, of bel de KCC-leider.',
  en: 'Something went wrong on our side. Your answer may not have been accepted. Open the link again later, or call the KCC lead.',
};

/** The page for what a handler threw; 500 for what nobody foresaw, of which nothing is told. */
export function faultAnswer(error: unknown, language: Language): Shown {
  // By name: the store is known here by its types alone.
  const lost = error instanceof Error && error.name === 'StoreUnavailable';
  const problem = lost ? unavailable('database') : error;
  const { status, text } = partsOf(problem);
  return {
    status,
    title: TITLES[status] ?? OTHERWISE,
    body: <p role="alert">{text[language]}</p>,
    ...(status === 503 ? { retryAfterSeconds: 5 } : {}),
  };
}

function partsOf(problem: unknown): { readonly status: number; readonly text: Text } {
  if (problem instanceof Problem) return problem.parts;
  return problem instanceof PageFault ? problem : { status: 500, text: UNFORESEEN };
}
