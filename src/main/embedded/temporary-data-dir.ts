import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder that is gone after `remove()`, with all that the embedded servers kept in it. */
export interface TemporaryDataDir {
  readonly path: string;
  remove(): void;
}

/**
 * Makes an empty data folder for a test, a benchmark or a demonstration. PostgreSQL's user can pass through it when we
 * are root: else its data would lie in a shared folder (server-user.ts), and stay there.
 *
 * @param prefix  what its name begins with
 */
export function temporaryDataDir(prefix: string): TemporaryDataDir {
  const path = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
