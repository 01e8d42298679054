import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isAlive, signal } from '../../src/main/embedded/child.ts';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { type EmbeddedPostgres, startPostgres } from '../../src/main/embedded/postgres.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';

describe('the embedded PostgreSQL', () => {
  let folder: ReturnType<typeof testFolder>;
  let dataDir: string;
  let server: EmbeddedPostgres | undefined;

  beforeEach(() => {
    folder = testFolder();
    dataDir = folder.path;
  });

  afterEach(async () => {
    await server?.stop();
    server = undefined;
    folder.remove();
  });

  it('loses no acknowledged row when it is killed again and again', async () => {
    server = await startPostgres({ dataDir });
    await withClient(server.url, (client) => client.query('create table row (n int primary key)'));
    const acknowledged: number[] = [];

    for (let round = 0; round < 3; round += 1) {
      await writeUntilKilled(server, acknowledged);
      server = await startPostgres({ dataDir });
      expect(await missing(server.url, acknowledged)).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(100);
  }, 60_000);

  it('has the constraints that keep one person out of two shifts', async () => {
    server = await startPostgres({ dataDir });
    const insert = `insert into shift values (1, '[2026-02-02 09:00, 2026-02-02 12:00)')`;
    await withClient(server.url, async (client) => {
      await client.query('create extension btree_gist; create extension pg_trgm');
      await client.query(
        'create table shift (person int, during tsrange, exclude using gist (person with =, during with &&))',
      );
      await client.query(insert);
      await expect(client.query(insert)).rejects.toMatchObject({ code: '23P01' });
    });
  }, 30_000);

  it('makes what it promised durable before it answers', async () => {
    server = await startPostgres({ dataDir });
    const settings = await withClient(server.url, (client) =>
      client.query(
        `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
      ),
    );
    expect(new Set(settings.rows.map((row: { setting: string }) => row.setting))).toEqual(
      new Set(['on']),
    );
  }, 30_000);
});

/** Inserts row after row on four connections, kills the server on the way, and notes every answered insert. */
async function writeUntilKilled(server: EmbeddedPostgres, acknowledged: number[]): Promise<void> {
  const before = acknowledged.length;
  let next = 1 + Math.max(0, ...acknowledged) + 100;
  const writer = async (): Promise<void> =>
    withClient(server.url, async (client) => {
      for (;;) {
        const n = next++;
        await client.query('insert into row values ($1)', [n]);
        acknowledged.push(n);
      }
    });
  const writers = Promise.allSettled([writer(), writer(), writer(), writer()]);
  await eventually(() => expect(acknowledged.length).toBeGreaterThan(before + 50));
  signal(server.pid, 'SIGKILL');
  await writers;
  await eventually(() => expect(isAlive(server.pid)).toBe(false));
}

async function missing(url: string, acknowledged: readonly number[]): Promise<number[]> {
  const found = await withClient(url, (client) => client.query('select n from row'));
  const there = new Set(found.rows.map((row: { n: number }) => row.n));
  return acknowledged.filter((n) => !there.has(n));
}
