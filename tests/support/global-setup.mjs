// Makes one folder for this jest run, where the servers that tests share are noted, and a keeper that stops them.
// Plain JavaScript, because jest does not compile a global set-up that is an ES module.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export default function globalSetup() {
  if (globalThis.sluisKeeper) return;
  const folder = mkdtempSync(join(tmpdir(), 'sluis-run-'));
  // The database server has a user of its own when the tests run as root.
  chmodSync(folder, 0o711);
  process.env.SLUIS_TEST_RUN = folder;
  const keeper = fileURLToPath(new URL('keeper.mjs', import.meta.url));
  const child = spawn(process.execPath, [keeper, folder], {
    stdio: ['pipe', 'inherit', 'inherit'],
    detached: true,
  });
  child.unref();
  child.stdin.unref?.();
  globalThis.sluisKeeper = child;
}
