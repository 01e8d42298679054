import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createStore, type Store } from '../../src/store/client.ts';
import { aDepartment } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const MAILINGS = 10_000;

let database: TestDatabase;
let store: Store;
let sql: pg.Client;
let departments: string[] = [];
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
  sql = new pg.Client(database.url);
  await sql.connect();
  departments = [await aDepartment(store), await aDepartment(store)];
  // A tenth of them of one department; every hundredth announced, the others a draft.
  await sql.query(
    `INSERT INTO mailings (id, department_id, status, title, state, audience_size, created_at, updated_at)
     SELECT id, department, status, 'Mailing ' || n,
       jsonb_build_object('id', id, 'departmentId', department, 'status', status), n, at, at
     FROM (
       SELECT n, gen_random_uuid() AS id, (CASE WHEN n % 10 = 0 THEN $1 ELSE $2 END)::uuid AS department,
         CASE WHEN n % 100 = 0 THEN 'announced' ELSE 'draft' END AS status,
         timestamptz '2027-01-01' + n * interval '1 minute' AS at
       FROM generate_series(1, $3::int) AS n
     ) AS mailing`,
    [...departments, MAILINGS],
  );
  await sql.query('ANALYZE mailings');
});
afterAll(async () => {
  await sql.end();
  await store.close();
  await database.drop();
});

describe('a list of ten thousand mailings', () => {
  it('comes in pages, the last changed first, without gaps or repeats', async () => {
    const first = await store.mailings.list({ page: 1, pageSize: 100 });
    const second = await store.mailings.list({ page: 2, pageSize: 100 });
    const last = await store.mailings.list({ page: 100, pageSize: 100 });
    expect(first.count).toBe(MAILINGS);
    const sizes = [...first.results, ...second.results].map(({ audienceSize }) => audienceSize);
    expect(sizes).toEqual(Array.from({ length: 200 }, (_, index) => MAILINGS - index));
    expect(last.results.at(-1)?.audienceSize).toBe(1);
    expect((await store.mailings.list({ page: 101, pageSize: 100 })).results).toEqual([]);
  });

  it('can be of one department, of some statuses, and of both', async () => {
    const [departmentId = ''] = departments;
    const page = { page: 1, pageSize: 10 };
    expect(await store.mailings.list({ ...page, departmentId })).toMatchObject({ count: 1_000 });
    expect(await store.mailings.list({ ...page, status: ['announced'] })).toMatchObject({
      count: 100,
    });
    const drafts = await store.mailings.list({ ...page, departmentId, status: ['draft', 'held'] });
    expect(drafts.count).toBe(900);
    expect(
      drafts.results.every((one) => one.status === 'draft' && one.departmentId === departmentId),
    ).toBe(true);
  });

  it('gives no more than a hundred at a time, and a first page for a page that cannot be', async () => {
    expect((await store.mailings.list({ page: 1, pageSize: 100_000 })).results).toHaveLength(100);
    expect((await store.mailings.list({ page: -3, pageSize: 0 })).results).toHaveLength(1);
  });

  it.each([
    ['all', ''],
    ['a department', 'WHERE department_id = $1'],
    ['a status', `WHERE status = 'announced' AND $1::uuid IS NOT NULL`],
  ])('reads %s from an index, not from all rows', async (_which, where) => {
    const query = `EXPLAIN SELECT * FROM mailings ${where} ORDER BY updated_at DESC, id DESC LIMIT 20`;
    const { rows } = await sql.query<{ 'QUERY PLAN': string }>(
      query,
      where ? [departments[0]] : [],
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toMatch(/Index Scan/);
    expect(plan).not.toMatch(/Seq Scan/);
  });
});
