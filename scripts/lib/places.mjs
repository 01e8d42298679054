import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { accessSync, constants } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The work tree's top folder. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where set-up keeps its own notes about this work tree; it goes when node_modules goes. */
export const notes = join(root, 'node_modules', '.sluis');

/** What is fetched or built once per machine, outside every work tree, so that the next clone finds it. */
export function cacheFolder(env = process.env, home = homedir()) {
  if (env.SLUIS_CACHE) return env.SLUIS_CACHE;
  if (env.XDG_CACHE_HOME) return join(env.XDG_CACHE_HOME, 'sluis');
  return join(home, '.cache', 'sluis');
}

/** The first executable file of that name on PATH, or undefined. */
export function onPath(name, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      if (folder !== '' && isExecutable(file)) return file;
    }
  }
  return undefined;
}

/** True when the file exists and this user may run it. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Writes a file so that a reader sees the old or the new content, never half of it. */
export function writeWhole(file, content, mode = 0o644) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content, { mode });
  renameSync(draft, file);
}

const placesFile = join(notes, 'places.json');

/** What earlier set-ups recorded: `{temporal?: path, testServer?: path}`. */
export function readPlaces() {
  return existsSync(placesFile) ? JSON.parse(readFileSync(placesFile, 'utf8')) : {};
}

/** Records where a program lies; `src/main/embedded/places.ts` reads it. */
export function recordPlace(name, path) {
  writeWhole(placesFile, `${JSON.stringify({ ...readPlaces(), [name]: path }, null, 2)}\n`);
}
