import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createStore, type Store } from '../../src/store/client.ts';
import { aHeldMailing } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
let sql: pg.Client;
let permit = '';
let message = '';

beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
  sql = new pg.Client(database.url);
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await store.close();
  await database.drop();
});

/** A held message of a mailing with a permit that was taken up. */
beforeEach(async () => {
  const { mailing } = await aHeldMailing(store);
  permit = randomUUID();
  message = randomUUID();
  const credential = randomUUID();
  const digest = 'a'.repeat(64);
  await sql.query(
    `INSERT INTO permits (id, mailing_id, batch, channel, jws, count, batch_count, content_digest, issued_at, expires_at, consumed_at)
     VALUES ($1, $2, 1, 'email', 'x', 1, 1, $3, now(), now() + interval '1 day', now())`,
    [permit, mailing.id, digest],
  );
  await sql.query(
    `INSERT INTO mail_credentials (id, username, password_hash, department_id) VALUES ($1, $2, 'x', $3)`,
    [credential, credential, mailing.departmentId],
  );
  await sql.query(
    `INSERT INTO held_messages (id, credential_id, mailing_id, message_id, envelope_from, recipients, digest, dedupe_key, raw, bytes, received_at, permit_id)
     VALUES ($1, $2, $3, 'm', 'a@b', '{c@d}', $4, $5, 'raw', 3, now(), $6)`,
    [message, credential, mailing.id, digest, message, permit],
  );
  await sql.query(
    `INSERT INTO deliveries (message_id, recipient, updated_at) VALUES ($1, 'c@d', now())`,
    [message],
  );
});

async function refusal(statement: string, ...values: unknown[]): Promise<string | undefined> {
  return sql.query(statement, values).then(
    () => undefined,
    (error: pg.DatabaseError) => error.constraint,
  );
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a delivery', () => {
  const to = (status: string) =>
    refusal(`UPDATE deliveries SET status = $2 WHERE message_id = $1`, message, status);
  const STEPS: Record<string, readonly string[]> = {
    held: ['claimed', 'failed', 'returned'],
    claimed: ['held', 'data-opened', 'failed', 'in-doubt'],
    'data-opened': ['held', 'accepted', 'failed', 'in-doubt'],
    'in-doubt': ['held', 'accepted', 'failed', 'returned'],
    accepted: [],
    failed: [],
    returned: [],
  };
  /** A way from held to each status. */
  const WAY: Record<string, readonly string[]> = {
    held: [],
    claimed: ['claimed'],
    'data-opened': ['claimed', 'data-opened'],
    'in-doubt': ['claimed', 'data-opened', 'in-doubt'],
    accepted: ['claimed', 'data-opened', 'accepted'],
    failed: ['failed'],
    returned: ['returned'],
  };

  const pairs = Object.keys(STEPS).flatMap((from) =>
    Object.keys(STEPS)
      .filter((status) => status !== from)
      .map((status) => [from, status] as const),
  );
  it.each(pairs)('that is %s to %s: only where that step exists', async (from, status) => {
    for (const step of WAY[from] ?? []) expect(await to(step)).toBeUndefined();
    const allowed = STEPS[from]?.includes(status);
    expect(await to(status)).toBe(allowed ? undefined : 'deliveries_status_steps');
  });

  it('has no status outside the list', async () => {
    expect(await to('lost')).toBe('deliveries_status_steps');
    const statement = `INSERT INTO deliveries (message_id, recipient, status, updated_at) VALUES ($1, 'e@f', 'lost', now())`;
    expect(await refusal(statement, message)).toBe('deliveries_status_known');
  });

  it('does not vanish before its end, and its fence never goes back', async () => {
    const remove = () => refusal(`DELETE FROM deliveries WHERE message_id = $1`, message);
    expect(await remove()).toBe('deliveries_never_vanish');
    const fence = (step: string) =>
      refusal(`UPDATE deliveries SET fence = fence ${step} WHERE message_id = $1`, message);
    expect(await fence('+ 2')).toBeUndefined();
    expect(await fence('- 1')).toBe('deliveries_fence_counts_up');
    expect(await to('returned')).toBeUndefined();
    expect(await remove()).toBeUndefined();
  });
});

describe('a held message', () => {
  const set = (change: string) =>
    refusal(`UPDATE held_messages SET ${change} WHERE id = $1`, message);

  it('stays as it was received, or is emptied', async () => {
    const rule = 'held_messages_bytes_stay';
    expect(await set(`raw = 'other'`)).toBe(rule);
    expect(await set(`digest = repeat('b', 64)`)).toBe(rule);
    expect(await set(`envelope_from = 'x@y'`)).toBe(rule);
    expect(await set(`dedupe_key = 'other'`)).toBe(rule);
    expect(await set(`raw = ''`)).toBeUndefined();
  });

  it.each([
    ['shorter', 'a'.repeat(63)],
    ['longer', 'a'.repeat(65)],
    ['in capitals', 'A'.repeat(64)],
    ['of another alphabet', `${'a'.repeat(63)}g`],
    ['on two lines', `${'a'.repeat(63)}\n`],
    ['with a letter of two bytes', `${'a'.repeat(63)}é`],
  ])('has no digest that is %s', async (_, digest) => {
    const copy = `INSERT INTO held_messages (id, credential_id, message_id, envelope_from, recipients, digest, dedupe_key, raw, bytes, received_at)
      SELECT gen_random_uuid(), credential_id, message_id, envelope_from, recipients, $2, $2, raw, bytes, received_at
      FROM held_messages WHERE id = $1`;
    expect(await refusal(copy, message, digest)).toBe('held_messages_digest_is_sha256');
    expect(await refusal(copy, message, digestOf(message))).toBeUndefined();
  });

  it('is purged as a whole or not at all', async () => {
    const rule = 'held_messages_purged_whole';
    expect(
      await refusal(`UPDATE deliveries SET status = 'returned' WHERE message_id = $1`, message),
    ).toBeUndefined();
    expect(await set(`item_leaf = repeat('b', 64)`)).toBe(rule);
    expect(await set(`purged_at = now()`)).toBe(rule);
    const emptied = `raw = '', message_id = '', envelope_from = '', purged_at = now()`;
    expect(await set(emptied)).toBe(rule);
    const leaf = `digest = repeat('b', 64), item_leaf`;
    expect(await set(`${emptied}, ${leaf} = repeat('c', 64)`)).toBe(rule);
    expect(await set(`${emptied}, ${leaf} = null`)).toBe(rule);
    expect(await set(`purged_at = now(), ${leaf} = repeat('b', 64)`)).toBe(rule);
    expect(await set(`${emptied}, ${leaf} = repeat('b', 64)`)).toBeUndefined();
  });

  it('is not removed while it has deliveries', async () => {
    expect(await refusal(`DELETE FROM held_messages WHERE id = $1`, message)).toBe(
      'deliveries_message_id_fkey',
    );
  });
});

describe('a permit', () => {
  const set = (change: string) => refusal(`UPDATE permits SET ${change} WHERE id = $1`, permit);

  it('is the only one of its batch, channel and part', async () => {
    const copy = `INSERT INTO permits (id, mailing_id, batch, channel, part, jws, count, batch_count, content_digest, issued_at, expires_at)
      SELECT gen_random_uuid(), mailing_id, batch, channel, part, jws, count, batch_count, content_digest, issued_at, expires_at
      FROM permits WHERE id = $1`;
    expect(await refusal(copy, permit)).toBe('permits_mailing_id_batch_channel_part_key');
  });

  it('is never changed or removed', async () => {
    expect(await set(`count = count + 1`)).toBe('permits_never_change');
    expect(await set(`jws = 'forged'`)).toBe('permits_never_change');
    expect(await set(`expires_at = expires_at + interval '1 day'`)).toBe('permits_never_change');
    expect(await refusal(`DELETE FROM permits WHERE id = $1`, permit)).toBe('permits_never_change');
  });

  it('is consumed once and revoked once, and never consumed after it was revoked', async () => {
    expect(await set(`consumed_at = now() + interval '1 hour'`)).toBe('permits_used_once');
    expect(await set(`consumed_at = NULL`)).toBe('permits_used_once');
    expect(await set(`revoked_at = now()`)).toBeUndefined();
    expect(await set(`revoked_at = NULL`)).toBe('permits_used_once');
  });
});
