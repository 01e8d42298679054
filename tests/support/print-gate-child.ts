import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PrintPlace } from '../../src/config-print.ts';
import type { PrintAreas } from '../../src/gateway/print/area.ts';
import type { PrintedBatch } from '../../src/store/print-job.ts';
import type { TestGate } from './gate.ts';
import { PRINTER } from './print.ts';

export type PrintPlaces = { readonly [area in keyof PrintAreas]: PrintPlace };

const SCRIPT = fileURLToPath(new URL('./print-gate-child.mjs', import.meta.url));

/** Starts the print part of a gateway as a process of its own; see print-gate-child.mjs for its crash points. */
export function startPrintGateChild(gate: TestGate, places: PrintPlaces, crashAt?: string) {
  const orders = {
    url: gate.url,
    places,
    jwks: { keys: [gate.keys.publicJwk] },
    printer: PRINTER,
    crashAt,
  };
  const child = spawn(process.execPath, [SCRIPT], {
    env: { ...process.env, NODE_OPTIONS: '', PRINT_GATE_CHILD: JSON.stringify(orders) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit').then(() => {});
  let crashed: string | undefined;
  const reported: PrintedBatch[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const fact = JSON.parse(line) as { crashed?: string; reported?: PrintedBatch };
    if (fact.crashed) crashed = fact.crashed;
    if (fact.reported) reported.push(fact.reported);
  });
  return {
    /** Resolves when the process is gone, to the crash point that it reached. */
    gone: gone.then(() => crashed),
    reported,
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await gone;
    },
  };
}
