import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permitActivities } from '../../src/activities/permit.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { testSigner } from '../support/gate.ts';
import { aReleasedLetterMailing, newPrintJob, releasedPrintJob } from '../support/print-samples.ts';

let api: TestApi;
let keys: Awaited<ReturnType<typeof testSigner>>;
let permits: ReturnType<typeof permitActivities>;
beforeAll(async () => {
  api = await testApi();
  keys = await testSigner();
  permits = permitActivities({
    store: api.store,
    signer: keys.signer,
    clock: () => new Date().toISOString(),
    lateCheck: async () => new Set(),
  });
});
afterAll(() => api.stop());

const REASON = 'Verkeerde datum in de brief';

/** A mailing that is let out, with held jobs of these many letters, and somebody of its department. */
async function handedIn(...letters: readonly number[]) {
  const { id: mailingId } = await aReleasedLetterMailing(api.store, 100);
  const jobs = letters.map((count) => newPrintJob(mailingId, `job-${randomUUID()}`, count));
  // Before the sign-off, so that they are what was signed off.
  const at = new Date(Date.now() - 60_000).toISOString();
  for (const job of jobs) await api.store.printJobs.hold(job, provenance({ at }));
  const { departmentId } = (await api.store.mailings.find(mailingId))!;
  const { token } = await api.person(['department'], departmentId);
  return { mailingId, names: jobs.map(({ manifest }) => manifest.jobId), token };
}

const takeBack = (mailingId: string, jobId = '', token = '', body: object = { reason: REASON }) =>
  api.ask(`/v1/mailings/${mailingId}/print-jobs/${jobId}/returns`, { token, body });
const found = async (jobId = '') => (await api.store.printJobs.find(jobId))!;
async function linesOf(mailingId: string) {
  const { results } = await api.store.audit.list({ objectType: 'mailing', objectId: mailingId, page: 1, pageSize: 100 }); // prettier-ignore
  return results;
}

describe('a department that takes a held print job back', () => {
  it('has it back once, with its reason on the record', async () => {
    const { mailingId, names, token } = await handedIn(40);
    const first = await takeBack(mailingId, names[0], token);
    expect([first.status, first.body]).toEqual([
      200,
      expect.objectContaining({ jobId: names[0], status: 'returned', stoppable: false }),
    ]);
    const again = await takeBack(mailingId, names[0], token);
    expect([again.status, again.body.code]).toEqual([409, 'print-job-not-held']);
    expect(again.body.detail).toContain('al gestopt of teruggenomen');
    const lines = (await linesOf(mailingId)).filter(({ action }) => action === 'print-job-taken-back'); // prettier-ignore
    expect(lines).toHaveLength(1);
    expect(lines[0]!.detail).toMatchObject({ jobId: names[0], batch: 1, reason: REASON });
    expect((await found(names[0])).text).toBe('');
  });

  it('stops a permit that was not taken up, and the other jobs get another one', async () => {
    const { mailingId, names, token } = await handedIn(30, 20);
    expect(await permits.issuePermit({ mailingId, batch: 1 })).toEqual({ given: 1 });
    const { permitId = '' } = await found(names[0]);
    expect((await takeBack(mailingId, names[0], token)).status).toBe(200);
    const permit = await api.store.permits.find(permitId);
    expect(permit.revokedAt).toBeDefined();
    expect(await api.store.permits.consume(permit, provenance({ at: new Date().toISOString() }))).toBe(false); // prettier-ignore
    expect((await found(names[1])).permitId).toBeUndefined();
    expect((await permits.issueSupplementaryPermits()).given).toBe(1);
    const [, second] = await api.store.permits.ofBatch(mailingId, 1, 'letter');
    expect(second).toMatchObject({ part: 2, count: 20 });
    expect((await found(names[1])).permitId).toBe(second?.id);
  });

  it('leaves the mailing one of the print areas: nothing leaves without a job', async () => {
    const { mailingId, names, token } = await handedIn(100);
    expect((await takeBack(mailingId, names[0], token)).status).toBe(200);
    expect(await permits.issuePermit({ mailingId, batch: 1 })).toEqual({ given: 0 });
    expect(await api.store.permits.ofMailing(mailingId)).toEqual([]);
  });

  it('is too late once the permit was taken up, and told so', async () => {
    const { mailingId, token } = await handedIn();
    const at = new Date().toISOString();
    const job = { mailingId, jobId: `job-${randomUUID()}`, letters: 10, at };
    await releasedPrintJob({ store: api.store, signer: keys.signer }, job);
    const answer = await takeBack(mailingId, job.jobId, token);
    expect([answer.status, answer.body.code]).toEqual([409, 'print-job-not-held']);
    expect(answer.body.detail).toContain('al vrijgegeven aan de drukker');
    expect((await found(job.jobId)).status).toBe('released');
  });

  it('wins or loses from the gateway, never half', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { mailingId, names, token } = await handedIn(50, 50);
      await permits.issuePermit({ mailingId, batch: 1 });
      const permit = await api.store.permits.find((await found(names[0])).permitId ?? '');
      const at = new Date().toISOString();
      const [answer, consumed] = await Promise.all([
        takeBack(mailingId, names[0], token),
        api.store.permits.consume(permit, provenance({ at })),
      ]);
      expect([answer.status, consumed]).toEqual(consumed ? [409, true] : [200, false]);
      const statuses = [(await found(names[0])).status, (await found(names[1])).status];
      expect(statuses).toEqual(consumed ? ['released', 'released'] : ['returned', 'held']);
    }
  });

  it('gives a reason, and is the department of the mailing', async () => {
    const { mailingId, names, token } = await handedIn(40);
    expect((await takeBack(mailingId, names[0], token, {})).status).toBe(400);
    expect((await takeBack(mailingId, 'bestaat-niet', token)).status).toBe(404);
    const lead = await api.person(['kcc-lead']);
    expect((await takeBack(mailingId, names[0], lead.token)).status).toBe(403);
    const other = await api.person(['department'], api.departments.other);
    expect((await takeBack(mailingId, names[0], other.token)).status).toBe(404);
    expect((await found(names[0])).status).toBe('held');
  });
});
