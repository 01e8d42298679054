import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { createS3Area } from '../../src/gateway/print/s3-area.ts';
import type { PrintJobStatus } from '../../src/domain/print-job.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { eventually } from '../support/eventually.ts';
import { becomes, type TestGate, testGate } from '../support/gate.ts';
import { bucketHands, clientOf, createUser, describeWithStore, objectStore, type ObjectStore, placeIn, type StoreKey, startObjectStore, testBucket } from '../support/object-store.ts'; // prettier-ignore
import { letterPdf } from '../support/pdf.ts';
import { LETTER, letterMailing, manifestOf, PRINTER, type TestPrint, testPrint } from '../support/print.ts'; // prettier-ignore

const COMMAND = fileURLToPath(new URL('../../dist/main/sluis-verify.js', import.meta.url));

type Hands = ReturnType<typeof bucketHands>;

/** Rights as docs/print.md gives them to whoever works with an area. */
const allow = (user: StoreKey, actions: readonly string[], resources: readonly string[]) => ({
  Effect: 'Allow',
  Principal: { AWS: [user.id] },
  Action: actions,
  Resource: resources.map((one) => `arn:aws:s3:::${one}`),
});

describeWithStore('print areas in an object store', () => {
  let store: ObjectStore;
  let gate: TestGate;
  let print: TestPrint;
  const users: { [who in 'department' | 'gateway' | 'printer']: StoreKey } = {
    department: { id: 'afdeling', secret: 'geheim-van-de-afdeling' },
    gateway: { id: 'sluis', secret: 'geheim-van-de-sluis' },
    printer: { id: 'drukker', secret: 'geheim-van-de-drukker' },
  };
  const names = { inbox: '', held: '', released: '' };
  const opened: { close(): void }[] = [];

  beforeAll(async () => {
    store = await objectStore();
    gate = await testGate(undefined, { printer: PRINTER });
    for (const user of Object.values(users)) createUser(store, user);
  });
  beforeEach(async () => {
    gate.clock.now = () => new Date().toISOString();
    print = await testPrint(gate);
    for (const area of ['inbox', 'held', 'released'] as const) {
      const bucket = await testBucket(store);
      names[area] = bucket.name;
      opened.push({ close: bucket.end });
    }
    const { inbox, held, released } = names;
    const everything = (name: string) => allow(users.gateway, ['s3:*'], [name, `${name}/*`]);
    await setPolicy(inbox, [
      everything(inbox),
      allow(users.department, ['s3:PutObject'], [`${inbox}/*`]),
      allow(users.department, ['s3:GetObject'], [`${inbox}/*.json`]),
    ]);
    await setPolicy(held, [everything(held)]);
    await setPolicy(released, [
      everything(released),
      allow(users.printer, ['s3:ListBucket'], [released]),
      allow(users.printer, ['s3:GetObject'], [`${released}/*`]),
      allow(users.printer, ['s3:PutObject'], [`${released}/print/_receipts/*`]),
    ]);
  });
  afterEach(async () => {
    await print.end();
    for (const one of opened.splice(0)) one.close();
  });
  afterAll(() => gate.end());

  async function setPolicy(Bucket: string, Statement: readonly object[]): Promise<void> {
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const client = clientOf(store);
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    client.destroy();
  }

  /** The gateway's three areas, each with the gateway's key. */
  function areas(at = store) {
    const area = (name: keyof typeof names) => {
      const place = placeIn(at, names[name], { prefix: 'print', key: users.gateway });
      const made = createS3Area(place, { own: name === 'held' });
      opened.push(made);
      return made;
    };
    return { inbox: area('inbox'), held: area('held'), released: area('released') };
  }

  function hands(who: keyof typeof users, area: keyof typeof names): Hands {
    const client = clientOf(store, users[who]);
    opened.push({ close: () => client.destroy() });
    return bucketHands(client, names[area]);
  }

  /** Hands a job in with the department's key, its manifest last. */
  async function handIn(mailing: string, job: string): Promise<void> {
    const department = hands('department', 'inbox');
    const files = { 'brieven.pdf': await letterPdf([LETTER, LETTER]) };
    await department.put(`print/${job}/brieven.pdf`, files['brieven.pdf']);
    await department.put(`print/${job}/manifest.json`, manifestOf(mailing, job, files));
  }

  const becomesStatus = (job: string, status: PrintJobStatus) =>
    eventually(async () => expect((await gate.store.printJobs.find(job))?.status).toBe(status));
  const isPlaced = (job: string) =>
    eventually(async () => expect((await gate.store.printJobs.find(job))?.placedAt).toBeDefined());
  const keysOf = async (area: keyof typeof names) => bucketHands(clientOf(store), names[area]).keys(); // prettier-ignore

  /** What a print house does: copies what was released to a folder of its own. */
  async function download(): Promise<string> {
    const printer = hands('printer', 'released');
    const folder = join(print.root, 'drukker');
    for (const key of await printer.keys()) {
      const file = join(folder, key.slice('print/'.length));
      await mkdir(join(file, '..'), { recursive: true });
      await writeFile(file, await printer.get(key));
    }
    return folder;
  }

  const verify = (job: string) => {
    const args = [COMMAND, job, '--keys', print.keyFile, '--printer', PRINTER];
    return spawnSync(process.execPath, args, { encoding: 'utf8', env: bareEnvironment });
  };

  async function letGo(mailing: string, job: string): Promise<void> {
    await becomesStatus(job, 'held');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 1 });
    await isPlaced(job);
  }

  it('take a job from the department to the printer, and the receipt back', async () => {
    const mailing = await letterMailing(gate, 'held');
    await handIn(mailing, 'woz-1');
    print.start(areas());
    await becomesStatus('woz-1', 'held');
    await eventually(async () => expect(await keysOf('inbox')).toEqual([]));
    expect(await keysOf('released')).toEqual([]);
    await letGo(mailing, 'woz-1');

    const folder = await download();
    expect(verify(join(folder, 'woz-1'))).toMatchObject({
      status: 0,
      stdout: expect.stringMatching('^OK: woz-1 mag nu gedrukt worden \\(2 brieven'),
    });
    expect(verify(join(folder, 'woz-1')).status).toBe(3);
    const receipt = await readFile(join(folder, '_receipts', 'woz-1.json'));
    await hands('printer', 'released').put('print/_receipts/woz-1.json', receipt);
    await becomesStatus('woz-1', 'printed');
    await eventually(() => expect(print.reported).toHaveLength(1));
    await eventually(async () => expect(await keysOf('held')).toEqual([]));
  });

  it('take a job back from the printer, and say so to whoever has copied it', async () => {
    const mailing = await letterMailing(gate, 'held');
    await handIn(mailing, 'woz-2');
    print.start(areas());
    await letGo(mailing, 'woz-2');
    await gate.permits.revokePermits({ mailingId: mailing });
    await becomesStatus('woz-2', 'stopped');
    expect(await keysOf('released')).toEqual(['print/woz-2.stop.json']);
    const folder = await download();
    await mkdir(join(folder, 'woz-2'));
    expect(verify(join(folder, 'woz-2'))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('ingetrokken'),
    });
  });

  it('refuse what is not right, in a note beside it, and take the mended one', async () => {
    const mailing = await letterMailing(gate, 'held');
    const department = hands('department', 'inbox');
    const files = { 'brieven.pdf': await letterPdf([LETTER, LETTER]) };
    const torn = files['brieven.pdf'].subarray(0, 2_000);
    await department.put('print/woz-3/brieven.pdf', torn);
    await department.put('print/woz-3/manifest.json', manifestOf(mailing, 'woz-3', files));
    print.start(areas());
    const note = await eventually(() => department.get('print/woz-3.refused.json'));
    expect(note.toString()).toContain('SHA-256');
    await department.put('print/woz-3/brieven.pdf', files['brieven.pdf']);
    await department.put('print/woz-3/manifest.json', `${manifestOf(mailing, 'woz-3', files)}\n`);
    await becomesStatus('woz-3', 'held');
  });

  it('hold everything while the store is away, and go on when it is back', async () => {
    const mailing = await letterMailing(gate, 'held');
    const own = await startObjectStore(join(print.root, 'store'));
    const inbox = await testBucket(own);
    const [held, released] = [await testBucket(own), await testBucket(own)];
    const made = [inbox, held, released].map(({ place }) => createS3Area(place));
    opened.push(...made, { close: inbox.end }, { close: held.end }, { close: released.end });
    const files = { 'brieven.pdf': await letterPdf([LETTER, LETTER]) };
    await inbox.put('woz-4/brieven.pdf', files['brieven.pdf']);
    await inbox.put('woz-4/manifest.json', manifestOf(mailing, 'woz-4', files));
    print.start({ inbox: made[0]!, held: made[1]!, released: made[2]! });
    await becomesStatus('woz-4', 'held');
    await own.stop();
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await expect(made[2]!.jobs()).rejects.toThrow('cannot be reached');
    expect(await gate.store.printJobs.find('woz-4')).toMatchObject({ status: 'held' });
    const back = await startObjectStore(join(print.root, 'store'), false, Number(new URL(own.endpoint).port)); // prettier-ignore
    opened.push({ close: () => void back.stop() });
    await isPlaced('woz-4');
    expect(await released.keys()).toContain('woz-4/manifest.json');
  });

  it('give each its own key, with which nothing else can be reached', async () => {
    await bucketHands(clientOf(store), names.held).put('print/job/brieven.pdf', 'brief');
    const denied = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ name: 'AccessDenied' }); // prettier-ignore
    for (const area of ['held', 'released'] as const) {
      await denied(hands('department', area).keys());
      await denied(hands('department', area).get('print/job/brieven.pdf'));
      await denied(hands('department', area).put('print/job/x.pdf', 'x'));
    }
    await denied(hands('department', 'inbox').keys());
    for (const area of ['inbox', 'held'] as const) {
      await denied(hands('printer', area).keys());
      await denied(hands('printer', area).get('print/job/brieven.pdf'));
      await denied(hands('printer', area).put('print/job/x.pdf', 'x'));
    }
    await denied(hands('printer', 'released').put('print/eigen-job/manifest.json', '{}'));
    await denied(hands('printer', 'released').remove('print/job/manifest.json'));
    await hands('printer', 'released').put('print/_receipts/job.json', '{}');
    expect(await hands('printer', 'released').keys()).toEqual(['print/_receipts/job.json']);
  });
});
