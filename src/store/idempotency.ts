import type { Instant } from '../domain/instant.ts';
import type { Db } from './db.ts';
import { fromJson, type JsonValue, toJson } from './json.ts';

/** A request that may be repeated: whose it is, the key they gave it, and a hash of what it asks. */
export interface KeyedRequest {
  readonly principal: string;
  readonly key: string;
  readonly requestHash: string;
}

/** The HTTP status and body that a request got. */
export interface GivenAnswer {
  readonly status: number;
  readonly body: JsonValue;
}

export type Begun =
  /** Nobody has handled it: handle it, then `finish` or `abandon`. */
  | { readonly state: 'new' }
  /** It was handled: give this answer. */
  | { readonly state: 'answered'; readonly answer: GivenAnswer }
  /** It is being handled at this moment. */
  | { readonly state: 'busy' }
  /** The key belongs to another request. */
  | { readonly state: 'other-request' };

/** After so long without an answer, whoever handled the request has gone. */
const GONE_AFTER_MS = 60_000;

/** Answers given to requests with an Idempotency-Key, so that a repeat gets the same one. */
export function idempotencyStore(db: Db) {
  return {
    /** Takes the request up, or says why not. One that was taken up over a minute ago and never answered is new again. */
    begin: ({ principal, key, requestHash }: KeyedRequest, now: Instant): Promise<Begun> =>
      db.transaction(async (queries) => {
        const { count } = await queries.idempotencyKey.createMany({
          data: [{ principal, key, requestHash, createdAt: new Date(now) }],
          skipDuplicates: true,
        });
        if (count > 0) return { state: 'new' };
        await queries.$queryRaw`
          SELECT 1 FROM idempotency_keys WHERE principal = ${principal} AND key = ${key} FOR UPDATE`;
        const row = await queries.idempotencyKey.findUniqueOrThrow({
          where: { principal_key: { principal, key } },
        });
        if (row.requestHash !== requestHash) return { state: 'other-request' };
        if (row.status !== null) {
          const body = fromJson<{ value: JsonValue }>(row.body).value;
          return { state: 'answered', answer: { status: row.status, body } };
        }
        if (Date.parse(now) - row.createdAt.getTime() < GONE_AFTER_MS) return { state: 'busy' };
        await queries.idempotencyKey.update({
          where: { principal_key: { principal, key } },
          data: { createdAt: new Date(now) },
        });
        return { state: 'new' };
      }),

    /** Keeps the answer. The first one counts. */
    finish: (
      { principal, key }: Omit<KeyedRequest, 'requestHash'>,
      { status, body }: GivenAnswer,
    ): Promise<void> =>
      db.transaction(async (queries) => {
        await queries.idempotencyKey.updateMany({
          where: { principal, key, status: null },
          data: { status, body: toJson({ value: body }) },
        });
      }),

    /** Lets the request be tried again at once: nothing came of it. */
    abandon: ({ principal, key }: Omit<KeyedRequest, 'requestHash'>): Promise<void> =>
      db.transaction(async (queries) => {
        await queries.idempotencyKey.deleteMany({ where: { principal, key, status: null } });
      }),

    /** Forgets keys from before `olderThan`; answers how many. */
    purge: (olderThan: Instant): Promise<number> =>
      db.transaction(async (queries) => {
        const { count } = await queries.idempotencyKey.deleteMany({
          where: { createdAt: { lt: new Date(olderThan) } },
        });
        return count;
      }),
  };
}
