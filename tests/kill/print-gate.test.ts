import { spawnSync } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PrintArea } from '../../src/gateway/print/index.ts';
import { createS3Area } from '../../src/gateway/print/s3-area.ts';
import type { PrintJobStatus } from '../../src/domain/print-job.ts';
import { eventually } from '../support/eventually.ts';
import { becomes, type TestGate, testGate } from '../support/gate.ts';
import { describeWithStore, objectStore, testBucket } from '../support/object-store.ts';
import { letterPdf } from '../support/pdf.ts';
import { LETTER, letterMailing, manifestOf, PRINTER, type TestPrint, testPrint } from '../support/print.ts'; // prettier-ignore
import { type PrintPlaces, startPrintGateChild } from '../support/print-gate-child.ts';

/** How often every point is crashed at. The short form of npm test leaves the object store to npm run test:faults. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 1);
const ALL = process.env['SLUIS_FAULTS'] === 'all';
const COMMAND = fileURLToPath(new URL('../../dist/main/sluis-verify.js', import.meta.url));
const WITHIN_MS = 30_000;

/** What the department and the printer can do where the areas are. */
interface Outside {
  readonly places: PrintPlaces;
  readonly areas: { readonly [area in keyof PrintPlaces]: PrintArea };
  /** Hands in a file of a job. */
  put(key: string, bytes: Uint8Array | string): Promise<void>;
  /** Copies a released job into `folder`. */
  copy(job: string, folder: string): Promise<void>;
  receive(name: string, receipt: Buffer): Promise<void>;
  end(): void;
}

function inFolders(print: TestPrint): Outside {
  const { folders, areas } = print;
  return {
    places: folders,
    areas,
    put: async (key, bytes) => {
      await mkdir(join(folders.inbox, key, '..'), { recursive: true });
      await writeFile(join(folders.inbox, key), bytes);
    },
    copy: (job, folder) => cp(join(folders.released, job), join(folder, job), { recursive: true }),
    receive: (name, receipt) => writeFile(join(folders.released, '_receipts', name), receipt),
    end: () => undefined,
  };
}

async function inBuckets(): Promise<Outside> {
  const store = await objectStore();
  const [inbox, held, released] = [await testBucket(store), await testBucket(store), await testBucket(store)]; // prettier-ignore
  const places = { inbox: inbox.place, held: held.place, released: released.place };
  const made = Object.values(places).map((place) => createS3Area(place));
  return {
    places,
    areas: { inbox: made[0]!, held: made[1]!, released: made[2]! },
    put: inbox.put,
    copy: async (job, folder) => {
      await mkdir(join(folder, job), { recursive: true });
      for (const key of await released.keys()) {
        if (key.startsWith(`${job}/`)) await writeFile(join(folder, key), await released.get(key));
      }
    },
    receive: (name, receipt) => released.put(`_receipts/${name}`, receipt),
    end: () => {
      for (const one of [...made, { close: inbox.end }, { close: held.end }, { close: released.end }]) one.close(); // prettier-ignore
    },
  };
}

/** In the order of the journey: each process that is killed is followed by one that is killed at the next point. */
const TO_THE_PRINTER = [
  'inbox.pieces:within',
  'held.store:after',
  'printJobs.hold:before',
  'printJobs.hold:after',
  'inbox.remove:after',
  'permits.consume:before',
  'permits.consume:after',
  'released.store:before',
  'held.pieces:within',
  'released.store:after',
  'printJobs.placed:before',
  'printJobs.placed:after',
  'printJobs.printed:before',
  'printJobs.printed:after',
  'reportPrinted:before',
  'reportPrinted:after',
  'printJobs.reported:after',
  'held.remove:before',
  'held.remove:after',
];
const TAKEN_BACK = [
  'released.note:before',
  'released.note:after',
  'released.remove:after',
  'printJobs.stopped:before',
  'printJobs.stopped:after',
];
const RETURNED = ['inbox.note:after', 'printJobs.returned:before', 'printJobs.returned:after', 'held.remove:after']; // prettier-ignore
const REFUSED = ['printJobs.refuse:before', 'printJobs.refuse:after', 'inbox.note:after'];

function isKilled(of: (print: TestPrint) => Outside | Promise<Outside>): void {
  let gate: TestGate;
  let print: TestPrint;
  let outside: Outside;
  beforeAll(async () => {
    gate = await testGate(undefined, { printer: PRINTER });
    print = await testPrint(gate);
    outside = await of(print);
  });
  afterAll(async () => {
    outside.end();
    await print.end();
    await gate.end();
  });

  const jobIs = (job: string, status: PrintJobStatus) =>
    eventually(async () => expect((await gate.store.printJobs.find(job))?.status).toBe(status), WITHIN_MS); // prettier-ignore
  const handIn = async (mailing: string, job: string, letters = 2) => {
    const files = { 'brieven.pdf': await letterPdf([LETTER, LETTER]) };
    await outside.put(`${job}/brieven.pdf`, files['brieven.pdf']);
    await outside.put(`${job}/manifest.json`, manifestOf(mailing, job, files, letters));
  };
  const letGo = async (mailing: string, job: string) => {
    await jobIs(job, 'held');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await eventually(async () => expect((await gate.store.printJobs.find(job))?.placedAt).toBeDefined(), WITHIN_MS); // prettier-ignore
  };
  const linesOf = async (mailing: string) => {
    const { rows } = await gate.db.query<{ action: string }>(
      `select action from audit_lines where object_id = $1 order by seq`,
      [mailing],
    );
    return rows.map(({ action }) => action);
  };
  const names = async (area: keyof PrintPlaces) => (await outside.areas[area].jobs()).map(({ name }) => name); // prettier-ignore

  /** HOLD: what the printer can find was consumed, in that order, whenever it is looked at. */
  const nothingLeaks = async (job: string) => {
    const there = (await names('released')).includes(job);
    const found = await gate.store.printJobs.find(job);
    const consumed = found?.permitId && (await gate.store.permits.find(found.permitId)).consumedAt;
    if (there) expect(consumed).toBeTruthy();
  };

  /** One process after the other is killed at its point, while `journey` goes on outside. */
  function atEach(points: readonly string[], job: string, journey: () => Promise<void>): void {
    let going: Promise<unknown>;
    beforeAll(() => {
      // Its failure is told by the test that waits for it.
      going = journey().then(
        () => 'done',
        (error: unknown) => error,
      );
    });
    it.each(points)(
      '%s',
      async (point) => {
        const child = startPrintGateChild(gate, outside.places, point);
        const stuck = setTimeout(() => void child.stop(), WITHIN_MS);
        expect(await child.gone).toBe(point);
        clearTimeout(stuck);
        await nothingLeaks(job);
      },
      2 * WITHIN_MS,
    );
    it(
      'and ends as if nothing had happened',
      async () => {
        const child = startPrintGateChild(gate, outside.places);
        expect(await going).toBe('done');
        await eventually(async () => expect(await names('held')).toEqual([]), WITHIN_MS);
        await child.stop();
      },
      2 * WITHIN_MS,
    );
  }

  describe('on the way to the printer and back', () => {
    const job = 'naar-de-drukker';
    atEach(TO_THE_PRINTER, job, async () => {
      const mailing = await letterMailing(gate, 'held');
      await handIn(mailing, job);
      await letGo(mailing, job);
      const folder = join(print.root, 'drukker');
      await outside.copy(job, folder);
      const verify = () => {
        const args = [COMMAND, join(folder, job), '--keys', print.keyFile, '--printer', PRINTER];
        return spawnSync(process.execPath, args, { env: { PATH: process.env['PATH'] } }).status;
      };
      expect([verify(), verify()]).toEqual([0, 3]);
      await outside.receive(`${job}.json`, await readFile(join(folder, '_receipts', `${job}.json`))); // prettier-ignore
      await jobIs(job, 'printed');
      await eventually(async () => expect(await gate.store.printJobs.printedBatches()).toEqual([]), WITHIN_MS); // prettier-ignore
      expect(await names('inbox')).toEqual([]);
      expect(await linesOf(mailing)).toEqual([
        'print-job-held',
        'permit-issued',
        'permit-consumed',
        'print-job-released',
        'print-job-printed',
      ]);
    });
  });

  describe('when a released job is taken back', () => {
    const job = 'teruggehaald';
    atEach(TAKEN_BACK, job, async () => {
      const mailing = await letterMailing(gate, 'held');
      await handIn(mailing, job);
      const child = startPrintGateChild(gate, outside.places);
      await letGo(mailing, job);
      await child.stop();
      await gate.permits.revokePermits({ mailingId: mailing });
      await jobIs(job, 'stopped');
      expect(await names('released')).not.toContain(job);
      expect(await outside.areas.released.readNote(`${job}.stop.json`)).toContain('ingetrokken');
      const stops = (await linesOf(mailing)).filter((one) => one === 'print-job-stopped');
      expect(stops).toHaveLength(1);
    });
  });

  describe('when a held job goes back to the department', () => {
    const job = 'retour';
    atEach(RETURNED, job, async () => {
      const mailing = await letterMailing(gate, 'held');
      await handIn(mailing, job);
      const child = startPrintGateChild(gate, outside.places);
      await jobIs(job, 'held');
      await child.stop();
      await becomes(gate, mailing, 'withdrawn', { addressees: 0, letters: 2 });
      await jobIs(job, 'returned');
      expect(await outside.areas.inbox.readNote(`${job}.returned.json`)).toContain(job);
      expect(await linesOf(mailing)).toEqual(['print-job-held', 'print-job-returned']);
    });
  });

  describe('when a job is refused', () => {
    const job = 'geweigerd';
    atEach(REFUSED, job, async () => {
      const mailing = await letterMailing(gate, 'held');
      await handIn(mailing, job, 3);
      await jobIs(job, 'refused');
      await eventually(async () => expect(await outside.areas.inbox.readNote(`${job}.refused.json`)).toContain('brieven'), WITHIN_MS); // prettier-ignore
      expect(await linesOf(mailing)).toEqual(['print-job-refused']);
    });
  });
}

describe.each(Array.from({ length: ROUNDS }, (_, n) => n + 1))(
  'a print gate that is killed at (round %i)',
  () => {
    describe('over folders', () => {
      isKilled(inFolders);
    });
    if (ALL) describeWithStore('over an object store', () => isKilled(() => inBuckets()));
  },
);
