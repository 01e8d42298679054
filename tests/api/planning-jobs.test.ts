import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Planner, planningActivities } from '../../src/activities/planning.ts';
import { dispatchOptions, planStaffing } from '../../src/planner/index.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let token: string;
beforeAll(async () => {
  world = await sampleWorld();
  ({ token } = await world.person(['kcc-lead']));
}, 120_000);
afterAll(() => world.stop());

const ask = (noun: string, key = randomUUID()) =>
  world.ask(`/v1/mailings/${world.mailings.held}/${noun}`, {
    token,
    body: {},
    headers: { 'idempotency-key': key },
  });
/** What the worker does with it. */
const work = (jobId: string, planner: Planner = { dispatchOptions, planStaffing }) => {
  const clock = () => new Date().toISOString();
  const activities = planningActivities({ store: world.store, clock, planner });
  return new MockActivityEnvironment().run(
    (job: { jobId: string }) => activities.calculatePlan(job),
    { jobId },
  );
};

describe('a long calculation', () => {
  it('lays three dispatch plans side by side', async () => {
    const asked = await ask('dispatch-options');
    expect([asked.status, asked.body.status]).toEqual([202, 'waiting']);
    await work(asked.body.id);
    const { body } = await world.ask(asked.headers.get('location')!, { token });
    expect(body).toMatchObject({ status: 'done', progress: 1 });
    const kinds = body.result.options.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['all-at-once', 'cheapest', 'calmest']);
    const [all, , calm] = body.result.options;
    expect(calm.peakPositions).toBeLessThanOrEqual(all.peakPositions);
    expect(calm.text.nl.length).toBeGreaterThan(20);
  }, 180_000);

  it('works out a staffing plan with its proof', async () => {
    const asked = await ask('staffing-proposals');
    await work(asked.body.id);
    const { body } = await world.ask(asked.headers.get('location')!, { token });
    expect(body.status).toBe('done');
    expect(body.result.shortageAfter.personHours).toBeLessThanOrEqual(
      body.result.shortageBefore.personHours,
    );
    expect(body.result).toHaveProperty('proof');
    expect(body.result).toHaveProperty('waysOut');
  }, 180_000);

  it('is asked once under one key', async () => {
    const key = randomUUID();
    const [first, second] = [
      await ask('dispatch-options', key),
      await ask('dispatch-options', key),
    ];
    expect(second.body.id).toBe(first.body.id);
  });

  it('tells in words what cannot be planned, and ends with that', async () => {
    const asked = await ask('dispatch-options');
    const text = { nl: 'Dit kan niet.', en: 'This cannot be.' };
    const refuses = async () => {
      throw Object.assign(new Error('no'), {
        name: 'PlannerInputError',
        faults: [{ path: 'window', text }],
      });
    };
    await work(asked.body.id, { dispatchOptions: refuses, planStaffing: refuses });
    await work(asked.body.id);
    const { body } = await world.ask(asked.headers.get('location')!, { token });
    expect(body).toMatchObject({
      status: 'failed',
      failure: [{ nl: 'Dit kan niet. (window)', en: 'This cannot be. (window)' }],
    });
  });

  it('is not shown under another mailing or kind', async () => {
    const asked = await ask('dispatch-options');
    for (const path of [
      `${world.mailings.releasing}/dispatch-options/${asked.body.id}`,
      `${world.mailings.held}/staffing-proposals/${asked.body.id}`,
    ]) {
      expect((await world.ask(`/v1/mailings/${path}`, { token })).status).toBe(404);
    }
  });
});
