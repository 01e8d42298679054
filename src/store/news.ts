import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Calls `onNews` whenever the database announces something on `channel` (and once after each reconnection, because
 * news may have been missed; then without a payload). Never gives up; news only makes things quick, so callers also look by themselves.
 * @returns a function that ends it
 */
export function listen(
  url: string,
  channel: string,
  onNews: (payload?: string) => void,
): () => Promise<void> {
  let stopped = false;
  let client: pg.Client | undefined;
  const waiting = new AbortController();
  const run = async () => {
    for (let wait = FIRST_WAIT_MS; !stopped; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
      const connection = new pg.Client({ connectionString: url, keepAlive: true });
      client = connection;
      try {
        const lost = new Promise<void>((resolve) => {
          connection.on('error', () => resolve());
          connection.once('end', () => resolve());
        });
        await connection.connect();
        connection.on('notification', ({ payload }) => onNews(payload));
        await connection.query(`listen ${connection.escapeIdentifier(channel)}`);
        wait = FIRST_WAIT_MS;
        onNews();
        await lost;
      } catch {
        // The database is away; the wait below and the next round are the answer.
      }
      await connection.end().catch(() => {});
      if (!stopped) await delay(wait, undefined, { signal: waiting.signal }).catch(() => {});
    }
  };
  const running = run();
  return async () => {
    stopped = true;
    waiting.abort();
    await client?.end().catch(() => {});
    await running;
  };
}
