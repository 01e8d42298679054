import { fileURLToPath } from 'node:url';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Worker, type WorkflowBundle } from '@temporalio/worker';
import { TASK_QUEUES } from '../../src/workflows/contract.ts';
import { quietTemporal } from './temporal.ts';
import { timeSkipping } from './time-skipping.ts';

/** A time-skipping server and what runs on it; one per test file, because its clock only goes forward. */
export async function startJourneys(activities: object) {
  quietTemporal();
  const env = await timeSkipping();
  const workflowBundle = await bundle();
  let workers = await startWorkers(env, workflowBundle, activities);
  return {
    env,
    client: env.client,
    /** Ends the workers and starts others that know nothing: they replay. */
    async restartWorkers() {
      await workers.stop();
      workers = await startWorkers(env, workflowBundle, activities);
    },
    async stop() {
      await workers.stop();
      await env.teardown();
    },
  };
}

let made: Promise<WorkflowBundle> | undefined;

/** The workflows as a worker runs them, bundled once per test file. */
export function bundle(): Promise<WorkflowBundle> {
  made ??= bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url)),
    logger: { log: noop, trace: noop, debug: noop, info: noop, warn: noop, error: noop },
  }) as Promise<WorkflowBundle>;
  return made;
}

async function startWorkers(env: TestWorkflowEnvironment, workflowBundle: WorkflowBundle, activities: object) {
  const { nativeConnection: connection } = env;
  const all = await Promise.all([
    Worker.create({ connection, taskQueue: TASK_QUEUES.journeys, workflowBundle, activities }),
    Worker.create({ connection, taskQueue: TASK_QUEUES.mail, activities }),
  ]);
  const running = Promise.all(all.map((worker) => worker.run()));
  return {
    async stop() {
      for (const worker of all) worker.shutdown();
      await running;
    },
  };
}

const noop = () => undefined;
