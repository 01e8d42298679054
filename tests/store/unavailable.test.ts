import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { createStore, type Store } from '../../src/store/client.ts';
import { translated } from '../../src/store/database-error.ts';
import { ConstraintViolated, StoreUnavailable } from '../../src/store/errors.ts';
import { aHeldMailing, aPerson, provenance } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/ports.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
let sql: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url, lockTimeoutMs: 200, statementTimeoutMs: 1_000 });
  sql = new pg.Client(database.url);
  await sql.connect();
});
afterAll(async () => {
  await sql.end();
  await store.close();
  await database.drop();
});

describe('what is ours to retry', () => {
  it('is a database that is not there, also when it is only pinged', async () => {
    const nowhere = createStore({ url: `postgresql://a:b@127.0.0.1:${await freePort()}/x` });
    await expect(nowhere.ping()).rejects.toThrow(StoreUnavailable);
    await expect(nowhere.mailings.find(randomUUID())).rejects.toThrow(StoreUnavailable);
    await expect(nowhere.audit.append(provenance(), [])).rejects.toThrow(StoreUnavailable);
    await nowhere.close();
  });

  it('is a password that is wrong and a database that does not exist', async () => {
    const wrongPassword = new URL(database.url);
    wrongPassword.password = 'wrong';
    const noDatabase = new URL(database.url);
    noDatabase.pathname = '/nosuch';
    for (const url of [wrongPassword.href, noDatabase.href]) {
      const closed = createStore({ url });
      await expect(closed.ping()).rejects.toThrow(StoreUnavailable);
      await closed.close();
    }
  });

  it('is a row that somebody else holds for too long; nothing was changed', async () => {
    const held = await aHeldMailing(store);
    await sql.query('BEGIN');
    await sql.query('SELECT 1 FROM audit_head FOR UPDATE');
    const blocked = store.shifts.cancel(randomUUID(), provenance());
    await expect(blocked).rejects.toThrow('There is no shift');
    const waiting = store.qaSheets.save(held.mailing.id, [], provenance());
    await expect(waiting).rejects.toThrow(StoreUnavailable);
    await sql.query('ROLLBACK');
    expect(await store.qaSheets.latest(held.mailing.id)).toBeUndefined();
  });

  it('is a connection that was cut in the middle; the next question gets a new one', async () => {
    await store.ping();
    await sql.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const answer = await store.ping().catch((error: unknown) => error);
      expect([undefined, expect.any(StoreUnavailable)]).toContainEqual(answer);
    }
    await store.ping();
  });

  it('is a database that goes away while a transaction ends, of which Prisma knows nothing', () => {
    const ending = new DriverAdapterError({
      kind: 'postgres',
      code: '57P02',
      severity: 'FATAL',
      message: 'terminating connection because of crash of another server process',
      detail: undefined,
      column: undefined,
      hint: undefined,
      originalCode: '57P02',
      originalMessage: 'terminating connection because of crash of another server process',
    });
    expect(translated(ending)).toBeInstanceOf(StoreUnavailable);
    const gone = new Error('Connection terminated unexpectedly');
    expect(translated(gone)).toBeInstanceOf(StoreUnavailable);
    const other = new Error('Connection to something else');
    expect(translated(other)).toBe(other);
  });

  it('is not a deadlock: PostgreSQL picks a victim and the store runs it again', async () => {
    const [left, right] = [await aPerson(store), await aPerson(store)];
    // Whoever has waited for a second looks for a deadlock and is the victim: that is to be the store.
    await sql.query(`SET deadlock_timeout = '30s'`);
    await sql.query('BEGIN');
    await sql.query('SELECT 1 FROM people WHERE id = $1 FOR UPDATE', [left.id]);
    const patient = createStore({ url: database.url, lockTimeoutMs: 10_000 });
    const start = '2027-03-01T08:00:00Z';
    const end = '2027-03-01T09:00:00Z';
    const shift = (personId: string) => ({
      id: randomUUID(),
      personId,
      kind: 'roster' as const,
      startsAt: start,
      endsAt: end,
    });
    // The shifts need a share of both people's rows; the other session takes them in the opposite order.
    const adding = patient.shifts.add([shift(right.id), shift(left.id)], provenance());
    await eventually(async () => {
      const { rows } = await sql.query(`SELECT FROM pg_locks WHERE NOT granted`);
      expect(rows).not.toHaveLength(0);
    });
    await sql.query('SELECT 1 FROM people WHERE id = $1 FOR UPDATE', [right.id]);
    await sql.query('ROLLBACK');
    expect(await adding).toHaveLength(2);
    await patient.close();
  });
});

describe('what is not', () => {
  it('is a value that the database cannot hold, which is named without being repeated', async () => {
    const person = aPerson(store, { name: 'Jan\0sen' });
    await expect(person).rejects.toThrow(ConstraintViolated);
    await expect(person).rejects.not.toThrow(/sen/);
    await expect(store.mailings.find('not-a-uuid')).rejects.toThrow(ConstraintViolated);
  });

  it('is a rule of the database, by its name', async () => {
    const person = aPerson(store, { email: 'nobody' });
    await expect(person).rejects.toMatchObject({ constraint: 'people_email_given' });
    await expect(person).rejects.not.toHaveProperty('cause');
  });

  it('is a mistake of ours, of which no value is repeated', async () => {
    const at = 'geheim';
    const saving = store.people.list({ role: { geheim: 1 } as never });
    await expect(saving).rejects.toThrow('The store asked the database something wrong');
    await expect(saving).rejects.not.toThrow(/geheim/);
    const cancelling = store.shifts.between(at, at);
    await expect(cancelling).rejects.not.toThrow(/geheim/);
  });
});
