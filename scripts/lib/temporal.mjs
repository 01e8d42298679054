import { join } from 'node:path';
import { run } from './command.mjs';
import { installWithGo } from './go.mjs';
import { withLock } from './lock.mjs';
import { fetchOfficial } from './official.mjs';
import { cacheFolder, isExecutable, onPath, recordPlace } from './places.mjs';
import { duration, Problem, say } from './say.mjs';

// The newest version whose go.mod has no `replace`, so that `go install` takes it.
const VERSION = 'v1.5.1';
const MODULE = `github.com/temporalio/cli/cmd/temporal@${VERSION}`;
const OLDEST = [1, 2];

/**
 * Finds or makes Temporal's single-binary server, and records where it is: on PATH, made earlier, downloaded, or
 * built with Go, in that order. Nothing is needed when TEMPORAL_ADDRESS names a server.
 */
export async function provideTemporal(env = process.env) {
  const found = await findTemporal(env);
  if (found) return recordPlace('temporal', found);
  const target = cachedTemporal(env);
  await withLock(join(cacheFolder(env), 'temporal.lock'), 'Temporal server', async () => {
    if (!isExecutable(target)) await makeTemporal(target);
  });
  recordPlace('temporal', target);
}

function cachedTemporal(env) {
  const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  return join(cacheFolder(env), `temporal-cli-${VERSION}`, name);
}

async function findTemporal(env) {
  const installed = onPath('temporal', env);
  if (installed) {
    const { output } = await run(installed, ['--version']);
    if (isNewEnough(output)) return installed;
    say(`Temporal server: the one at ${installed} is too old or does not run; looking further`);
  }
  const cached = cachedTemporal(env);
  return isExecutable(cached) ? cached : undefined;
}

/** True when this answer of `temporal --version` is of a server that knows Updates (1.2 and later). */
export function isNewEnough(answer) {
  const [, major, minor] = (/temporal version v?(\d+)\.(\d+)/.exec(answer) ?? []).map(Number);
  if (major === undefined) return false;
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function makeTemporal(target) {
  say(`Temporal server: fetching the official ${VERSION}`);
  const failure = await fetchOfficial('dev-server', VERSION, target);
  if (failure === undefined) return say('Temporal server: downloaded');
  say(`Temporal server: the download did not work (${failure})`);
  await buildTemporal(target);
}

async function buildTemporal(target) {
  const go = onPath('go');
  if (!go) {
    throw new Problem(
      'there is no Temporal server on this machine and it could not be downloaded. Do one of these and run the same command again: install the Temporal CLI so that "temporal" is on PATH; install Go (1.25 or later), with which set-up builds it; or set TEMPORAL_ADDRESS to a server that runs already.',
    );
  }
  say('Temporal server: building with Go (about 4 minutes, once)');
  const started = Date.now();
  const failure = await installWithGo(go, MODULE, target, 'Temporal server');
  if (failure !== undefined) {
    throw new Problem(
      `Go could not build the Temporal server. Check that Go is 1.25 or later and reaches its module proxy, or set TEMPORAL_ADDRESS to a server that runs already, and run the same command again. Go said:\n${failure}`,
    );
  }
  say(`Temporal server: built in ${duration(Date.now() - started)}`);
}
