import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { readConfig } from '../../config.ts';
import { type RunningApi, startApi } from '../api.ts';
import { freePort } from '../embedded/ports.ts';

/** An API on this database that reaches no other server, and lets anybody ask as often as they like. */
export async function loneApi(databaseUrl: string, dataDir: string): Promise<RunningApi> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    LINK_SECRET: randomBytes(32).toString('hex'),
    DATA_DIR: dataDir,
    API_PORT: String(await freePort()),
  });
  return startApi(config, { log: pino({ level: 'silent' }), requestsPerMinute: 1_000_000 });
}
