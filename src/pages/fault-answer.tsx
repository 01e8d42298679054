import type { ReactNode } from 'react';
import { peopleWhoMay } from '../domain/access.ts';
import { ROLE_WORDS } from '../domain/refusal-text.ts';
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

/** How faults are told: to who came by a mailed link, or to who works with Sluis. */
export interface FaultWords {
  readonly titles: { readonly [status: number]: Text };
  /** For what nobody foresaw. */
  readonly unforeseen: Text;
  /** Where one can go on from here. */
  readonly onward?: { readonly href: string; readonly text: Text };
  /** What stands below the page. */
  readonly footer: Text;
}

/** Whom to ask for what one may not do oneself: whoever may, by the table of access. */
function notAllowed(operation: unknown): Text {
  const who = peopleWhoMay(typeof operation === 'string' ? operation : '');
  const roles = (language: Language) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(
      who.map((role) => ROLE_WORDS[role][language]),
    );
  return {
    nl: `Dit hoort niet bij uw rol in Sluis.${who.length > 0 ? ` Dit kan alleen iemand met deze rol: ${roles('nl')}. Vraag het aan zo iemand.` : ''} Is het uw werk? Vraag dan de beheerder om een andere rol.`,
    en: `This is not part of your role in Sluis.${who.length > 0 ? ` Only somebody with this role can do it: ${roles('en')}. Ask one of them.` : ''} Is it your work? Then ask the administrator for another role.`,
  };
}

const AWAY: Text = { nl: 'Even niet bereikbaar', en: 'Unavailable for a moment' };
const OTHERWISE: Text = { nl: 'Dit ging niet goed', en: 'This did not work' };

export const LINK_WORDS: FaultWords = {
  titles: {
    403: { nl: 'Dit mag niet', en: 'This is not allowed' },
    404: { nl: 'Deze link werkt niet', en: 'This link does not work' },
    410: { nl: 'Deze link is verlopen', en: 'This link has expired' },
    503: AWAY,
  },
  unforeseen: {
    nl: 'Er ging bij ons iets mis. Uw antwoord is misschien niet verwerkt. Open de link later nog eens, of bel de KCC-leider.',
    en: 'Something went wrong on our side. Your answer may not have been accepted. Open the link again later, or call the KCC lead.',
  },
  footer: {
    nl: 'Deze pagina hoort bij een mail van Sluis. Deel de link niet met anderen.',
    en: 'This page belongs to a mail from Sluis. Do not share the link with others.',
  },
};

export const PAGE_WORDS: FaultWords = {
  titles: {
    403: { nl: 'Dit mag u niet doen', en: 'You may not do this' },
    404: { nl: 'Deze pagina is er niet', en: 'This page is not there' },
    503: AWAY,
  },
  unforeseen: {
    nl: 'Er ging bij ons iets mis. Wat u deed is misschien niet verwerkt. Ga terug en kijk of het gelukt is.',
    en: 'Something went wrong on our side. What you did may not have been done. Go back and see whether it was.',
  },
  onward: { href: '/', text: { nl: 'Naar uw eerste bladzijde', en: 'To your first page' } },
  footer: {
    nl: 'Sluis houdt mailings vast totdat het KCC klaar is voor de vragen.',
    en: 'Sluis holds mailings until the contact centre is ready for the questions.',
  },
};

/** The page for what a handler threw; 500 for what nobody foresaw, of which nothing is told. */
export function faultAnswer(error: unknown, language: Language, words = LINK_WORDS): Shown {
  // By name: the store is known here by its types alone.
  const lost = error instanceof Error && error.name === 'StoreUnavailable';
  const problem = lost ? unavailable('database') : error;
  const { status, text } = partsOf(problem, words);
  return {
    status,
    title: words.titles[status] ?? OTHERWISE,
    body: (
      <>
        <p role="alert">{text[language]}</p>
        {words.onward && (
          <p>
            <a href={words.onward.href}>{words.onward.text[language]}</a>
          </p>
        )}
      </>
    ),
    ...(status === 503 ? { retryAfterSeconds: 5 } : {}),
  };
}

function partsOf(
  problem: unknown,
  { unforeseen }: FaultWords,
): { readonly status: number; readonly text: Text } {
  if (problem instanceof Problem) {
    // Programs are told the operation by its name, which says nothing to people.
    const { code, status, text, extra } = problem.parts;
    return { status, text: code === 'not-allowed' ? notAllowed(extra?.['operation']) : text };
  }
  return problem instanceof PageFault ? problem : { status: 500, text: unforeseen };
}
