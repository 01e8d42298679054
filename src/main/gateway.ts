import { readFile, stat } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { createJourneys, type Journeys } from '../api/journeys.ts';
import { Refused } from '../api/refused.ts';
import type { Config } from '../config.ts';
import { SYSTEM } from '../domain/actor.ts';
import { DEFAULT_CALENDAR } from '../domain/calendar.ts';
import { type BatchResult, loadedKeys, remoteKeys, startGateway } from '../gateway/index.ts';
import { registerLeftovers, registerPrintMetrics } from '../gateway/print/print-metrics.ts';
import { createStore } from '../store/client.ts';
import { startHealthServer } from './health-server.ts';
import { startPrintGate } from './print-gate.ts';
import { readPublicJwks } from './permit-keys.ts';
import { isMain, processMetrics, type Running, runProgram } from './program.ts';

export type RunningGateway = Running & { readonly port: number };

/** How often the certificate files are looked at; a renewed certificate is taken up without a restart. */
const CERTIFICATE_CHECK_MS = 60_000;

/** Starts the gateway against the servers that `config` names. */
export async function startGatewayProgram(config: Config, log: Logger): Promise<RunningGateway> {
  const metrics = processMetrics('gateway');
  const store = createStore({ url: config.databaseUrl, applicationName: 'sluis-gateway' });
  const connection = Connection.lazy({ address: config.temporal.address });
  const journeys = createJourneys(new Client({ connection, namespace: config.temporal.namespace }));
  const tls = await certificateOf(config);
  const keys = config.permitJwksUrl
    ? remoteKeys(config.permitJwksUrl)
    : loadedKeys(() => readPublicJwks(config.permitKeyFile));
  const gateway = await startGateway(
    {
      smtp: { host: config.gateway.host, port: config.gateway.port, ...(tls && { tls }) },
      peer: { url: config.mail.smtpUrl },
      release: { leaseSeconds: config.gateway.leaseSeconds, ...paceOf(config) },
    },
    {
      store,
      keys,
      reportBatch: (result) => reportBatch(journeys, result, log),
      ...(config.gateway.sendHours === 'kcc-open' && {
        sendHours: async () => (await store.organisation.find())?.calendar ?? DEFAULT_CALENDAR,
      }),
      logger: log,
      registry: metrics,
    },
  );
  registerPrintMetrics(metrics, store.printJobs);
  const print = await startPrintGate(config, { store, keys, journeys, logger: log });
  registerLeftovers(metrics, print.leftovers);
  const renewal = watchCertificate(config, tls, gateway.useCertificate, log);
  const health = await startHealthServer({
    host: config.health.host,
    port: config.health.gatewayPort,
    metrics,
    checks: { database: store.ping },
  });
  return {
    port: gateway.port,
    stop: async () => {
      clearInterval(renewal);
      await Promise.all([gateway.stop(), print.stop()]);
      await health.stop();
      await connection.close();
      await store.close();
    },
  };
}

/** Two seconds' worth may leave at once, so that looking once a second keeps up the pace. */
function paceOf({ gateway: { messagesPerMinute: perMinute } }: Config) {
  return perMinute === 0 ? {} : { pace: { perMinute, burst: Math.ceil(perMinute / 30) } };
}

/** Tells the mailing's journey what became of a batch; a journey that says no has been told. */
async function reportBatch(
  journeys: Pick<Journeys, 'command'>,
  { mailingId, batch, accepted, failed, inDoubt }: BatchResult,
  log: Logger,
): Promise<void> {
  const counts = { accepted, failed, inDoubt };
  try {
    await journeys.command(
      mailingId,
      { type: 'confirmDispatch', by: SYSTEM, batch, channel: 'email', ...counts },
      `confirm:${mailingId}:${batch}:email`,
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    log.warn({ mailingId, batch, refusal: error.refusal.code }, 'dispatch report not taken');
  }
}

async function certificateOf({ gateway: { tlsCertFile, tlsKeyFile } }: Config) {
  if (!tlsCertFile && !tlsKeyFile) return undefined;
  const read = (file: string, name: string) =>
    readFile(file, 'utf8').catch(() => {
      throw new Error(`${name} names a file that cannot be read. Give the path of a PEM file.`);
    });
  const cert = await read(tlsCertFile, 'GATEWAY_TLS_CERT_FILE');
  return { cert, key: await read(tlsKeyFile, 'GATEWAY_TLS_KEY_FILE') };
}

function watchCertificate(
  config: Config,
  present: { readonly cert: string } | undefined,
  use: (tls: { readonly key: string; readonly cert: string }) => void,
  log: Logger,
): NodeJS.Timeout | undefined {
  if (!present) return undefined;
  let changedAt = Date.now();
  const look = async () => {
    const { mtimeMs } = await stat(config.gateway.tlsCertFile);
    if (mtimeMs <= changedAt) return;
    const tls = await certificateOf(config);
    if (tls) use(tls);
    changedAt = mtimeMs;
    log.info('certificate of the gateway renewed');
  };
  return setInterval(() => {
    look().catch((error: unknown) => log.error({ err: error }, 'certificate not renewed'));
  }, CERTIFICATE_CHECK_MS);
}

if (isMain('gateway')) {
  await runProgram(async (config, log) => {
    const gateway = await startGatewayProgram(config, log);
    log.info({ port: gateway.port }, 'gateway listens');
    return gateway;
  });
}
