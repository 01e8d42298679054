import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createDatabase, withClient } from '../../src/main/embedded/postgres-connection.ts';
import { startPostgres } from '../../src/main/embedded/postgres.ts';
import { runFolder, sharedInRun } from './run.ts';

/** A database of one test file alone, with all migrations applied. */
export interface TestDatabase {
  readonly url: string;
  /** Ends every connection to it and removes it. */
  drop(): Promise<void>;
}

/**
 * A fresh database, copied from one that was migrated once in this run (some 50 ms). The server is that of
 * DATABASE_URL_TEST (whose user may create databases) or an embedded one that this run shares.
 *
 * @param options.migrated  false gives an empty database, for tests of the migrations themselves
 */
export async function testDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const server = process.env['DATABASE_URL_TEST'] ?? (await sharedInRun('postgres', startShared));
  const template = migrated
    ? await sharedInRun('template', async () => ({ value: await makeTemplate(server) }))
    : undefined;
  const name = `sluis_test_${randomBytes(6).toString('hex')}`;
  await createDatabase(server, name, template);
  return {
    url: named(server, name),
    drop: async () => {
      await withClient(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

async function startShared() {
  const { url, pid } = await startPostgres({ dataDir: runFolder(), durable: false, outlive: true });
  return { value: named(url, 'postgres'), pid, stopSignal: 'SIGINT' as const };
}

/** Makes a database with all migrations and returns its name. */
async function makeTemplate(server: string): Promise<string> {
  const name = `sluis_test_template_${randomBytes(4).toString('hex')}`;
  await createDatabase(server, name);
  const migrations = new URL('../../src/store/migrate.ts', import.meta.url);
  if (!existsSync(migrations)) return name;
  const { migrate } = (await import(migrations.href)) as {
    migrate: (databaseUrl: string) => Promise<{ applied: string[] }>;
  };
  await migrate(named(server, name));
  return name;
}

function named(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
