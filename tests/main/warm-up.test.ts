import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { warmUp } from '../../src/main/warm-up.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { eventually } from '../support/eventually.ts';
import { type TestDatabase, testDatabase } from '../support/postgres.ts';

const NOW = '2027-02-15T08:00:00.000Z';
/** Longer than any test takes. */
const AN_HOUR = 3_600_000;

describe('what a start reads before it lets anybody in', () => {
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

  it('is waited for', async () => {
    const told: string[] = [];
    let warm: ReturnType<typeof warmUp> | undefined;
    await whileForecastsCannotBeRead(async () => {
      warm = warmUp(store, NOW, AN_HOUR);
      void warm.enough.then(() => told.push('enough'));
      await somebodyWaitsForALock();
      told.push('freed');
    });
    await warm?.enough;
    expect(told).toEqual(['freed', 'enough']);
  });

  it('is not waited for when it takes too long, and ends by itself', async () => {
    const told: string[] = [];
    let warm: ReturnType<typeof warmUp> | undefined;
    await whileForecastsCannotBeRead(async () => {
      warm = warmUp(store, NOW, 1);
      void warm.done.then(() => told.push('done'));
      await warm.enough;
      told.push('enough');
    });
    await warm?.done;
    expect(told).toEqual(['enough', 'done']);
  });

  it('keeps nobody out when there is no database', async () => {
    const nowhere = createStore({ url: 'postgresql://nobody@127.0.0.1:1/nothing' });
    const { enough, done } = warmUp(nowhere, NOW, AN_HOUR);
    expect(await Promise.all([enough, done])).toEqual([undefined, undefined]);
    await nowhere.close();
  });

  function whileForecastsCannotBeRead(act: () => Promise<void>): Promise<void> {
    return withClient(database.url, async (client) => {
      await client.query('begin');
      await client.query('lock table forecasts in access exclusive mode');
      await act();
      await client.query('rollback');
    });
  }

  function somebodyWaitsForALock(): Promise<void> {
    return eventually(() =>
      withClient(database.url, async (client) => {
        const { rowCount } = await client.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(rowCount).toBeGreaterThan(0);
      }),
    );
  }
});
