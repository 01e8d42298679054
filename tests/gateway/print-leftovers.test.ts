import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { PrintArea } from '../../src/gateway/print/area.ts';
import { createPrintClear, LEFTOVER_MS } from '../../src/gateway/print/print-clear.ts';
import { createPrintIntake } from '../../src/gateway/print/print-intake.ts';
import { registerLeftovers } from '../../src/gateway/print/print-metrics.ts';
import { createS3Area } from '../../src/gateway/print/s3-area.ts';
import { heldFolder } from '../../src/gateway/print/whole.ts';
import { type TestGate, testGate } from '../support/gate.ts';
import { describeWithStore, objectStore, placeIn, testBucket } from '../support/object-store.ts';
import { handInJob, letterMailing, type TestPrint, testPrint } from '../support/print.ts';

let gate: TestGate;
let print: TestPrint;
beforeAll(async () => {
  gate = await testGate();
});
beforeEach(async () => {
  print = await testPrint(gate);
});
afterEach(() => print.end());
afterAll(() => gate.end());

const logger = pino({ level: 'silent' });
const after = (ms: number) => () => new Date(Date.now() + ms).toISOString();
const linesOf = async (folder: string) => {
  const { rows } = await gate.db.query<{ action: string; detail: { jobId: string } }>(
    'select action, detail from audit_lines where object_id = $1',
    [folder],
  );
  return rows;
};

function keepsNothingThatNobodyKnows(openHeld: () => Promise<{ area: PrintArea; end(): void }>) {
  let held: PrintArea;
  let end: () => void;
  beforeEach(async () => {
    const opened = await openHeld();
    held = opened.area;
    end = () => opened.end();
  });
  afterEach(() => end());

  type Hold = TestGate['store']['printJobs']['hold'];
  /** One look at the inbox by a gateway that writes jobs down with `hold`. */
  async function takeIn(hold: Hold = gate.store.printJobs.hold) {
    const printJobs = { ...gate.store.printJobs, hold };
    const intake = createPrintIntake({
      store: { printJobs, mailings: gate.store.mailings },
      inbox: print.areas.inbox,
      held,
      pdf: print.pdf,
      clock: after(0),
      logger,
    });
    for (const entry of await print.areas.inbox.jobs()) await intake.takeIn(entry);
  }
  /** Clears as a gateway does whose clock is `ms` ahead; answers how much it found that no job needs. */
  async function clear(ms: number): Promise<number> {
    const clearing = createPrintClear({
      store: gate.store,
      inbox: print.areas.inbox,
      held,
      clock: after(ms),
      logger,
    });
    await clearing.clear();
    return clearing.leftovers();
  }
  const folders = async () => (await held.jobs()).map(({ name }) => name);
  const crash: Hold = () => Promise.reject(new Error('crash'));
  const inInbox = (job: string) => join(print.folders.inbox, job);

  it('tells of files whose job was taken away after a crash, and removes them after a day', async () => {
    const mailing = await letterMailing(gate, 'held', 4);
    const kept = await handInJob(print, mailing);
    await takeIn();
    const lost = await handInJob(print, mailing);
    await expect(takeIn(crash)).rejects.toThrow('crash');
    await rm(inInbox(lost), { recursive: true });
    const [left = ''] = (await folders()).filter((name) => name.startsWith(lost));

    expect(await clear(LEFTOVER_MS - 60_000)).toBe(1);
    expect(await folders()).toContain(left);
    expect(await linesOf(left)).toEqual([]);

    expect(await clear(LEFTOVER_MS + 60_000)).toBe(1);
    expect(await folders()).toEqual([heldFolder((await gate.store.printJobs.find(kept))!)]);
    expect(await linesOf(left)).toMatchObject([
      { action: 'print-leftover-removed', detail: { jobId: lost } },
    ]);
    expect(await clear(LEFTOVER_MS + 60_000)).toBe(0);
    expect((await gate.store.audit.verify()).intact).toBe(true);
  });

  it('leaves files alone whose job still lies in the inbox, however old they are', async () => {
    const job = await handInJob(print, await letterMailing(gate, 'held'));
    await expect(takeIn(crash)).rejects.toThrow('crash');
    expect(await clear(400 * LEFTOVER_MS)).toBe(1);
    const [before] = await folders();
    await takeIn();
    expect((await gate.store.printJobs.find(job))?.status).toBe('held');
    expect(await folders()).toEqual([before]);
    expect(await clear(400 * LEFTOVER_MS)).toBe(0);
  });

  it('copies a job anew whose old copy was cleared away while it was being written down', async () => {
    const job = await handInJob(print, await letterMailing(gate, 'held'));
    await expect(takeIn(crash)).rejects.toThrow('crash');
    const [copy = ''] = await folders();
    await takeIn(async (...found) => {
      await held.remove(copy);
      await gate.store.printJobs.hold(...found);
    });
    expect(await folders()).toEqual([copy]);
    expect((await held.entries(copy)).map(({ name }) => name).toSorted()).toEqual([
      'brieven.pdf',
      'manifest.json',
    ]);
    expect((await gate.store.printJobs.find(job))?.status).toBe('held');
    expect(await print.areas.inbox.jobs()).toEqual([]);
  });

  it('does not take away what a job needs since the look', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    await takeIn();
    const { manifestDigest } = (await gate.store.printJobs.find(job))!;
    const [folder = ''] = await folders();
    const parts = { folder, jobId: job, digestStart: manifestDigest.slice(0, 16) };
    const provenance = { actor: { role: 'system' }, origin: 'gateway', at: after(0)() } as const;
    const { leftoverRemoved } = gate.store.printJobs;
    expect(await leftoverRemoved(parts, after(0)(), provenance)).toBe(false);
    expect(await linesOf(folder)).toEqual([]);
  });

  it('tells of what no gateway put there, and leaves it to people', async () => {
    const file = { name: 'manifest.json', content: Buffer.from('{}') };
    await held.store('kopie-van-jan', [file]);
    expect(await clear(400 * LEFTOVER_MS)).toBe(1);
    expect(await folders()).toEqual(['kopie-van-jan']);
  });
}

describe('a held area in a folder', () => {
  keepsNothingThatNobodyKnows(async () => ({ area: print.areas.held, end: () => {} }));
});

describeWithStore('a held area in an object store', () => {
  keepsNothingThatNobodyKnows(async () => {
    const store = await objectStore();
    const bucket = await testBucket(store);
    const area = createS3Area(placeIn(store, bucket.name), { own: true });
    return {
      area,
      end: () => {
        area.close();
        bucket.end();
      },
    };
  });
});

it('the number of folders that no job needs is in the figures of the gateway', async () => {
  const registry = new Registry();
  registerLeftovers(registry, () => 3);
  expect(await registry.metrics()).toContain('sluis_print_leftovers 3');
});
