import type { Request } from 'express';
import type { Endpoint } from './endpoint.ts';
import { invalidInput, Problem } from './problem.ts';

/** The ETag of version `version` of something: `"3"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version in If-Match; undefined when there is none, or it is `*`.
 * @throws Problem 428 when the endpoint needs one, 400 when it is not an ETag that we gave
 */
export function ifMatchOf<D>(req: Request, { ifMatch }: Endpoint<D>): number | undefined {
  const header = req.headers['if-match'];
  if (header === undefined) {
    if (ifMatch !== 'required') return undefined;
    throw versionMissing();
  }
  if (header.trim() === '*') return undefined;
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    const text = {
      nl: 'Dit is geen ETag van ons. Die ziet eruit als "3".',
      en: 'This is not one of our ETags, which look like "3".',
    };
    throw invalidInput([{ path: 'header.If-Match', code: 'invalid-format', text }]);
  }
  return Number(version);
}

/** 428: a change that could overwrite somebody's work must say what it changes. */
export function versionMissing(): Problem {
  return new Problem({
    status: 428,
    code: 'version-missing',
    text: {
      nl: 'Stuur If-Match mee, met de ETag die u bij het lezen kreeg. Zo overschrijft u niemands werk.',
      en: "Send If-Match with the ETag that you got when reading, so that nobody's work is overwritten.",
    },
  });
}
