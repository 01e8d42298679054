import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const READY_WITHIN_MS = 120_000;

/**
 * Waits until the server at this URL answers a query. False when `ended` settles first (the server process died).
 * @throws the last connection error after two minutes, the time that a long recovery may take
 */
export async function connectWhenReady(url: string, ended: Promise<void>): Promise<boolean> {
  let dead = false;
  void ended.then(() => (dead = true));
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await withClient(url, (client) => client.query('select 1'));
      return true;
    } catch (error) {
      if (dead) return false;
      if (Date.now() > deadline) throw error;
      await delay(50);
    }
  }
}

/** Makes an empty database, optionally as a copy of another; one that exists already is left as it is. */
export async function createDatabase(url: string, name: string, template?: string): Promise<void> {
  await withClient(url, async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount !== 0) return;
    const copy = template === undefined ? '' : ` template ${client.escapeIdentifier(template)}`;
    await client.query(`create database ${client.escapeIdentifier(name)}${copy}`);
  });
}

/** Runs `body` with one connection and closes it whatever happens. */
export async function withClient<T>(
  url: string,
  body: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away between two queries would otherwise end this process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await body(client);
  } finally {
    await client.end();
  }
}
