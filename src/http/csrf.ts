import { randomBytes, timingSafeEqual } from 'node:crypto';

const BYTES = 32;

/** A new secret of a session, for the tokens in its forms. */
export function newCsrfSecret(): string {
  return randomBytes(BYTES).toString('base64url');
}

/**
 * A token for a form. It is masked with other random bytes each time, so that its text cannot be guessed from the size of
 * compressed pages (BREACH).
 */
export function csrfToken(secret: string): string {
  const mask = randomBytes(BYTES);
  return Buffer.concat([mask, xor(Buffer.from(secret, 'base64url'), mask)]).toString('base64url');
}

/** Whether `token` was made from `secret`. */
export function isCsrfToken(token: unknown, secret: string): boolean {
  if (typeof token !== 'string') return false;
  const bytes = Buffer.from(token, 'base64url');
  const wanted = Buffer.from(secret, 'base64url');
  if (bytes.length !== 2 * BYTES || wanted.length !== BYTES) return false;
  return timingSafeEqual(xor(bytes.subarray(BYTES), bytes.subarray(0, BYTES)), wanted);
}

function xor(one: Buffer, other: Buffer): Buffer {
  return Buffer.from(one.map((byte, at) => byte ^ (other[at] ?? 0)));
}
