import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type {
  MigrationDirectory,
  MigrationList,
} from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { createSchemaEngine, type SchemaEngine } from './schema-engine.ts';

/** Prisma's own number for "somebody is migrating", so that `prisma migrate deploy` waits for us and we for it. */
const MIGRATION_LOCK = 72707369;
const LOCK_WAIT_MS = 120_000;
const FILTERS = { externalTables: [], externalEnums: [] };
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** The database cannot be brought to this version's tables; the message says why and what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused';
}

/**
 * Brings the database at `url` to the tables of this version, and answers which migrations that took. All of them or
 * none: one transaction holds them, so a kill at any moment leaves the database as it was. Several processes may do
 * it at once. A database that knows more migrations than this version is left as it is.
 * @param folder with `NNNN_name/migration.sql`; the project's own when left out
 * @throws MigrationRefused when an applied migration was edited, an earlier one failed half-way, or one does not run
 * @throws Error of `pg` when the database cannot be reached
 */
export async function migrate(
  url: string,
  folder: string = MIGRATIONS,
): Promise<{ readonly applied: string[] }> {
  const migrationsList = await readMigrations(folder);
  // One connection, so that the transaction and the lock are around everything the engine asks.
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'sluis-migrate' });
  // A connection that is cut says so at the next query as well.
  pool.on('error', () => {});
  let cause: Error | undefined;
  try {
    await pool.query(`SET lock_timeout = ${LOCK_WAIT_MS}`);
    await pool.query('BEGIN');
    await pool.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const engine = await createSchemaEngine(pool, (error) => (cause ??= error));
    try {
      const applied = await apply(engine, migrationsList, () => cause);
      await pool.query('COMMIT');
      return { applied };
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

async function apply(
  engine: SchemaEngine,
  migrationsList: MigrationList,
  cause: () => Error | undefined,
): Promise<string[]> {
  const { appliedMigrationNames } = await engine
    .applyMigrations({ migrationsList, filters: FILTERS })
    .catch((error: Error) => {
      const reason = cause();
      throw new MigrationRefused(
        reason
          ? `A migration does not run, so nothing was changed. PostgreSQL says: ${reason.message}`
          : `The database could not be migrated, so nothing was changed. ${error.message}`,
        { cause: reason ?? error },
      );
    });
  const { editedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList,
    optInToShadowDatabase: false,
    filters: FILTERS,
  });
  if (editedMigrationNames.length > 0) {
    throw new MigrationRefused(
      `Changed after it was applied to this database: ${editedMigrationNames.join(', ')}. ` +
        'Put the file back as it was (git checkout prisma/migrations) and write a next migration for the change.',
    );
  }
  return appliedMigrationNames;
}

async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const migrationDirectories = await Promise.all(
    names.toSorted().map(async (name): Promise<MigrationDirectory> => {
      const value = await readFile(`${folder}/${name}/migration.sql`, 'utf8');
      return {
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
      };
    }),
  );
  const content = await readFile(`${folder}/migration_lock.toml`, 'utf8');
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
