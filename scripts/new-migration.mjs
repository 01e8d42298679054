#!/usr/bin/env node
// node scripts/new-migration.mjs <name>: writes the migration that brings the last migrated schema to prisma/schema.prisma.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error(
    'Give the migration a name in snake_case: node scripts/new-migration.mjs add_tariffs',
  );
  process.exit(2);
}
const folder = fileURLToPath(new URL('../prisma/migrations/', import.meta.url));
// The schema as the last migration left it, so that a difference can be made without a database.
const migrated = join(folder, 'migrated.prisma');
const wanted = readFileSync(
  fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url)),
  'utf8',
);
const before = readdirSync(folder).includes('migrated.prisma')
  ? readFileSync(migrated, 'utf8')
  : '';

const numbers = readdirSync(folder).map((entry) => Number(/^(\d{4})_/.exec(entry)?.[1] ?? 0));
const number = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
const sql = await difference(before, wanted);
const target = join(folder, `${number}_${name}`);
mkdirSync(target);
writeFileSync(join(target, 'migration.sql'), sql);
writeFileSync(migrated, wanted);
console.log(`${target}/migration.sql\n\n${sql}`);

async function difference(from, to) {
  const wasm = readFileSync(
    new URL('./schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm')),
  );
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(nowhere()));
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [['schema.prisma', to]] },
    () => {},
    adapter,
  );
  const target = (content) => ({
    tag: 'schemaDatamodel',
    files: [{ path: 'schema.prisma', content }],
  });
  const { stdout } = await schemaEngine.diff({
    from: from === '' ? { tag: 'empty' } : target(from),
    to: target(to),
    script: true,
    shadowDatabaseUrl: null,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout;
}

/** Comparing two schemas needs no database, but the engine asks for its version first: this only answers that. */
function nowhere() {
  const pool = new pg.Pool({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' });
  const fields = [
    { name: 'exists', dataTypeID: 16 },
    { name: 'version', dataTypeID: 25 },
    { name: 'numeric_version', dataTypeID: 23 },
  ];
  pool.query = async () => ({ fields, rows: [[true, 'PostgreSQL 18.4', 180004]], rowCount: 1 });
  return pool;
}
