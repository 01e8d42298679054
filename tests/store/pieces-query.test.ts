import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { queryPieces } from '../../src/store/pieces-query.ts';
import { eventually } from '../support/eventually.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const DIGEST = {
  name: 'digest-of-pieces',
  text: `select $1::text as word, $2::int as number, encode(sha256($3::bytea), 'hex') as digest`,
};

describe('a statement whose bytes are sent in pieces', () => {
  it('arrives as one value, byte for byte, next to its text', async () => {
    const sizes = [0, 1, 10_240, 70_000, 3];
    const pieces = sizes.map((size) => randomBytes(size));
    const values = ['één "woord" \\ 𝄞', '42'];
    const rows = await queryPieces(pool, { ...DIGEST, values, pieces });
    const digest = createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
    expect(rows).toEqual([{ word: values[0], number: 42, digest }]);
  });

  it('is prepared once on a connection, and may have no bytes at all', async () => {
    for (const word of ['a', 'b', 'c']) {
      const rows = await queryPieces(pool, { ...DIGEST, values: [word, '1'], pieces: [] });
      expect(rows).toMatchObject([{ word }]);
    }
    const { rows } = await pool.query(
      `select name, generic_plans + custom_plans >= 3 as used from pg_prepared_statements`,
    );
    expect(rows).toEqual([{ name: DIGEST.name, used: true }]);
  });

  it('that PostgreSQL refuses is refused, with its code, and the next one is answered', async () => {
    const pieces = [randomBytes(10)];
    const wrong = queryPieces(pool, { ...DIGEST, values: ['a', 'no number'], pieces });
    await expect(wrong).rejects.toMatchObject({ code: '22P02' });
    const missing = { name: 'missing', text: 'select $1::bytea from nowhere', values: [], pieces };
    await expect(queryPieces(pool, missing)).rejects.toMatchObject({ code: '42P01' });
    const rows = await queryPieces(pool, { ...DIGEST, values: ['a', '1'], pieces });
    expect(rows).toMatchObject([{ word: 'a' }]);
  });

  it('is refused when its connection breaks, and the next one gets another', async () => {
    const outcome = queryPieces(pool, {
      name: 'waiting',
      text: 'select pg_sleep(600), $1::bytea',
      values: [],
      pieces: [randomBytes(10)],
    }).catch((error: unknown) => String(error));
    const admin = new pg.Client(database.url);
    await admin.connect();
    await eventually(async () => {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where wait_event = 'PgSleep' and datname = current_database()`,
      );
      expect(rowCount).toBe(1);
    }, 25_000);
    await admin.end();
    expect(await outcome).toMatch(/terminat/i);
    const rows = await queryPieces(pool, { ...DIGEST, values: ['a', '1'], pieces: [] });
    expect(rows).toMatchObject([{ word: 'a' }]);
  });
});
