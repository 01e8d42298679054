import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { type Child, startChild } from './child.ts';
import { placeOf } from './places.ts';
import { freePort } from './ports.ts';

/** How the embedded Temporal server is started. */
export interface TemporalOptions {
  /** The server's database lies in `temporal` in this folder, its log beside it. */
  readonly dataDir: string;
  /** A free one when left out. */
  readonly port?: number;
  /** Keep running after this process has ended. */
  readonly outlive?: boolean;
}

/** A running embedded Temporal server with the namespace `default`. */
export interface EmbeddedTemporal {
  /** `host:port` for clients and workers. */
  readonly address: string;
  readonly pid: number;
  /** Stops in good order; after the time-out (ms, default 20,000) the server is killed. */
  readonly stop: (timeoutMs?: number) => Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const ATTEMPTS = 3;
/** Finished mailings stay readable this long; the server's own default is one day. */
const RETENTION_SECONDS = 90 * 24 * 3600;

/**
 * Starts Temporal's single-binary server on 127.0.0.1 and waits until it serves the namespace `default`.
 * @throws Error with a sentence, when the binary is missing or the server does not come up
 */
export async function startTemporal(options: TemporalOptions): Promise<EmbeddedTemporal> {
  const folder = join(options.dataDir, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logFile = join(options.dataDir, 'temporal.log');
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const address = `127.0.0.1:${port}`;
    const child = await startChild({
      program: placeOf('temporal'),
      args: serverArguments(folder, port),
      stopSignal: 'SIGTERM',
      logFile,
      cwd: folder,
      ...(options.outlive === undefined ? {} : { outlive: options.outlive }),
    });
    if (await serves(address, child)) return { address, pid: child.pid, stop: child.stop };
    await child.stop();
    // The server picks more ports by itself, and two that start together may pick the same one.
    if (attempt >= ATTEMPTS) {
      const end = readFileSync(logFile, 'utf8').slice(-800);
      throw new Error(`The Temporal server did not start. Its log ${logFile} ends with:\n${end}`);
    }
  }
}

function serverArguments(folder: string, port: number): string[] {
  const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(port)];
  args.push('--db-filename', join(folder, 'temporal.sqlite'), '--log-level', 'warn');
  // Without these two a busy machine falls to a fifth of the throughput; kill -9 loses nothing with them.
  args.push('--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal');
  return args;
}

/** Waits until the server answers for its namespace; false when it ended instead, or took longer than a minute. */
async function serves(address: string, child: Child): Promise<boolean> {
  let dead = false;
  void child.ended.then(() => (dead = true));
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!dead && Date.now() < deadline) {
    try {
      await keepHistories(address);
      return true;
    } catch {
      await delay(100);
    }
  }
  return false;
}

async function keepHistories(address: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '2 seconds' });
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      const { workflowService } = connection;
      const { config } = await workflowService.describeNamespace({ namespace: 'default' });
      const kept = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
      if (kept >= RETENTION_SECONDS) return;
      await workflowService.updateNamespace({
        namespace: 'default',
        config: { workflowExecutionRetentionTtl: { seconds: RETENTION_SECONDS as never } },
      });
    });
  } finally {
    await connection.close();
  }
}
