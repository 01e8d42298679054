import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** An operating-system user by number. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** Where the database lies when we run as root and its user cannot reach the data folder; root may write there. */
const SHARED = '/var/lib/sluis';

/**
 * The user under which PostgreSQL must run: undefined for our own, and another one when we are root, which PostgreSQL
 * refuses. That is `postgres` or `sluis` where they exist, a new `sluis` where it can be made, and else `nobody`.
 */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp('postgres') ?? lookUp('sluis');
  if (found !== undefined) return found;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'sluis'], { stdio: 'ignore' });
  } catch {
    // A small image may have no useradd; every one has nobody.
  }
  const made = lookUp('sluis') ?? lookUp('nobody');
  if (made === undefined) {
    throw new Error(
      'PostgreSQL refuses to run as root, and there is no other user for it. Make a user "sluis", start as another user, or set DATABASE_URL.',
    );
  }
  return made;
}

function lookUp(name: string): ServerUser | undefined {
  try {
    const id = (flag: string): number =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

/**
 * Makes the folder `name` in `dataDir` for that user and returns its real path. Where the user cannot reach `dataDir`
 * (a clone under /root), the folder is made in /var/lib/sluis and a link in `dataDir` points to it.
 */
export function folderFor(user: ServerUser | undefined, dataDir: string, name: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o750 });
  const folder = join(dataDir, name);
  if (user === undefined) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }
  if (!exists(folder)) {
    if (canReach(user, dataDir)) mkdirSync(folder, { mode: 0o700 });
    else linkTo(sharedFolder(`${name}-${randomBytes(6).toString('hex')}`), folder);
  }
  const real = realpathSync(folder);
  chownSync(real, user.uid, user.gid);
  return real;
}

/** A folder that every user can reach, for root to hand to a server's user. */
export function sharedFolder(name: string): string {
  mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  return join(SHARED, name);
}

function linkTo(target: string, link: string): void {
  mkdirSync(target, { mode: 0o700 });
  symlinkSync(target, link);
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** True when that user may pass through every folder down to this one. */
export function canReach(user: ServerUser, path: string): boolean {
  const { mode, uid, gid } = statSync(path);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & bit) === 0) return false;
  return path === dirname(path) || canReach(user, dirname(path));
}
