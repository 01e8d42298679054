import { DefaultLogger, Runtime } from '@temporalio/worker';
import { startTemporal } from '../../src/main/embedded/temporal.ts';
import { runFolder, sharedInRun } from './run.ts';

/**
 * The address of a real Temporal server with the namespace `default`: that of TEMPORAL_ADDRESS_TEST, or an embedded
 * one that this run shares. Use a task queue and workflow ids of your own.
 */
export async function testTemporal(): Promise<string> {
  return (
    process.env['TEMPORAL_ADDRESS_TEST'] ??
    sharedInRun('temporal', async () => {
      const { address, pid } = await startTemporal({ dataDir: runFolder(), outlive: true });
      return { value: address, pid, stopSignal: 'SIGTERM' as const };
    })
  );
}

/** Keeps the SDK's notes of every bundle and worker out of the tests' output; call it before the first worker. */
export function quietTemporal(): void {
  Runtime.install({ logger: new DefaultLogger('WARN') });
}
