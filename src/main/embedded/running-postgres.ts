import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './child.ts';
import { startPostgres } from './postgres.ts';

/**
 * Runs `body` with the URL of the embedded database in `dataDir`: that of the Sluis that runs there, or one that is
 * started for the occasion. For commands beside `npm start`.
 */
export async function withEmbeddedPostgres<T>(
  dataDir: string,
  body: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  const running = runningUrl(dataDir);
  if (running !== undefined) return body(running);
  const server = await startPostgres({ dataDir });
  try {
    return await body(server.url);
  } finally {
    await server.stop();
  }
}

/** The postmaster notes its pid on line 1 of postmaster.pid, its port on line 4 and `ready` on line 8. */
function runningUrl(dataDir: string): string | undefined {
  const link = join(dataDir, 'postgres');
  if (!existsSync(link)) return undefined;
  const folder = realpathSync(link);
  const note = join(folder, 'data', 'postmaster.pid');
  if (!existsSync(note)) return undefined;
  const lines = readFileSync(note, 'utf8')
    .split('\n')
    .map((line) => line.trim());
  if (lines[7] !== 'ready' || !isAlive(Number(lines[0]))) return undefined;
  const password = readFileSync(join(folder, 'password'), 'utf8');
  return `postgresql://postgres:${password}@127.0.0.1:${lines[3]}/sluis`;
}
