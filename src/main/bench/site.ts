import { fileURLToPath } from 'node:url';
import { createStore } from '../../store/client.ts';
import { migrate } from '../../store/migrate.ts';
import { startMailbox } from '../embedded/mailbox.ts';
import { freePort } from '../embedded/ports.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { startTemporal } from '../embedded/temporal.ts';
import { temporaryDataDir } from '../embedded/temporary-data-dir.ts';
import { createIssuer } from '../issuer.ts';
import { loadMunicipality } from '../load-municipality.ts';
import { startProgram } from './programs.ts';

export type Site = Awaited<ReturnType<typeof startSite>>;

/** The sample municipality on embedded servers, with API, worker and the worker of the bare engine as processes of their own. */
export async function startSite() {
  const folder = temporaryDataDir('sluis-bench-');
  const dataDir = folder.path;
  const stops: (() => Promise<void> | void)[] = [() => folder.remove()];
  const stop = async () => {
    for (const one of stops.toReversed()) await one();
  };
  try {
    const postgres = await startPostgres({ dataDir });
    stops.push(() => postgres.stop());
    const temporal = await startTemporal({ dataDir });
    stops.push(() => temporal.stop());
    const mailbox = await startMailbox();
    stops.push(() => mailbox.stop());
    await migrate(postgres.url);
    const store = createStore({ url: postgres.url, applicationName: 'sluis-bench' });
    stops.push(() => store.close());
    const samples = fileURLToPath(new URL('../../../samples/', import.meta.url));
    await loadMunicipality(store, samples, new Date().toISOString());

    const ports = { api: await freePort(), worker: await freePort(), bare: await freePort() };
    const baseUrl = `http://127.0.0.1:${ports.api}`;
    const env = {
      NODE_ENV: 'test',
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      SMTP_URL: mailbox.smtpUrl,
      LINK_SECRET: 'nothing leaves this machine, so this is no secret',
      DATA_DIR: dataDir,
      API_PORT: String(ports.api),
    };
    const programs = [
      ['worker.js', ports.worker, ports.worker],
      ['bench/bare-worker.js', ports.bare, ports.bare],
      ['api.js', ports.api, ports.worker],
    ] as const;
    for (const [script, port, health] of programs) {
      const own = { ...env, WORKER_HEALTH_PORT: String(health) };
      const program = await startProgram(script, own, `http://127.0.0.1:${port}/healthz`);
      stops.push(() => program.stop());
    }
    const issuer = await createIssuer({
      dataDir,
      issuer: baseUrl,
      audience: 'sluis',
      production: false,
    });
    return { baseUrl, databaseUrl: postgres.url, temporal: temporal.address, store, issuer, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
