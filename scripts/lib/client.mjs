import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { filesUnder, fingerprint, isStamped } from './fingerprint.mjs';
import { root, writeWhole } from './places.mjs';
import { Problem, say } from './say.mjs';

const generated = join(root, 'src/store/generated');
const stampFile = join(generated, '.schema');

/** Generates the database client from prisma/schema.prisma, unless the schema is unchanged. */
export async function generateClient() {
  const schema = filesUnder(join(root, 'prisma')).filter((file) => file.endsWith('.prisma'));
  if (schema.length === 0) return;
  const settings = filesUnder(join(root, 'prisma.config.ts'));
  const version = JSON.parse(
    readFileSync(join(root, 'node_modules/prisma/package.json'), 'utf8'),
  ).version;
  const digest = fingerprint(root, [...schema, ...settings], version);
  if (isStamped(stampFile, digest)) return;
  say('Database client: generating');
  const result = await run(
    process.execPath,
    [join(root, 'node_modules/prisma/build/index.js'), 'generate'],
    {
      cwd: root,
      // Generating asks for a schema engine and never runs it; any program that exists spares a download.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    },
  );
  if (result.code !== 0 || !existsSync(generated)) {
    throw new Problem(
      `the database client could not be generated from prisma/schema.prisma. Mend the schema and run the same command again. Prisma said:\n${result.output}`,
    );
  }
  writeWhole(stampFile, `${digest}\n`);
}
