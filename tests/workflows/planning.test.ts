import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { planningWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '../../src/workflows/contract.ts';
import { startJourneys } from '../support/journey.ts';

describe('a calculation that was asked for', () => {
  let journeys: Awaited<ReturnType<typeof startJourneys>>;
  let solver: Worker;
  let running: Promise<void>;
  let attempts: string[];
  let failed: string[];
  let fails: (attempt: number) => boolean;

  beforeAll(async () => {
    journeys = await startJourneys({});
    solver = await Worker.create({
      connection: journeys.env.nativeConnection,
      taskQueue: TASK_QUEUES.planning,
      activities: {
        calculatePlan: async ({ jobId }: { jobId: string }) => {
          attempts.push(jobId);
          if (fails(attempts.length)) throw new Error('the solver went away');
        },
        failPlan: async ({ jobId }: { jobId: string }) => void failed.push(jobId),
      },
    });
    running = solver.run();
  }, 60_000);
  afterAll(async () => {
    solver.shutdown();
    await running;
    await journeys.stop();
  });
  beforeEach(() => {
    [attempts, failed] = [[], []];
  });

  const calculated = async (jobId = randomUUID()) => {
    const handle = await journeys.env.client.workflow.start(WORKFLOW_TYPES.planning, {
      workflowId: planningWorkflowId(jobId),
      taskQueue: TASK_QUEUES.journeys,
      args: [{ jobId }],
    });
    await handle.result();
    return jobId;
  };

  it('is tried again when the solver goes away', async () => {
    fails = (attempt) => attempt === 1;
    const jobId = await calculated();
    expect(attempts).toEqual([jobId, jobId]);
    expect(failed).toEqual([]);
  });

  it('is told to have failed after the third time', async () => {
    fails = () => true;
    const jobId = await calculated();
    expect(attempts).toHaveLength(3);
    expect(failed).toEqual([jobId]);
  });
});
