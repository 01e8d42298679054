// node keeper.mjs <folder>: waits for the end of its input, which comes even when jest is killed, then stops every
// server that tests noted in the folder (<name>.json with pid and stopSignal) and removes the folder.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MS = 10_000;
const folder = process.argv[2];

process.stdin.resume();
await new Promise((resolve) => process.stdin.on('end', resolve).on('error', resolve));
for (const { pid, stopSignal } of notedServers()) signal(pid, stopSignal);
const deadline = Date.now() + GRACE_MS;
while (notedServers().some(({ pid }) => signal(pid, 0)) && Date.now() < deadline) await delay(50);
for (const { pid } of notedServers()) signal(pid, 'SIGKILL');
rmSync(folder, { recursive: true, force: true });

function notedServers() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))
    .filter(({ pid }) => pid !== undefined);
}

/** True when the process was there. */
function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    return false;
  }
}
