import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
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
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'sluis'], {
      stdio: 'ignore',
    });
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

/** A folder and the user that owns it; no user where that is our own. */
export interface ServerFolder {
  readonly path: string;
  readonly user: ServerUser | undefined;
}

/**
 * Makes the folder `name` in `dataDir` for PostgreSQL's user, or finds it with its owner of last time. Where that user
 * cannot reach `dataDir` (a clone under /root), the folder is made in /var/lib/sluis and `dataDir` links to it.
 */
export function serverFolder(dataDir: string, name: string): ServerFolder {
  const root = process.getuid?.() === 0;
  mkdirSync(dataDir, { recursive: true, mode: root ? 0o711 : 0o700 });
  const folder = join(dataDir, name);
  if (!root) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { path: folder, user: undefined };
  }
  const user = ownerOf(folder) ?? serverUser();
  if (!exists(folder) && user !== undefined && !canReach(user, dataDir)) {
    symlinkSync(sharedFolder(`${name}-${randomBytes(6).toString('hex')}`), folder);
  }
  const path = exists(folder) && lstatSync(folder).isSymbolicLink() ? readlinkSync(folder) : folder;
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
  return { path, user };
}

function ownerOf(folder: string): ServerUser | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found === undefined || found.uid === 0 ? undefined : { uid: found.uid, gid: found.gid };
}

/** A folder that every user can reach, for root to hand to a server's user. */
export function sharedFolder(name: string): string {
  mkdirSync(SHARED, { recursive: true, mode: 0o755 });
  return join(SHARED, name);
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
