import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** Cost of one guess: 32 MB and some 50 ms (OWASP password storage, scrypt N=2^15, r=8, p=3 is 3 times that). */
const COST = { N: 2 ** 15, r: 8, p: 1 };
const KEY_BYTES = 32;

/** The stored form of `password`: `scrypt$N$r$p$salt$key`, salt and key in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  const { N, r, p } = COST;
  return ['scrypt', N, r, p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Whether `password` is the one that `stored` was made of; false for a form that is not known. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const given = await derive(password, Buffer.from(salt, 'base64url'), cost);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { ...cost, maxmem: 256 * cost.N * cost.r };
    scrypt(password, salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/**
 * Remembers for some minutes which passwords were right, because many mail tools log in anew for every message. Holds
 * no password: only its keyed hash, with a key that lives as long as the process, and together with the stored form, so
 * that a changed password ends it.
 */
export function createLoginCache(keepMs = 300_000, most = 1_000) {
  const processKey = randomBytes(32);
  const known = new Map<string, number>();
  const keyOf = (password: string, stored: string) =>
    createHmac('sha256', processKey).update(`${stored}\0${password}`).digest('base64');
  return {
    /** As isPassword, from memory where it was right before; `nowMs` in milliseconds. */
    async isPassword(password: string, stored: string, nowMs: number): Promise<boolean> {
      const key = keyOf(password, stored);
      if ((known.get(key) ?? 0) > nowMs) return true;
      const right = await isPassword(password, stored);
      if (right) {
        if (known.size >= most) known.clear();
        known.set(key, nowMs + keepMs);
      }
      return right;
    },
  };
}
