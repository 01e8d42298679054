import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file under a file or folder, sorted, without the paths that `skip` names. */
export function filesUnder(path, skip = () => false) {
  if (!existsSync(path) || skip(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesUnder(join(path, name), skip));
}

/** One digest over the names (relative to `base`) and contents of these files, and over `extra` texts. */
export function fingerprint(base, files, ...extra) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash
      .update(`${relative(base, file)}\0`)
      .update(readFileSync(file))
      .update('\0');
  }
  for (const text of extra) hash.update(`${text}\0`);
  return hash.digest('hex');
}

/** True when the stamp file holds exactly this digest. */
export function isStamped(stampFile, digest) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8').trim() === digest;
}
