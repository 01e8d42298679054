import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { addSeconds } from '../../src/domain/instant.ts';
import type { ReleasingMailing } from '../../src/domain/mailing.ts';
import { loadedKeys } from '../../src/gateway/index.ts';
import { startPrintGate } from '../../src/main/print-gate.ts';
import type { PrintJob } from '../../src/store/print-job.ts';
import { journeysInStore, testApi, type TestApi } from '../support/api.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';
import { testSigner } from '../support/gate.ts';
import { aReleasedLetterMailing, LONG_AGO_SECONDS, newPrintJob, receiptOf, releasedPrintJob } from '../support/print-samples.ts'; // prettier-ignore

let api: TestApi;
let keys: Awaited<ReturnType<typeof testSigner>>;
let token: string;
beforeAll(async () => {
  api = await testApi();
  keys = await testSigner();
  ({ token } = await api.machine('print-house'));
});
afterAll(() => api.stop());

/** What tells journeys of printed batches; it runs while `during` does, in folders of its own. */
async function withPrintGate(during: () => Promise<void>): Promise<void> {
  const folder = testFolder();
  const print = {
    ...api.config.print,
    inbox: join(folder.path, 'inbox'),
    held: join(folder.path, 'held'),
    released: join(folder.path, 'released'),
  };
  const gate = await startPrintGate(
    { ...api.config, print },
    {
      store: api.store,
      keys: loadedKeys(async () => ({ keys: [keys.publicJwk] }), 0),
      journeys: journeysInStore(api.store),
      logger: pino({ level: 'silent' }),
    },
  );
  try {
    await during();
  } finally {
    await gate.stop();
    folder.remove();
  }
}

/** A job of a mailing of its own (or of `mailingId`) that lies with the printer. */
async function aJob({ letters = 40, of = 40, since = 0, mailingId = '' } = {}) {
  const id = mailingId || (await aReleasedLetterMailing(api.store, of)).id;
  return releasedPrintJob(
    { store: api.store, signer: keys.signer },
    {
      mailingId: id,
      jobId: `job-${randomUUID()}`,
      letters,
      at: addSeconds(new Date().toISOString(), since),
    },
  );
}

const post = (job: PrintJob, body: object = receiptOf(job)) =>
  api.ask(`/v1/mailings/${job.mailingId}/print-jobs/${job.jobId}/receipts`, { token, body });
const statusOf = async ({ jobId }: PrintJob) => (await api.store.printJobs.find(jobId))?.status;
async function printedLines({ mailingId: objectId }: PrintJob) {
  const lines = await api.store.audit.list({ objectType: 'mailing', objectId, page: 1, pageSize: 100 }); // prettier-ignore
  return lines.results.filter(({ action }) => action === 'print-job-printed');
}

/** What the mailing knows of the letters of its batch. */
async function reportOf({ mailingId }: PrintJob) {
  const { mailing } = (await api.store.mailings.find(mailingId))!;
  return (mailing as ReleasingMailing).released[0]?.reports.letter;
}

describe('a receipt that the print house posts', () => {
  it('confirms the batch at the time of the last one, when all its jobs are printed', async () => {
    const one = await aJob({ letters: 30 });
    const two = await aJob({ letters: 10, mailingId: one.mailingId });
    await withPrintGate(async () => {
      const first = await post(one);
      expect([first.status, first.body]).toEqual([
        201,
        expect.objectContaining({ jobId: one.jobId, status: 'printed', stoppable: false, printedAt: one.releasedAt }), // prettier-ignore
      ]);
      expect(await reportOf(one)).toBeUndefined();
      expect((await post(two)).status).toBe(201);
      await eventually(
        async () =>
        expect(await reportOf(one)).toEqual({ at: two.releasedAt, accepted: 40, failed: 0, inDoubt: 0 }), // prettier-ignore
      );
    });
  });

  it('counts once when it is posted again', async () => {
    const job = await aJob();
    const [first, again] = [await post(job), await post(job)];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await printedLines(job)).toHaveLength(1);
  });

  it.each([
    ['other-permit', { permitId: randomUUID() }],
    ['other-content', { manifestDigest: 'f'.repeat(64) }],
    ['other-content', { addressCount: 41 }],
    ['other-content', { jobId: 'een-andere' }],
    ['other-printer', { printer: 'een-andere-drukker' }],
    ['too-early', { printedAt: '2020-01-01T00:00:00.000Z' }],
  ])('is refused as %s when it says %j', async (fault, change) => {
    const job = await aJob();
    const { status, body } = await post(job, { ...receiptOf(job), ...change });
    expect([status, body.code]).toEqual([409, `receipt-${fault}`]);
    expect(await statusOf(job)).toBe('released');
    expect(await printedLines(job)).toEqual([]);
  });

  it('of another job is refused, and of a job of another mailing not found', async () => {
    const [mine, other] = [await aJob(), await aJob()];
    expect(await post(mine, receiptOf(other))).toMatchObject({ status: 409 });
    const elsewhere = { ...other, mailingId: mine.mailingId };
    expect(await post(elsewhere, receiptOf(other))).toMatchObject({ status: 404 });
    expect([await statusOf(mine), await statusOf(other)]).toEqual(['released', 'released']);
  });

  it('is not taken of a job that still waits: the print house does not even see it', async () => {
    const { mailingId } = await aJob({ letters: 10 });
    const waiting = newPrintJob(mailingId, `job-${randomUUID()}`, 10);
    await api.store.printJobs.hold(waiting, provenance());
    const held = (await api.store.printJobs.find(waiting.manifest.jobId))!;
    const body = { ...receiptOf(held), permitId: randomUUID(), printedAt: held.receivedAt };
    expect((await post(held, body)).status).toBe(404);
    expect(await statusOf(held)).toBe('held');
  });

  it('dated ahead of our clock counts from now', async () => {
    const job = await aJob();
    const { body } = await post(job, { ...receiptOf(job), printedAt: '2999-01-01T00:00:00.000Z' });
    expect(Date.parse(body.printedAt)).toBeLessThanOrEqual(Date.now());
  });
});

describe('a withdrawal while letters are at the printer', () => {
  it('answers how many are too late to stop, in time, and printed', async () => {
    const printed = await aJob({ letters: 5, since: -LONG_AGO_SECONDS });
    const { mailingId } = printed;
    await aJob({ letters: 7, mailingId, since: -LONG_AGO_SECONDS });
    await aJob({ letters: 11, mailingId });
    await post(printed);
    const lead = await api.person(['kcc-lead']);
    const { status, body } = await api.ask(`/v1/mailings/${mailingId}/withdrawals`, {
      token: lead.token,
      body: { reason: 'De bedragen kloppen niet.' },
    });
    expect([status, body.status, body.lettersAtPrinter]).toEqual([
      201,
      'withdrawn',
      { takenBack: 11, pastCutOff: 7, printed: 5 },
    ]);
  });
});
