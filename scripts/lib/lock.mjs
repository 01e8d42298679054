import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { say } from './say.mjs';

const BEAT_MS = 2_000;
const SILENT_MS = 60_000;

/**
 * Runs `body` while this process alone holds the lock file. Waits for another holder and says so; a holder that
 * died, or that gave no sign of life for a minute, is passed over.
 */
export async function withLock(file, what, body) {
  mkdirSync(dirname(file), { recursive: true });
  await take(file, what);
  const beat = setInterval(() => touch(file), BEAT_MS);
  beat.unref();
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await body();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}

async function take(file, what) {
  let told = false;
  while (!create(file)) {
    const holder = read(file);
    if (holder === undefined) continue;
    if (isStale(file, holder)) {
      breakLock(file, holder);
      continue;
    }
    if (!told && holder.pid !== process.pid) {
      say(`${what}: waiting for another set-up to finish (process ${holder.pid})`);
      told = true;
    }
    await delay(500);
  }
}

function create(file) {
  try {
    writeFileSync(file, JSON.stringify({ pid: process.pid, host: hostname() }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** The holder's `{pid, host}`; undefined when the lock is gone. A file without content yet counts as a live holder. */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return error.code === 'ENOENT' ? undefined : { pid: 0, host: '' };
  }
}

/** True when the lock's holder is dead on this host, or has been silent for too long. */
export function isStale(file, holder, now = Date.now()) {
  if (holder.host === hostname() && holder.pid > 0 && !isAlive(holder.pid)) return true;
  try {
    return now - statSync(file).mtimeMs > SILENT_MS;
  } catch {
    return false;
  }
}

/** True when a process of that id exists. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two waiters may see the same stale lock: only the one that makes the second file may remove the first. */
function breakLock(file, holder) {
  const guard = `${file}.break`;
  try {
    writeFileSync(guard, '', { flag: 'wx' });
  } catch {
    if (Date.now() - modified(guard) > SILENT_MS) rmSync(guard, { force: true });
    return;
  }
  const now = read(file);
  if (now !== undefined && now.pid === holder.pid && isStale(file, now))
    rmSync(file, { force: true });
  rmSync(guard, { force: true });
}

function modified(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return Date.now();
  }
}

function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // A lock that someone removed by hand is no reason to stop half-way.
  }
}
