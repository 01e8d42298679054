import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  noLongerWanted,
  TASK_QUEUES,
  waveWorkflowId,
  WORKFLOW_TYPES,
} from '../../src/workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { keepHistory } from '../support/histories.ts';
import { JOURNEY_POLICY, startJourneys } from '../support/journey.ts';
import { aPaperKcc, type PaperKcc } from '../support/paper-kcc.ts';

describe('following a wave', () => {
  let kcc: PaperKcc;
  let journeys: Awaited<ReturnType<typeof startJourneys>>;

  beforeEach(async () => {
    kcc = aPaperKcc();
    journeys = await startJourneys(kcc.activities);
  });
  afterEach(() => journeys.stop());

  const follow = () => {
    const mailingId = randomUUID();
    return journeys.env.client.workflow.start(WORKFLOW_TYPES.wave, {
      workflowId: waveWorkflowId(mailingId),
      taskQueue: TASK_QUEUES.journeys,
      args: [{ mailingId, policy: JOURNEY_POLICY }],
    });
  };

  it('looks every so often until it is over, also when the journey has gone', async () => {
    let looks = 0;
    kcc.before = (name) => {
      if (name === 'lookAtWave' && ++looks === 3) kcc.wave = { over: true };
    };
    const handle = await follow();
    await handle.result();
    expect(looks).toBe(3);
    await keepHistory(handle, 'wave');
  });

  it('stops when it is no longer wanted', async () => {
    let looks = 0;
    kcc.before = () => {
      looks += 1;
    };
    const handle = await follow();
    await eventually(() => expect(looks).toBeGreaterThan(0));
    await handle.signal(noLongerWanted);
    await handle.result();
    expect(looks).toBeLessThan(5);
  });
});
