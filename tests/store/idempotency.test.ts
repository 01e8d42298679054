import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStore, type Store } from '../../src/store/client.ts';
import { NOW } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const request = () => ({ principal: randomUUID(), key: randomUUID(), requestHash: 'a' });
const answer = { status: 201, body: { id: 'm', tags: [null, 'é'] } };

describe('a request with a key', () => {
  it('is handled once and then always answered the same', async () => {
    const asked = request();
    expect(await store.idempotency.begin(asked, NOW)).toEqual({ state: 'new' });
    expect(await store.idempotency.begin(asked, NOW)).toEqual({ state: 'busy' });
    await store.idempotency.finish(asked, answer);
    await store.idempotency.finish(asked, { status: 500, body: null });
    expect(await store.idempotency.begin(asked, NOW)).toEqual({ state: 'answered', answer });
  });

  it('is taken up by one of many that come at once', async () => {
    const asked = request();
    const begun = await Promise.all(
      Array.from({ length: 10 }, () => store.idempotency.begin(asked, NOW)),
    );
    expect(begun.filter(({ state }) => state === 'new')).toHaveLength(1);
    expect(begun.filter(({ state }) => state === 'busy')).toHaveLength(9);
  });

  it('does not get the answer to another request, before or after that was answered', async () => {
    const asked = request();
    const other = { ...asked, requestHash: 'b' };
    await store.idempotency.begin(asked, NOW);
    expect(await store.idempotency.begin(other, NOW)).toEqual({ state: 'other-request' });
    await store.idempotency.finish(asked, answer);
    expect(await store.idempotency.begin(other, NOW)).toEqual({ state: 'other-request' });
  });

  it('has nothing to do with the same key of somebody else', async () => {
    const asked = request();
    await store.idempotency.begin(asked, NOW);
    const somebody = { ...asked, principal: randomUUID() };
    expect(await store.idempotency.begin(somebody, NOW)).toEqual({ state: 'new' });
  });

  it('is new again when nothing came of it, or when whoever handled it has gone', async () => {
    const asked = request();
    await store.idempotency.begin(asked, NOW);
    await store.idempotency.abandon(asked);
    expect(await store.idempotency.begin(asked, NOW)).toEqual({ state: 'new' });
    const later = new Date(Date.parse(NOW) + 60_000).toISOString();
    expect(await store.idempotency.begin(asked, later)).toEqual({ state: 'new' });
    expect(await store.idempotency.begin(asked, later)).toEqual({ state: 'busy' });
  });

  it('is forgotten after its time', async () => {
    const old = request();
    await store.idempotency.begin(old, '2020-01-01T00:00:00Z');
    await store.idempotency.finish(old, answer);
    expect(await store.idempotency.purge('2020-01-02T00:00:00Z')).toBe(1);
    expect(await store.idempotency.begin(old, NOW)).toEqual({ state: 'new' });
  });
});
