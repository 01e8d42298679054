import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestGate } from './gate.ts';

export interface GateChild {
  readonly port: number;
  readonly pid: number;
  /** Set when it reached its crash point. */
  readonly crashed: () => string | undefined;
  /** Batches it reported. */
  readonly reported: readonly {
    readonly accepted: number;
    readonly inDoubt: number;
    readonly failed: number;
  }[];
  /** Resolves when the process is gone. */
  readonly gone: Promise<void>;
  kill(): void;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('./gate-child.mjs', import.meta.url));
const BUILT = fileURLToPath(new URL('../../dist/gateway/index.js', import.meta.url));

/** For a gateway that is not to lose its own claims, however long a busy machine lets it wait. */
export const LONG_LEASE = { leaseSeconds: 60 } as const;

/**
 * Starts a gateway as a process of its own; see gate-child.mjs for its crash points. Its claims lapse after
 * `leaseSeconds`: 2 when left out, so that those of one that is killed are soon free.
 */
export async function startGateChild(
  gate: TestGate,
  options: {
    readonly peerUrl?: string;
    readonly crashAt?: string;
    readonly leaseSeconds?: number;
  } = {},
): Promise<GateChild> {
  if (!existsSync(BUILT))
    throw new Error('The gateway is not built: run the tests with npm run test:kill.');
  const orders = {
    url: gate.url,
    peerUrl: options.peerUrl ?? gate.sink.url,
    jwks: { keys: [gate.keys.publicJwk] },
    crashAt: options.crashAt,
    leaseSeconds: options.leaseSeconds,
  };
  const child: ChildProcess = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, NODE_OPTIONS: '', GATE_CHILD: JSON.stringify(orders) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit').then(() => {});
  let crashed: string | undefined;
  const reported: { accepted: number; inDoubt: number; failed: number }[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    void gone.then(() => reject(new Error('The gateway process ended at once')));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const fact = JSON.parse(line) as { port?: number; crashed?: string; reported?: never };
      if (fact.port) resolve(fact.port);
      if (fact.crashed) crashed = fact.crashed;
      if (fact.reported) reported.push(fact.reported);
    });
  });
  return {
    port,
    pid: child.pid!,
    crashed: () => crashed,
    reported,
    gone,
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
