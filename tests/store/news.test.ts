import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createStore, type Store } from '../../src/store/client.ts';
import {
  aHeldMailing,
  aPerson,
  aSubmittedMailing,
  provenance,
} from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
let listener: pg.Client;
let heard: { channel: string; payload: unknown }[] = [];
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
  listener = new pg.Client(database.url);
  await listener.connect();
  listener.on('notification', ({ channel, payload }) =>
    heard.push({ channel, payload: JSON.parse(payload ?? '') }),
  );
  await listener.query('LISTEN sluis_changes; LISTEN sluis_permits');
});
afterAll(async () => {
  await listener.end();
  await store.close();
  await database.drop();
});

describe('news of a change', () => {
  it('names the table and the id and nothing else, once it is committed', async () => {
    const { mailing } = await aSubmittedMailing(store);
    await eventually(() =>
      expect(heard).toContainEqual({
        channel: 'sluis_changes',
        payload: { table: 'mailings', id: mailing.id },
      }),
    );
  });

  it('is not given of a change that was undone', async () => {
    const { id: personId } = await aPerson(store);
    const shift = { id: randomUUID(), personId, kind: 'roster' as const };
    const span = { startsAt: '2027-03-01T08:00:00Z', endsAt: '2027-03-01T09:00:00Z' };
    const twice = [
      { ...shift, ...span },
      { ...shift, id: randomUUID(), ...span },
    ];
    heard = [];
    await expect(store.shifts.add(twice, provenance())).rejects.toThrow('already has a shift');
    await store.shifts.add([{ ...shift, ...span, id: randomUUID() }], provenance());
    await eventually(() => expect(heard).not.toHaveLength(0));
    expect(heard).toHaveLength(1);
  });

  it('tells the gateway of a permit', async () => {
    const { mailing } = await aHeldMailing(store);
    const permit = randomUUID();
    await listener.query(
      `INSERT INTO permits (id, mailing_id, batch, channel, jws, count, batch_count, content_digest, issued_at, expires_at)
       VALUES ($1, $2, 1, 'email', 'x', 1, 1, repeat('a', 64), now(), now() + interval '1 day')`,
      [permit, mailing.id],
    );
    const payload = { table: 'permits', id: permit };
    await eventually(() => expect(heard).toContainEqual({ channel: 'sluis_permits', payload }));
    expect(heard).toContainEqual({ channel: 'sluis_changes', payload });
  });
});
