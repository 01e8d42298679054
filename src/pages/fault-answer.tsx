import type { ReactNode } from 'react';
import type { Language, Text } from '../domain/text.ts';
import { Problem, unavailable } from '../http/problem.ts';
import { PageFault } from './page-fault.ts';

/** What is shown to a reader. */
export interface Shown {
  readonly status: number;
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

/** The page for what a handler threw; undefined for what nobody foresaw, which is answered elsewhere. */
export function faultAnswer(error: unknown, language: Language): Shown | undefined {
  // By name: the store is known here by its types alone.
  const lost = error instanceof Error && error.name === 'StoreUnavailable';
  const problem = lost ? unavailable('database') : error;
  if (!(problem instanceof Problem) && !(problem instanceof PageFault)) return undefined;
  const { status, text } = problem instanceof Problem ? problem.parts : problem;
  return {
    status,
    title: TITLES[status] ?? OTHERWISE,
    body: <p role="alert">{text[language]}</p>,
    ...(status === 503 ? { retryAfterSeconds: 5 } : {}),
  };
}
