import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { permitActivities } from '../../src/activities/permit.ts';
import { runRetention } from '../../src/activities/retention.ts';
import { hashPassword } from '../../src/gateway/password.ts';
import { verifyEvidence } from '../../src/main/sluis-verify-evidence.ts';
import { testFolder } from '../support/folder.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let token: string;
let path: string;
beforeAll(async () => {
  world = await sampleWorld();
  ({ token } = await world.person(['auditor']));
  const mailingId = world.mailings.releasing;
  path = `/v1/mailings/${mailingId}/evidence`;
  const record = await world.store.mailings.find(mailingId);
  const credentialId = randomUUID();
  await world.store.mailCredentials.save({
    credentialId,
    username: 'proef',
    passwordHash: await hashPassword('proef'),
    departmentId: record!.departmentId,
    fromDomains: ['sluiswaard.example'],
    mode: 'hold',
  });
  const raw = Buffer.from('Subject: Verzonnen\r\n\r\nBeste inwoner\r\n');
  const digest = createHash('sha256').update(raw).digest('hex');
  await world.store.heldMessages.hold([
    {
      id: randomUUID(),
      credentialId,
      mailingId,
      messageId: '<a@sluiswaard.example>',
      envelopeFrom: 'post@sluiswaard.example',
      recipients: ['iemand@inwoner.example'],
      digest,
      dedupeKey: digest,
      raw,
      receivedAt: '2026-01-01T00:00:00.000Z',
    },
  ]);
  const permits = permitActivities({
    store: world.store,
    signer: world.permitKeys.signer,
    clock: () => new Date().toISOString(),
    lateCheck: async () => new Set(),
  });
  await permits.issuePermit({ mailingId, batch: 1 });
}, 180_000);
afterAll(() => world.stop());

const bundle = async () => (await world.ask(path, { token })).body;
/** As `sluis-verify --evidence` does it, with nothing but the public keys. */
async function verifiedOffline(evidence: unknown) {
  const folder = testFolder();
  const [file, keys] = [join(folder.path, 'bundle.json'), join(folder.path, 'keys.json')];
  writeFileSync(keys, JSON.stringify(await world.permitKeys.publicJwks()));
  writeFileSync(file, JSON.stringify(evidence));
  const report = await verifyEvidence(file, keys);
  folder.remove();
  return report;
}
const verify = (body: unknown) => world.ask('/v1/permit-verifications', { token, body });

describe('the evidence of a mailing', () => {
  it('is one file that holds, under the public keys', async () => {
    const evidence = await bundle();
    expect(evidence.permits.length).toBeGreaterThan(0);
    expect(JSON.stringify(evidence.permits)).not.toContain('inwoner.example');
    const { status, body } = await verify({ evidence });
    expect([status, body.faults]).toEqual([200, []]);
    expect(body).toMatchObject({ valid: true, permits: [{ batch: 1 }] });
    expect(body.leavesOpen.length).toBeGreaterThan(0);
  });

  it('still holds after the keys were rotated', async () => {
    const evidence = await bundle();
    await world.permitKeys.rotate();
    expect((await verify({ evidence })).body).toMatchObject({ valid: true });
  });

  it('is caught when it was changed, with where and why', async () => {
    const evidence = await bundle();
    evidence.contents[0].details.title = 'Iets anders';
    const { status, body } = await verify({ evidence });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      valid: false,
      faults: [{ code: 'content-differs', where: 'contents.0', text: { nl: expect.any(String) } }],
    });
  });

  it('holds for letters too: jobs, manifests and receipts', async () => {
    const letters = `/v1/mailings/${world.mailings.letters}/evidence`;
    const { body: evidence } = await world.ask(letters, { token });
    const statuses = evidence.printJobs.map(({ status }: { status: string }) => status);
    expect(new Set(statuses)).toEqual(new Set(['printed', 'released', 'held', 'refused']));
    expect((await verify({ evidence })).body).toMatchObject({ valid: true, faults: [] });
    const faultsOf = async (change: (printed: { [field: string]: unknown }) => void) => {
      const changed = structuredClone(evidence);
      change(changed.printJobs[statuses.indexOf('printed')]);
      const { body } = await verify({ evidence: changed });
      return body.faults.map(({ code }: { code: string }) => code);
    };
    const receipt = { format: 'sluis-print-receipt/1', jobId: 'een-andere' };
    expect(await faultsOf((job) => (job['receipt'] = receipt))).toEqual(['receipt-differs']);
    const early = '2020-01-01T00:00:00.000Z';
    expect(await faultsOf((job) => (job['releasedAt'] = early))).toContain('print-job-unpermitted');
    expect(await faultsOf((job) => (job['jobId'] = 'een-andere'))).toContain('print-job-missing');
  });

  it('proves which files a print job had, also after its letters were purged', async () => {
    const late = new Date(Date.now() + 400 * 86_400_000).toISOString();
    const { store } = world;
    await runRetention({ store, clock: () => late, ids: randomUUID });
    const letters = `/v1/mailings/${world.mailings.letters}/evidence`;
    const { body: evidence } = await world.ask(letters, { token });
    const [job] = evidence.printJobs;
    const digest = createHash('sha256').update(job.manifestText).digest('hex');
    expect(digest).toBe(job.manifestDigest);
    expect(JSON.parse(job.manifestText).files).toEqual(job.manifest.files);
    expect((await verifiedOffline(evidence)).code).toBe(0);
    const tampered: ((job: { [field: string]: unknown }) => void)[] = [
      (one) => (one['manifestText'] = `${job.manifestText} `),
      (one) => (one['manifestText'] = job.manifestText.replace(/a{64}/, 'b'.repeat(64))),
      (one) => delete one['manifestText'],
      (one) => (one['manifestText'] = { text: job.manifestText }),
      (one) => (one['manifest'] = { ...job.manifest, postage: 'next-day' }),
      (one) => (one['manifest'] = { ...job.manifest, files: [{ ...job.manifest.files[0], pages: 1 }] }), // prettier-ignore
    ];
    for (const change of tampered) {
      const other = structuredClone(evidence);
      change(other.printJobs[0]);
      const { code, lines } = await verifiedOffline(other);
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining('Het manifest van')]);
    }
  });

  it('checks a single permit', async () => {
    const [permit] = (await bundle()).permits;
    expect((await verify({ permit: permit.jws })).body).toMatchObject({ valid: true });
    expect((await verify({ permit: `${permit.jws.slice(0, -8)}AAAAAAAA` })).body).toMatchObject({
      valid: false,
      faults: [{ code: 'signature-wrong' }],
    });
  });

  it.each([
    {},
    { permit: 1 },
    { evidence: {} },
    { permit: 'a', evidence: {} },
    [],
    { permit: null },
  ])('answers 400 to %j', async (body) => {
    expect((await verify(body)).status).toBe(400);
  });

  it('can be checked offline with a file of keys, and says in words what it found', async () => {
    const folder = testFolder();
    const file = join(folder.path, 'bundle.json');
    const keys = join(folder.path, 'keys.json');
    const evidence = await bundle();
    writeFileSync(keys, JSON.stringify(await world.permitKeys.publicJwks()));
    writeFileSync(file, JSON.stringify(evidence));
    const good = await verifyEvidence(file, keys);
    expect([good.code, good.lines.join(' ')]).toEqual([0, expect.stringContaining('Niet bewezen')]);
    writeFileSync(file, JSON.stringify({ ...evidence, mailingId: randomUUID() }));
    expect(await verifyEvidence(file, keys)).toMatchObject({ code: 1 });
    writeFileSync(file, 'geen json');
    expect(await verifyEvidence(file, keys)).toMatchObject({ code: 2 });
    expect(await verifyEvidence(file, file)).toMatchObject({ code: 2 });
    folder.remove();
  });
});
