import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import {
  answerInvitation,
  type InvitationJourneyInput,
  invitationWorkflowId,
  noLongerWanted,
  TASK_QUEUES,
  WORKFLOW_TYPES,
} from '../../src/workflows/contract.ts';
import { days } from '../support/builders/mailing.ts';
import { eventually } from '../support/eventually.ts';
import { keepHistory } from '../support/histories.ts';
import { JOURNEY_POLICY, startJourneys } from '../support/journey.ts';
import { aPaperKcc, type PaperKcc } from '../support/paper-kcc.ts';

describe('looking for people', () => {
  let kcc: PaperKcc;
  let journeys: Awaited<ReturnType<typeof startJourneys>>;
  let handle: WorkflowHandle;

  beforeEach(async () => {
    kcc = aPaperKcc();
    journeys = await startJourneys(kcc.activities);
  });
  afterEach(() => journeys.stop());

  const lookFor = async (positions: number, ...candidates: string[]) => {
    const needId = randomUUID();
    const startsAt = days(20, new Date(await journeys.now()).toISOString());
    kcc.plans.set(1, [{ needId, positions, candidates, startsAt }]);
    const input: InvitationJourneyInput = {
      mailingId: randomUUID(),
      needId,
      positions,
      candidates,
      startsAt,
      policy: JOURNEY_POLICY,
    };
    handle = await journeys.env.client.workflow.start(WORKFLOW_TYPES.invitation, {
      workflowId: invitationWorkflowId(needId),
      taskQueue: TASK_QUEUES.journeys,
      args: [input],
    });
  };
  const answer = (assignmentId: string, given: 'accepted' | 'declined') =>
    handle.executeUpdate(answerInvitation, { args: [{ assignmentId, answer: given }] });
  const noted = (line: string) => eventually(() => expect(kcc.diary).toContain(line));

  it('asks the next one when somebody declines', async () => {
    await lookFor(1, 'anna', 'bert', 'carla');
    await noted('invite anna');
    expect(kcc.diary).toEqual(['invite anna']);
    await answer('anna', 'declined');
    await noted('invite bert');
    await answer('bert', 'accepted');

    expect(await handle.result()).toBe(1);
    expect(kcc.diary).not.toContain('invite carla');
    await keepHistory(handle, 'invitation-declined');
  });

  it('asks the next one when somebody stays silent', async () => {
    await lookFor(1, 'anna', 'bert');
    await noted('invite anna');
    await journeys.pass(2);
    expect(kcc.diary).toContain('anna silent');
    await expect(answer('anna', 'accepted')).rejects.toThrow(/update/i);
    expect(kcc.invitations.get('anna')).toBe('lapsed');
    await noted('invite bert');
    await keepHistory(handle, 'invitation-silent');
    await handle.result();
  });

  it('asks as many at once as are wanted, and refuses a second answer', async () => {
    await lookFor(2, 'anna', 'bert', 'carla');
    await noted('invite anna');
    await noted('invite bert');
    expect(kcc.diary.filter((line) => line.startsWith('invite'))).toHaveLength(2);
    await answer('anna', 'accepted');
    await expect(answer('anna', 'declined')).rejects.toThrow(/update/i);
    await answer('bert', 'declined');
    await noted('invite carla');
    await answer('carla', 'accepted');
    expect(await handle.result()).toBe(2);
  });

  it('goes on when nobody is left, and ends when the time has come', async () => {
    await lookFor(2, 'anna');
    await noted('invite anna');
    await answer('anna', 'declined');
    expect(await handle.result()).toBe(0);
  });

  it('tells everyone who was asked or has accepted when it is called off', async () => {
    await lookFor(2, 'anna', 'bert', 'carla');
    await noted('invite bert');
    await answer('anna', 'accepted');
    await handle.signal(noLongerWanted);
    await handle.result();

    expect(kcc.diary.filter((line) => line.startsWith('cancel')).toSorted()).toEqual([
      'cancel anna',
      'cancel bert',
    ]);
    await expect(answer('bert', 'accepted')).rejects.toThrow(/update/i);
    await keepHistory(handle, 'invitation-called-off');
  });

  it('calls it off too when the workflow itself is cancelled', async () => {
    await lookFor(1, 'anna');
    await noted('invite anna');
    await handle.cancel();
    await handle.result();
    expect(kcc.diary).toContain('cancel anna');
  });
});
