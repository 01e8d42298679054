import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';

const NO_BYTE_MS = 20_000;

/**
 * Fetches one of Temporal's own binaries with its SDK and puts it at `target`. Resolves to undefined when it worked,
 * and otherwise to the reason in a few words. A download that brings nothing for 20 s is given up, so that a closed
 * network costs seconds; one that moves may take its time.
 */
export async function fetchOfficial(kind, version, target) {
  const folder = `${dirname(target)}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const moved = watchFolder(folder);
  try {
    const script = join(dirname(fileURLToPath(import.meta.url)), 'sdk-download.mjs');
    const result = await run(process.execPath, [script, kind, version, folder], {
      busy: 'still downloading',
      stopWhen: () => Date.now() - moved() > NO_BYTE_MS,
    });
    if (result.code === 124) return 'nothing came in for 20 s';
    if (result.code !== 0) return reason(result.output);
    const [file] = readdirSync(folder).toSorted((a, b) => size(folder, b) - size(folder, a));
    if (file === undefined) return 'the SDK left no file';
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(folder, file), target);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function watchFolder(folder) {
  let last = { bytes: -1, at: Date.now() };
  return () => {
    const bytes = readdirSync(folder).reduce((sum, name) => sum + size(folder, name), 0);
    if (bytes !== last.bytes) last = { bytes, at: Date.now() };
    return last.at;
  };
}

function size(folder, name) {
  return statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
}

/** Why it failed, in a few words, out of a stack trace. */
export function reason(output) {
  if (/sending request|dns|connect|timed? ?out/i.test(output))
    return 'its site cannot be reached from here';
  const line = output.split('\n').find((text) => /error|fail/i.test(text) && !/^\s+at /.test(text));
  return (line ?? 'it ended without saying why').trim().slice(0, 160);
}
