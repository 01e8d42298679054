import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createStore } from '../../src/store/client.ts';
import { migrate, MigrationRefused } from '../../src/store/migrate.ts';
import { aHeldMailing } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

let database: TestDatabase;
let folder: ReturnType<typeof testFolder>;
beforeEach(async () => {
  database = await testDatabase({ migrated: false });
  folder = testFolder();
  cpSync(MIGRATIONS, folder.path, { recursive: true });
});
afterEach(async () => {
  await database.drop();
  folder.remove();
});

function addMigration(name: string, sql: string) {
  mkdirSync(join(folder.path, name));
  writeFileSync(join(folder.path, name, 'migration.sql'), sql);
}

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const tables = () =>
  query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );

describe('migrate', () => {
  it('brings an empty database to a working store, and does nothing the second time', async () => {
    const { applied } = await migrate(database.url);
    expect(applied[0]).toBe('0001_tables');
    expect((await migrate(database.url)).applied).toEqual([]);

    const store = createStore({ url: database.url });
    await aHeldMailing(store);
    expect(await store.audit.verify()).toMatchObject({ intact: true });
    await store.close();
  });

  it('is done once when five processes start together', async () => {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => migrate(database.url)));
    expect(outcomes.filter(({ applied }) => applied.length > 0)).toHaveLength(1);
    const rows = await query(`SELECT FROM _prisma_migrations WHERE finished_at IS NULL`);
    expect(rows).toEqual([]);
  });

  it('applies only what is new', async () => {
    await migrate(database.url, folder.path);
    addMigration('9001_later', 'CREATE TABLE later (id int);');
    expect((await migrate(database.url, folder.path)).applied).toEqual(['9001_later']);
  });

  it('leaves nothing behind of a migration that does not run, nor of those before it, and can be tried again', async () => {
    addMigration('9001_good', 'CREATE TABLE good (id int);');
    addMigration('9002_bad', 'CREATE TABLE half (id int); SELECT * FROM nowhere;');
    const failing = migrate(database.url, folder.path);
    await expect(failing).rejects.toThrow(MigrationRefused);
    await expect(failing).rejects.toThrow(/nothing was changed.*relation "nowhere" does not exist/);
    expect(await tables()).toEqual([]);

    writeFileSync(join(folder.path, '9002_bad', 'migration.sql'), 'CREATE TABLE half (id int);');
    expect((await migrate(database.url, folder.path)).applied).toContain('9002_bad');
  });

  it('leaves nothing behind when it is cut off in the middle, and can be done again', async () => {
    addMigration('9001_slow', 'CREATE TABLE slow (id int); SELECT pg_sleep(30);');
    const outcome = migrate(database.url, folder.path).then(
      () => 'done',
      () => 'cut off',
    );
    await eventually(async () => {
      const cut = await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'sluis-migrate' AND datname = current_database() AND wait_event = 'PgSleep'`,
      );
      expect(cut).toHaveLength(1);
    });

    expect(await outcome).toBe('cut off');
    expect(await tables()).toEqual([]);
    expect((await migrate(database.url)).applied).toContain('0001_tables');
  });

  it('refuses a migration that was changed after it was applied, and names it', async () => {
    await migrate(database.url, folder.path);
    const file = join(folder.path, '0002_constraints', 'migration.sql');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\n-- changed\n`);
    addMigration('9001_later', 'CREATE TABLE later (id int);');

    const refused = migrate(database.url, folder.path);

    await expect(refused).rejects.toThrow(MigrationRefused);
    await expect(refused).rejects.toThrow(/0002_constraints/);
    expect((await tables()).map(({ name }) => name)).not.toContain('later');
  });

  it('leaves a database alone that a later version has migrated', async () => {
    addMigration('9001_later', 'CREATE TABLE later (id int);');
    await migrate(database.url, folder.path);
    expect((await migrate(database.url)).applied).toEqual([]);
  });

  it('records migrations where and as Prisma does, so that prisma migrate deploy goes on from here', async () => {
    await migrate(database.url);
    const rows = await query<{
      migration_name: string;
      checksum: string;
      applied_steps_count: number;
    }>(
      `SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations ORDER BY migration_name`,
    );
    for (const row of rows) {
      const sql = readFileSync(join(MIGRATIONS, row.migration_name, 'migration.sql'));
      const { createHash } = await import('node:crypto');
      expect(row.checksum).toBe(createHash('sha256').update(sql).digest('hex'));
      expect(row.applied_steps_count).toBe(1);
    }
  });
});

describe('the schema', () => {
  it('holds nothing that no migration brings', () => {
    const schema = readFileSync(join(MIGRATIONS, '../schema.prisma'), 'utf8');
    expect(readFileSync(join(MIGRATIONS, 'migrated.prisma'), 'utf8')).toBe(schema);
  });
});
