import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Principal } from '../domain/access.ts';
import type { Answer } from './endpoint.ts';
import { invalidInput } from './problem.ts';

/** Does what a key names once, and answers repeats with the first answer. */
export interface Idempotency {
  readonly once: (
    principal: string,
    key: string,
    requestHash: string,
    handle: () => Promise<Answer>,
  ) => Promise<Answer>;
}

/**
 * The Idempotency-Key, with or without the quotes of a structured field; undefined when there is none.
 * @throws Problem 400 when it is not 1 to 100 visible characters
 */
export function idempotencyKeyOf(req: Request): string | undefined {
  const header = req.headers['idempotency-key'];
  if (header === undefined) return undefined;
  const key = /^"?([\x21\x23-\x7e]{1,100})"?$/.exec(String(header))?.[1];
  if (key === undefined) {
    const text = {
      nl: 'Gebruik 1 tot 100 zichtbare tekens zonder spatie, bijvoorbeeld een UUID.',
      en: 'Use 1 to 100 visible characters without spaces, for example a UUID.',
    };
    throw invalidInput([{ path: 'header.Idempotency-Key', code: 'invalid-format', text }]);
  }
  return key;
}

/** The same for two requests exactly when they ask the same: method, address and body. */
export function hashRequest(req: Request, body: Buffer): string {
  return createHash('sha256')
    .update(`${req.method} ${req.originalUrl}\n`)
    .update(body)
    .digest('hex');
}

/** A key is the caller's own: two callers with the same key never meet in one Update. */
export function updateIdOf(principal: Principal, key: string): string {
  return createHash('sha256').update(`${principal.personId}\n${key}`).digest('hex');
}
