import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { freePort } from './embedded/ports.ts';

let installed: Promise<string> | undefined;

/**
 * Sends the SDK's log lines to `log`, and has it show its own metrics; once per process. Answers the address where the SDK
 * shows them, on this machine only.
 */
export function installTelemetry(log: Logger): Promise<string> {
  installed ??= install(log);
  return installed;
}

async function install(log: Logger): Promise<string> {
  const bindAddress = `127.0.0.1:${await freePort()}`;
  const levels = {
    TRACE: 'trace',
    DEBUG: 'debug',
    INFO: 'debug',
    WARN: 'warn',
    ERROR: 'error',
  } as const;
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      log[levels[level]](readable(meta), message);
    }),
    telemetryOptions: {
      metrics: { prometheus: { bindAddress } },
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) },
    },
    shutdownSignals: [],
  });
  return `http://${bindAddress}/metrics`;
}

/** The SDK names errors `error` and adds a token that tells nobody anything. */
function readable({ error, taskToken: _, ...meta }: Record<string, unknown> = {}) {
  return error === undefined ? meta : { ...meta, err: error };
}

/** Adds the SDK's metrics to what `registry` answers. */
export function gatherSdkMetrics(registry: Registry, url: string): void {
  const reachable = new Gauge({
    name: 'sluis_sdk_metrics_up',
    help: "Whether the Temporal SDK's own metrics could be read",
    registers: [registry],
  });
  const own = registry.metrics.bind(registry);
  registry.metrics = async () => {
    const sdk = await fetch(url, { signal: AbortSignal.timeout(2_000) })
      .then((response) => response.text())
      .catch(() => undefined);
    reachable.set(sdk === undefined ? 0 : 1);
    return `${await own()}\n${sdk ?? ''}`;
  };
}
