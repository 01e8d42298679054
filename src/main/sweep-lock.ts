import pg from 'pg';

/** A lock that one process of the installation holds at a time. */
export interface SweepLock {
  /** Whether this process holds it now; takes it when it is free. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

/** Any number does, as long as every sweeper uses the same one. */
const KEY = 7_484_301;

/**
 * An advisory lock of PostgreSQL on a connection of its own: when the process or its connection dies, the database
 * gives the lock free by itself. `url` is that of the store.
 */
export function createSweepLock(url: string): SweepLock {
  let connection: pg.Client | undefined;
  let taken = false;

  async function drop(): Promise<void> {
    taken = false;
    const old = connection;
    connection = undefined;
    await old?.end().catch(() => undefined);
  }

  async function connected(): Promise<pg.Client> {
    if (connection) return connection;
    const client = new pg.Client({ connectionString: url, application_name: 'sluis-sweeper' });
    client.on('error', () => {
      if (connection === client) void drop();
    });
    await client.connect();
    connection = client;
    return client;
  }

  return {
    async held() {
      try {
        const client = await connected();
        const { rows } = await client.query<{ held: boolean }>(
          taken ? 'select true as held' : 'select pg_try_advisory_lock($1) as held',
          taken ? [] : [KEY],
        );
        taken = rows[0]?.held === true;
        return taken;
      } catch (error) {
        await drop();
        throw error;
      }
    },
    release: drop,
  };
}
