import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from './build.mjs';
import { generateClient } from './client.mjs';
import { withLock } from './lock.mjs';
import { provideObjectStore } from './object-store.mjs';
import { installPackages } from './packages.mjs';
import { cacheFolder, root } from './places.mjs';
import { Problem } from './say.mjs';
import { provideTemporal } from './temporal.mjs';
import { provideTestServer } from './test-server.mjs';

/**
 * Brings this work tree to the point where it can run; does only what is not done yet, so it may run before every
 * command and twice at the same time.
 *
 * @param needs.build  compile the programs
 * @param needs.temporal  have the Temporal server binary
 * @param needs.testServer  have the time-skipping server for workflow tests
 * @param needs.objectStore  have an S3 server for tests of print areas, where one can be had
 */
export async function setUp(needs) {
  const tree = createHash('sha256').update(root).digest('hex').slice(0, 12);
  await withTreeLock(tree, async () => {
    await installPackages();
    await generateClient();
    if (needs.build) await build();
    if (needs.temporal) await provideTemporal();
    if (needs.testServer) await provideTestServer();
    if (needs.objectStore) await provideObjectStore();
  });
}

async function withTreeLock(tree, body) {
  const folder = cacheFolder();
  try {
    await withLock(join(folder, `tree-${tree}.lock`), 'Set-up', body);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'ENOSPC', 'EPERM', 'ENOTDIR'].includes(error.code)) throw error;
    throw new Problem(
      `a file could not be written (${error.message}). Make ${folder} and ${root} writable, or set SLUIS_CACHE to a folder that is, and run the same command again.`,
    );
  }
}
