import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Pool } from 'pg';

export type SchemaEngine = wasm.SchemaEngine;

let instantiated: Promise<void> | undefined;

/**
 * Prisma's own schema engine as WebAssembly, which needs no binary download. It talks over `pool`; a script runs as
 * one query, because Prisma's adapter cuts scripts at every semicolon, also inside the body of a function.
 * @param failed is told the first error that PostgreSQL gave; the engine keeps only a part of it
 */
export async function createSchemaEngine(
  pool: Pool,
  failed: (error: Error) => void,
): Promise<SchemaEngine> {
  await (instantiated ??= instantiate());
  const prisma = new PrismaPg(pool);
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: prisma.provider,
    adapterName: prisma.adapterName,
    connectToShadowDb: () => prisma.connectToShadowDb(),
    connect: async () => {
      const adapter = await prisma.connect();
      adapter.executeScript = async (script) => {
        await pool.query(script).catch((error: Error) => {
          failed(error);
          throw error;
        });
      };
      return adapter;
    },
  };
  return wasm.SchemaEngine.new(
    { datamodels: [['schema.prisma', 'datasource db { provider = "postgresql" }']] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/** The part of the WebAssembly API that is used; the types of Node 20 do not have it. */
interface WebAssemblyApi {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, unknown>,
  ): Promise<{ readonly instance: { readonly exports: { __wbindgen_start(): void } } }>;
}

async function instantiate(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': Object.fromEntries(Object.entries(wasm).map(lettingGo)),
  });
  wasm.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** The engine never clears the timer of its ten-second time-outs, which would keep a finished program waiting. */
function lettingGo([name, value]: [string, unknown]): [string, unknown] {
  if (!name.startsWith('__wbg_setTimeout_') || typeof value !== 'function') return [name, value];
  return [name, (...args: unknown[]) => (value(...args) as NodeJS.Timeout).unref()];
}
