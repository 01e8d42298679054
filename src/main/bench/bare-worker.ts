import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { readOne } from '../../config-values.ts';
import { asked } from '../program.ts';

// node bare-worker.js: the worker of the bare engine, as a process of its own like the worker of Sluis.

Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
const connection = await NativeConnection.connect({
  address: readOne(process.env, 'TEMPORAL_ADDRESS'),
});
const worker = await Worker.create({
  connection,
  taskQueue: 'bare-journeys',
  workflowsPath: fileURLToPath(new URL('./bare-workflow.js', import.meta.url)),
  activities: { empty: async () => undefined },
  maxCachedWorkflows: 500,
});
const running = worker.run();
const ready = createServer((_, response) => response.end('ready'));
ready.listen(readOne(process.env, 'WORKER_HEALTH_PORT'), '127.0.0.1');
await asked();
worker.shutdown();
await running;
await connection.close();
ready.close();
