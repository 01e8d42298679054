import { open, readFile } from 'node:fs/promises';
import { type AuditAnchor, anchorIn } from '../domain/audit-anchor.ts';

/** Adds `line` at the end of the file `path`, made when it is not there. Resolves when it is on disk. */
export async function appendAnchor(path: string, line: string): Promise<void> {
  const file = await open(path, 'a', 0o640);
  try {
    await file.appendFile(line);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * The anchors in the file `path`, in its order; none when it is not there.
 * @throws Error that names the first line that is no anchor
 */
export async function readAnchors(path: string): Promise<AuditAnchor[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [{ line, at }]));
  return lines.map(({ line, at }) => {
    const anchor = anchorIn(line);
    if (!anchor)
      throw new Error(`Line ${at + 1} of ${path} is no anchor: it was changed or cut off.`);
    return anchor;
  });
}
