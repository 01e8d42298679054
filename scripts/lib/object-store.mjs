import { join } from 'node:path';
import { installWithGo } from './go.mjs';
import { withLock } from './lock.mjs';
import { cacheFolder, isExecutable, onPath, recordPlace } from './places.mjs';
import { duration, say } from './say.mjs';

const VERSION = 'v1.8.0';
const MODULE = `github.com/versity/versitygw/cmd/versitygw@${VERSION}`;

/**
 * Finds or makes the S3 server on which print areas are tested, and records where it is: on PATH, made earlier, or built
 * with Go. Nothing else needs it: where it cannot be had this says so, and those tests are skipped.
 */
export async function provideObjectStore(env = process.env) {
  const name = process.platform === 'win32' ? 'versitygw.exe' : 'versitygw';
  const cached = join(cacheFolder(env), `versitygw-${VERSION}`, name);
  const found = onPath('versitygw', env) ?? (isExecutable(cached) ? cached : undefined);
  if (found) return recordPlace('objectStore', found);
  const go = onPath('go', env);
  if (!go) return say(`S3 server: ${SKIPPED}, because Go is not on this machine`);
  const failure = await withLock(join(cacheFolder(env), 'versitygw.lock'), 'S3 server', () =>
    isExecutable(cached) ? undefined : build(go, cached),
  );
  if (failure === undefined) recordPlace('objectStore', cached);
  else say(`S3 server: ${SKIPPED}, because Go could not build it. Go said:\n${failure}`);
}

async function build(go, target) {
  say('S3 server: building with Go (about a minute, once)');
  const started = Date.now();
  const failure = await installWithGo(go, MODULE, target, 'S3 server');
  if (failure === undefined) say(`S3 server: built in ${duration(Date.now() - started)}`);
  return failure;
}

const SKIPPED = 'tests of print areas in an object store are skipped';
