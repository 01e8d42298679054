import { expect, jest } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import type { WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { Activities } from '../../src/activities/index.ts';
import type { Mailing } from '../../src/domain/mailing.ts';
import {
  type CommandResult,
  type JourneyPolicy,
  type MailingJourneyInput,
  mailingQuery,
  type MailingUpdateName,
  mailingWorkflowId,
  REFUSAL,
  TASK_QUEUES,
  WORKFLOW_TYPES,
} from '../../src/workflows/contract.ts';
import type { MailingCommandOf } from '../../src/domain/mailing-commands.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { eventually } from './eventually.ts';
import { quietTemporal } from './temporal.ts';
import { timeSkipping } from './time-skipping.ts';

// The time-skipping server's clock can stand still for good when a workflow ends with an activity in flight. Each test
// has a server of its own, so a second try is a fair one; what the first one met is printed. Now and then that server
// refuses what a worker answers ("invalid history builder state"): then it takes some tens of seconds to ask again.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
jest.setTimeout(90_000);

export const JOURNEY_POLICY: JourneyPolicy = {
  minimumQaPairs: 3,
  reminderWorkingDays: 5,
  escalationWorkingDays: 5,
  invitationWorkingHours: 8,
  waveCheckMinutes: 24 * 60,
};

/** With a cache of 0 a worker remembers nothing and replays the whole history at every step. */
export interface WorkerTuning {
  readonly maxCachedWorkflows?: number;
}

/** A server on which months pass in seconds, and workers on it; one per test file, because its clock only goes forward. */
export async function startJourneys(activities: Partial<Activities>, options: WorkerTuning = {}) {
  quietTemporal();
  const env = await timeSkipping();
  const workflowBundle = await bundle();
  let workers = await startWorkers(env, workflowBundle, activities, options);
  return {
    env,
    /** `days` later, with everything done that was due in between. */
    async pass(days: number): Promise<void> {
      await env.sleep(days * 86_400_000);
    },
    async now(): Promise<number> {
      return env.currentTimeMs();
    },
    /** Starts the journey of a mailing, or takes it up again. */
    async start(input: Omit<MailingJourneyInput, 'policy'>) {
      const handle = await env.client.workflow.start(WORKFLOW_TYPES.mailing, {
        workflowId: mailingWorkflowId(input.mailing.id),
        taskQueue: TASK_QUEUES.journeys,
        args: [{ policy: JOURNEY_POLICY, ...input }],
      });
      return aJourney(handle);
    },
    /**
     * Ends the workers and starts others that know nothing: they replay. Waits first until the journey has nothing in
     * hand: the server gives a task to the poll of a worker that is going, and its clock stands still until that times
     * out.
     */
    async restartWorkers({ handle }: Journey): Promise<void> {
      await eventually(async () => expect(await inHand(handle)).toEqual([]));
      await workers.stop();
      workers = await startWorkers(env, workflowBundle, activities, options);
    },
    async stop(): Promise<void> {
      await workers.stop();
      await env.teardown();
    },
  };
}

/** A command that people and machines give. */
type GivenCommand = MailingCommandOf<MailingUpdateName>;

/** A running journey as people see it. */
export type Journey = ReturnType<typeof aJourney>;

function aJourney(handle: WorkflowHandle) {
  return {
    handle,
    /** Gives a command; the answer when it was carried out. */
    give(command: GivenCommand, updateId?: string): Promise<CommandResult> {
      return handle.executeUpdate<CommandResult, [GivenCommand]>(command.type, {
        args: [command],
        ...(updateId !== undefined && { updateId }),
      });
    },
    /** Gives a command that must be refused; why it was. */
    async refusal(command: GivenCommand): Promise<Refusal> {
      const outcome: unknown = await this.give(command).catch((error: unknown) => error);
      const { cause } = outcome as { cause?: { type?: string; details?: unknown[] } };
      if (cause?.type !== REFUSAL) throw new Error(`Not refused: ${JSON.stringify(outcome)}`);
      return cause.details?.[0] as Refusal;
    },
    mailing: (): Promise<Mailing> => handle.query(mailingQuery),
    /** The status in which it ended. */
    ended: (): Promise<string> => handle.result() as Promise<string>,
  };
}

async function inHand(handle: WorkflowHandle): Promise<unknown[]> {
  const { pendingActivities, pendingWorkflowTask } = (await handle.describe()).raw;
  return [...(pendingActivities ?? []), ...(pendingWorkflowTask ? [pendingWorkflowTask] : [])];
}

let made: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflows as a worker runs them, bundled once per test file. */
export function bundle(): Promise<WorkflowBundleWithSourceMap> {
  const logger = { log: noop, trace: noop, debug: noop, info: noop, warn: noop, error: noop };
  const workflowsPath = fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url));
  made ??= bundleWorkflowCode({ workflowsPath, logger });
  return made;
}

async function startWorkers(
  { nativeConnection: connection }: TestWorkflowEnvironment,
  workflowBundle: WorkflowBundleWithSourceMap,
  activities: object,
  tuning: WorkerTuning,
) {
  const workers = await Promise.all([
    Worker.create({
      connection,
      taskQueue: TASK_QUEUES.journeys,
      workflowBundle,
      activities,
      ...tuning,
    }),
    // Workflows too, or the SDK warns that there are none.
    Worker.create({ connection, taskQueue: TASK_QUEUES.mail, workflowBundle, activities }),
  ]);
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    async stop() {
      for (const worker of workers) worker.shutdown();
      await running;
    },
  };
}

const noop = () => undefined;
