import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { ActivityDeps } from '../../src/activities/deps.ts';
import { createActivities } from '../../src/activities/index.ts';
import type { PermitDeps } from '../../src/activities/permit.ts';
import { DEFAULT_JOURNEY_POLICY } from '../../src/domain/journey-policy.ts';
import { type EmbeddedTemporal, startTemporal } from '../../src/main/embedded/temporal.ts';
import {
  invitationWorkflowId,
  mailingWorkflowId,
  TASK_QUEUES,
  WORKFLOW_TYPES,
} from '../../src/workflows/contract.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { invitations } from '../support/builders/invitation-rows.ts';
import { mailingDetails } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { bundle } from '../support/journey.ts';
import { quietTemporal } from '../support/temporal.ts';

// The API against a real Temporal server and the real journey.

const folder = testFolder();
let temporal: EmbeddedTemporal;
let api: TestApi;
let worker: { stop: () => Promise<void> };
let department: { id: string; token: string };
let lead: { id: string; token: string };
beforeAll(async () => {
  quietTemporal();
  temporal = await startTemporal({ dataDir: folder.path });
  api = await testApi({ journeys: 'temporal', env: { TEMPORAL_ADDRESS: temporal.address } });
  worker = await startWorker();
  department = await api.person(['department'], api.departments.own);
  lead = await api.person(['kcc-lead']);
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await api.stop();
  await temporal.stop();
  folder.remove();
}, 60_000);

async function startWorker() {
  const connection = await NativeConnection.connect({ address: temporal.address });
  const running = await Worker.create({
    connection,
    taskQueue: TASK_QUEUES.journeys,
    workflowBundle: await bundle(),
    activities: createActivities({
      store: api.store,
      clock: () => new Date().toISOString(),
      ids: randomUUID,
      workplace: 'Sluisplein 1',
      // Nothing is mailed or released here: nobody works on that queue.
      ...({} as Pick<ActivityDeps & PermitDeps, 'mailer' | 'signer' | 'lateCheck'>),
    }),
  });
  const ended = running.run();
  return {
    stop: async () => {
      running.shutdown();
      await ended;
      await connection.close();
    },
  };
}

async function aSubmittedMailing(): Promise<string> {
  const { token } = department;
  const body = { departmentId: api.departments.own, details: mailingDetails() };
  const draft = await api.ask('/v1/mailings', { token, body });
  const path = `/v1/mailings/${draft.body.id}`;
  const submitted = await api.ask(`${path}/submissions`, { token, body: {} });
  expect(submitted.status).toBe(201);
  return path;
}

const statusOf = async (path: string) =>
  (await api.ask(path, { token: lead.token })).body.status as string;

describe('with a real journey', () => {
  it('a worker that polls makes the API ready', async () => {
    await eventually(async () => expect((await api.ask('/readyz')).status).toBe(200));
  });

  it('a submitted mailing is held, and a sign-off is refused in words', async () => {
    const path = await aSubmittedMailing();
    await eventually(async () => expect(await statusOf(path)).toBe('held'));
    const answer = await api.ask(`${path}/sign-offs`, { token: lead.token, body: {} });
    expect(answer.status).toBe(409);
    expect(answer.body.code).toBe('unmet-conditions');
    expect(answer.body.errors.map((one: { code: string }) => one.code)).toContain('qa-sheet-ready');
  });

  it('a command right after submission finds the journey there', async () => {
    const path = await aSubmittedMailing();
    const answer = await api.ask(`${path}/contact-checks`, { token: lead.token, body: {} });
    expect(answer).toMatchObject({ status: 201, body: { status: 'held' } });
  });

  it('a repeat under the same key is one Update, also when the answer was lost', async () => {
    const path = await aSubmittedMailing();
    const key = randomUUID();
    const pairs = [
      { number: 1, topic: '', question: 'V?', answer: 'A', internalNote: '', owner: '' },
    ];
    await api.ask(`${path}/qa-sheet`, { token: lead.token, method: 'PUT', body: { pairs } });
    const check = () =>
      api.ask(`${path}/contact-checks`, {
        token: lead.token,
        body: {},
        headers: { 'idempotency-key': key },
      });
    const first = await check();
    await api.store.idempotency.purge(new Date(Date.now() + 60_000).toISOString());
    const again = await check();
    expect(again.body).toEqual(first.body);
    const { body } = await api.ask(`${path}/timeline`, { token: lead.token });
    const checks = body.results.filter(
      (line: { action: string }) => line.action === 'contact-details-checked',
    );
    expect(checks).toHaveLength(1);
  });

  it('submitting twice starts one journey', async () => {
    const { token } = department;
    const body = { departmentId: api.departments.own, details: mailingDetails() };
    const draft = await api.ask('/v1/mailings', { token, body });
    const path = `/v1/mailings/${draft.body.id}`;
    const both = await Promise.all(
      [1, 2].map(() => api.ask(`${path}/submissions`, { token, body: {} })),
    );
    expect(both.map((one) => one.status)).toContain(201);
    await eventually(async () => expect(await statusOf(path)).toBe('held'));
    const { body: timeline } = await api.ask(`${path}/timeline`, { token });
    const actions = timeline.results.map((line: { action: string }) => line.action);
    expect(actions.filter((action: string) => action === 'held')).toHaveLength(1);
    expect(mailingWorkflowId(draft.body.id)).toBe(`mailing:${draft.body.id}`);
  });

  it('two commands at once are decided one after the other', async () => {
    const path = await aSubmittedMailing();
    const { token } = lead;
    const [withdrawal, refusal] = await Promise.all([
      api.ask(`${path}/withdrawals`, { token, body: { reason: 'Vervalt.' } }),
      api.ask(`${path}/refusals`, { token, body: { reason: 'Te vroeg.' } }),
    ]);
    expect(new Set([withdrawal.status, refusal.status])).toEqual(new Set([201, 409]));
    const ended = await statusOf(path);
    expect(ended).toBe(withdrawal.status === 201 ? 'withdrawn' : 'refused');
  });

  it('an invitation that was answered or lapsed in the same moment is a refusal in words', async () => {
    const mailingId = (await aSubmittedMailing()).split('/').at(-1)!;
    const agent = await api.person(['agent']);
    const startsAt = new Date(Date.now() + 7 * 86_400_000).toISOString();
    const [invited] = await invitations(api.store, mailingId, [agent.id], { startsAt });
    const { id, needId } = invited!;
    const connection = await Connection.connect({ address: temporal.address });
    // Its journey is there and waits for nobody: the row does not know yet that it has heard an answer.
    const journey = await new Client({ connection }).workflow.start(WORKFLOW_TYPES.invitation, {
      workflowId: invitationWorkflowId(needId),
      taskQueue: TASK_QUEUES.journeys,
      args: [{ mailingId, needId, positions: 1, candidates: [], startsAt, policy: DEFAULT_JOURNEY_POLICY }], // prettier-ignore
    });
    try {
      const body = { answer: 'accepted' };
      const answer = await api.ask(`/v1/assignments/${id}/answers`, { token: agent.token, body });
      expect(answer).toMatchObject({ status: 409, body: { code: 'invitation-ended' } });
    } finally {
      await journey.terminate();
      await connection.close();
    }
  });

  it('without a worker a command is not answered, and asked again with its key it is done once', async () => {
    const path = await aSubmittedMailing();
    await eventually(async () => expect(await statusOf(path)).toBe('held'));
    await worker.stop();
    const headers = { 'idempotency-key': randomUUID() };
    const check = () => api.ask(`${path}/contact-checks`, { token: lead.token, body: {}, headers });
    const answer = await check();
    expect(answer).toMatchObject({ status: 503, body: { code: 'no-answer-yet' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    worker = await startWorker();
    await eventually(async () => expect((await check()).status).toBe(201), 30_000);
    const { body } = await api.ask(`${path}/timeline`, { token: lead.token });
    const checks = body.results.filter(
      (line: { action: string }) => line.action === 'contact-details-checked',
    );
    expect(checks).toHaveLength(1);
  }, 60_000);
});
