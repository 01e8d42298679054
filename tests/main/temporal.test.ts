import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { isAlive, signal } from '../../src/main/embedded/child.ts';
import { type EmbeddedTemporal, startTemporal } from '../../src/main/embedded/temporal.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { quietTemporal } from '../support/temporal.ts';

const taskQueue = 'echo';

describe('the embedded Temporal server', () => {
  let folder: ReturnType<typeof testFolder>;
  let server: EmbeddedTemporal | undefined;

  beforeAll(quietTemporal);

  beforeEach(() => {
    folder = testFolder();
  });
  afterEach(async () => {
    await server?.stop();
    folder.remove();
  });

  it('still has every acknowledged workflow after kill -9, and they can finish', async () => {
    const started: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      server = await startTemporal({ dataDir: folder.path });
      started.push(...(await startWorkflows(server.address, round)));
      await kill(server);
    }

    server = await startTemporal({ dataDir: folder.path });

    expect(await finishAll(server.address, started)).toEqual(started);
  }, 90_000);
});

async function kill(server: EmbeddedTemporal): Promise<void> {
  signal(server.pid, 'SIGKILL');
  await eventually(() => expect(isAlive(server.pid)).toBe(false));
}

async function startWorkflows(address: string, round: number): Promise<string[]> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const ids = Array.from({ length: 10 }, (_, index) => `echo:${round}-${index}`);
  await Promise.all(
    ids.map((workflowId) => workflow.start('echo', { workflowId, taskQueue, args: [workflowId] })),
  );
  await connection.close();
  return ids;
}

/** Lets a worker finish these workflows; each one's result is its own id. */
async function finishAll(address: string, ids: readonly string[]): Promise<string[]> {
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    taskQueue,
    workflowsPath: fileURLToPath(new URL('./echo.workflow.ts', import.meta.url)),
  });
  const client = new Client({ connection: await Connection.connect({ address }) });
  const results = await worker.runUntil(
    Promise.all(
      ids.map(async (id) => {
        const handle = client.workflow.getHandle<() => Promise<string>>(id);
        await handle.signal('finish');
        return handle.result();
      }),
    ),
  );
  await client.connection.close();
  await connection.close();
  return results;
}
