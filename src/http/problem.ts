import type { Text } from '../domain/text.ts';
import { TITLES } from './problem-title.ts';

/** One thing that is wrong with a request: where, which rule, and what to do about it. */
export interface Fault {
  /** `body.audience.letter`, `query.page`, `path.mailingId`, `header.If-Match`; `row 7, column Vraag` for a sheet. */
  readonly path: string;
  readonly code: string;
  readonly text: Text;
}

interface ProblemParts {
  readonly status: keyof typeof TITLES;
  /** What programs look at; kebab-case and never changed once published. */
  readonly code: string;
  readonly text: Text;
  readonly faults?: readonly Fault[];
  /** Extension members of the answer. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not what was asked for (RFC 9457), thrown where it is found and written in one place. */
export class Problem extends Error {
  readonly parts: ProblemParts;

  constructor(parts: ProblemParts) {
    super(parts.text.en);
    this.name = 'Problem';
    this.parts = parts;
  }
}

/** 400 with every fault at once. */
export function invalidInput(faults: readonly Fault[]): Problem {
  const one = faults.length === 1;
  return new Problem({
    status: 400,
    code: 'invalid-input',
    text: {
      nl: one
        ? 'Er klopt iets niet in het verzoek. Bij "errors" staat wat.'
        : `Er kloppen ${faults.length} dingen niet in het verzoek. Bij "errors" staat wat.`,
      en: one
        ? 'One thing in the request is wrong. See "errors".'
        : `${faults.length} things in the request are wrong. See "errors".`,
    },
    faults,
  });
}

/** 404, also for what exists but may not be known to exist. */
export function notFound(what: Text = { nl: 'dit adres', en: 'this address' }): Problem {
  return new Problem({
    status: 404,
    code: 'not-found',
    text: {
      nl: `Er is niets gevonden op ${what.nl}, of u mag het niet zien.`,
      en: `Nothing was found at ${what.en}, or you may not see it.`,
    },
  });
}

/** 403: who asks is known, and may not. */
export function forbidden(operation: string): Problem {
  return new Problem({
    status: 403,
    code: 'not-allowed',
    text: {
      nl: `Met uw rol mag u dit niet doen (${operation}).`,
      en: `Your role does not allow this (${operation}).`,
    },
    extra: { operation },
  });
}

/** 503: ours to repair; nothing was accepted, and the same request may be sent again. */
export function unavailable(
  part: 'database' | 'temporal' | 'identity-provider' | 'worker',
): Problem {
  return new Problem({
    status: 503,
    code: `${part}-unavailable`,
    text: {
      nl: 'Een onderdeel is even niet bereikbaar. Er is niets verwerkt; probeer het over een paar seconden opnieuw.',
      en: 'A part of the service is unreachable. Nothing was accepted; try again in a few seconds.',
    },
    headers: { 'Retry-After': '5' },
  });
}

/** 503: the question was asked and the answer did not come; with the same key it can be asked again. */
export function unanswered(): Problem {
  return new Problem({
    status: 503,
    code: 'no-answer-yet',
    text: {
      nl: 'Het antwoord kwam niet op tijd; misschien is het toch verwerkt. Stuur het opnieuw met dezelfde Idempotency-Key: dan gebeurt het geen twee keer.',
      en: 'No answer came in time; it may have been carried out. Send it again with the same Idempotency-Key: then it is not done twice.',
    },
    headers: { 'Retry-After': '5' },
  });
}
