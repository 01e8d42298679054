import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { type Environment, readOne } from '../config-values.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../store/migrate.ts';
import { createStore } from '../store/client.ts';
import { startApi } from './api.ts';
import { startEmbedded } from './embedded/servers.ts';
import { startGatewayProgram } from './gateway.ts';
import { loadMunicipality } from './load-municipality.ts';
import { asked, isMain, type Running } from './program.ts';
import { startWorker } from './worker.ts';

export type AllInOne = Awaited<ReturnType<typeof startAllInOne>>;

/**
 * Starts everything on this machine: the servers that `env` does not name, the three programs, and the sample municipality
 * where there is none yet.
 * @throws ConfigError or an Error in words; what had been started is stopped then
 */
export async function startAllInOne(env: Environment, say: (line: string) => void) {
  const embedded = await startEmbedded(env, say);
  const started: Running[] = [embedded];
  const stop = async () => {
    for (const running of started.toReversed()) await running.stop();
  };
  try {
    const config = readConfig(embedded.env);
    const log = pino({ level: config.logLevel });
    const { applied } = await migrate(config.databaseUrl);
    if (applied.length > 0) say(`The database is set up (${applied.length} migrations)`);
    // A database that somebody named is theirs to fill.
    if (!env['DATABASE_URL']?.trim() && (await loadSampleOnce(config.databaseUrl))) {
      say('The sample municipality of Sluiswaard is loaded; it is synthetic');
    }
    const worker = await startWorker(config, log);
    started.push(worker);
    const gateway = await startGatewayProgram(config, log);
    started.push(gateway);
    const api = await startApi(config, { log });
    started.push({ stop: api.close });
    return {
      baseUrl: config.publicUrl,
      gatewayPort: gateway.port,
      issuer: api.issuer,
      mailbox: embedded.mailbox,
      print: config.print,
      broken: worker.broken,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whether the sample was loaded now; where there is a municipality it stays as it is. */
async function loadSampleOnce(url: string): Promise<boolean> {
  const store = createStore({ url, applicationName: 'sluis-set-up' });
  try {
    if ((await store.departments.list()).length > 0) return false;
    await loadMunicipality(store, fileURLToPath(SAMPLES), new Date().toISOString());
    return true;
  } finally {
    await store.close();
  }
}

const SAMPLES = new URL('../../samples/', import.meta.url);

async function main(): Promise<void> {
  const startedAt = performance.now();
  const say = (line: string) => console.log(line);
  const house = await startAllInOne(process.env, say);
  say(
    `Sluis is ready after ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ${house.baseUrl} (people), ${house.baseUrl}/docs (programs)`,
  );
  say(
    `Mail tools log in at ${readOne(process.env, 'GATEWAY_SMTP_HOST')}:${house.gatewayPort}. Ctrl-C stops everything.`,
  );
  await Promise.race([asked(), house.broken]).catch((error: unknown) => {
    console.error(`The worker ended by itself: ${String(error)}`);
    process.exitCode = 1;
  });
  say('Sluis finishes what is under way and stops.');
  await house.stop();
}

if (isMain('all-in-one')) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
