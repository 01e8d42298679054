import { execFileSync } from 'node:child_process';
import { link, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/domain/actor.ts';
import { AreaFault, type PrintArea } from '../../src/gateway/print/area.ts';
import { createPrintIntake } from '../../src/gateway/print/print-intake.ts';
import { heldFolder, isWhole } from '../../src/gateway/print/whole.ts';
import { pino } from 'pino';
import { type TestGate, testGate } from '../support/gate.ts';
import { letterPdf } from '../support/pdf.ts';
import { handInJob, LETTER, letterMailing, type TestPrint, testPrint } from '../support/print.ts';

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

const intake = (areas: Partial<TestPrint['areas']> = {}) =>
  createPrintIntake({
    store: gate.store,
    ...print.areas,
    ...areas,
    pdf: print.pdf,
    clock: () => new Date().toISOString(),
    logger: pino({ level: 'silent' }),
  });

/** One look at everything in the inbox. */
async function look(areas: Partial<TestPrint['areas']> = {}) {
  const answers: string[] = [];
  for (const entry of await print.areas.inbox.jobs()) {
    answers.push(await intake(areas).takeIn(entry));
  }
  return answers;
}

describe('a print job that is right', () => {
  it('is copied, written down with its text, and taken out of the inbox', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    expect(await look()).toEqual(['held']);
    expect(await gate.store.printJobs.find(job)).toMatchObject({
      mailingId: mailing,
      status: 'held',
      addressCount: 2,
      pages: 2,
      text: expect.stringContaining(LETTER.slice(0, 40)),
    });
    expect(await print.names('inbox')).toEqual([]);
    expect(await print.names('held')).toEqual([expect.stringMatching(`^${job}~[0-9a-f]{16}$`)]);
    expect(await print.names('released')).toEqual(['_receipts']);
    const { rows } = await gate.db.query<{ action: string }>(
      `select action from audit_lines where detail->>'jobId' = $1`,
      [job],
    );
    expect(rows).toEqual([{ action: 'print-job-held' }]);
  });

  it('is left alone until its manifest is there', async () => {
    const job = await handInJob(print, await letterMailing(gate, 'held'));
    const manifest = join(print.folders.inbox, job, 'manifest.json');
    await rename(manifest, `${manifest}.part`);
    expect(await look()).toEqual(['waiting']);
    await rename(`${manifest}.part`, manifest);
    expect(await look()).toEqual(['held']);
  });

  it('is held once, however often it is handed in', async () => {
    const mailing = await letterMailing(gate, 'held');
    const files = { 'brieven.pdf': await letterPdf([LETTER, LETTER]) };
    const job = await handInJob(print, mailing, { files });
    expect(await look()).toEqual(['held']);
    await handInJob(print, mailing, { job, files });
    expect(await look()).toEqual(['held']);
    expect(await print.names('inbox')).toEqual([]);
    await handInJob(print, mailing, {
      job,
      files: { 'anders.pdf': await letterPdf([LETTER, 'x']) },
    });
    expect(await look()).toEqual(['refused']);
    expect(await print.refusal(job)).toEqual([
      'jobId: Er is al een andere printopdracht met deze naam. Geef deze een andere naam.',
    ]);
  });
});

describe('a print job that two gateways take in at the same moment', () => {
  it('is held once, with its files', async () => {
    const job = await handInJob(print, await letterMailing(gate, 'held'));
    let looks = 0;
    const inbox: PrintArea = {
      ...print.areas.inbox,
      pieces: async function* (...which) {
        looks += 1;
        // The other one overtakes this one between its check and its copy.
        if (looks === 2) expect(await look()).toEqual(['held']);
        yield* print.areas.inbox.pieces(...which);
      },
    };
    expect(await look({ inbox })).toEqual(['held']);
    const held = (await gate.store.printJobs.find(job))!;
    expect(held.status).toBe('held');
    expect(await isWhole(print.areas.held, heldFolder(held), held)).toBe(true);
    expect(await print.names('inbox')).toEqual([]);
  });
});

describe('a print job that was taken back', () => {
  it('is not taken in again under its name, also when nothing of it was changed', async () => {
    const mailing = await letterMailing(gate, 'held');
    const files = { 'brieven.pdf': await letterPdf([LETTER, LETTER]) };
    const job = await handInJob(print, mailing, { files });
    expect(await look()).toEqual(['held']);
    const held = (await gate.store.printJobs.find(job))!;
    const by = { actor: SYSTEM, origin: 'api' as const, at: new Date().toISOString() };
    expect(await gate.store.printJobs.takeBack(held, 'Verkeerde datum', by)).toBe(true);
    await handInJob(print, mailing, { job, files });
    expect(await look()).toEqual(['refused']);
    expect(await print.refusal(job)).toEqual([expect.stringContaining('teruggenomen')]);
    await handInJob(print, mailing, { job: `${job}-2`, files });
    expect(await look()).toEqual(['refused-before', 'held']);
  });
});

describe('a print job that is not right', () => {
  it('goes back with every reason at once, and is looked at again when it was mended', async () => {
    const mailing = await letterMailing(gate, 'held', 3);
    const good = await letterPdf([LETTER, LETTER]);
    const files = {
      'brieven.pdf': good,
      'amerikaans.pdf': await letterPdf(['a', 'b'], { size: 'LETTER', font: 'Helvetica' }),
      'halve.pdf': good.subarray(0, 2_000),
    };
    const job = await handInJob(print, mailing, {
      files,
      letters: 2,
      manifest: { addressCount: 9 },
    });
    await writeFile(join(print.folders.inbox, job, 'notitie.txt'), 'vergeten');
    expect(await look()).toEqual(['refused']);
    const reasons = await print.refusal(job);
    expect(reasons).toEqual([
      'amerikaans.pdf: Bladzijde 1 is geen A4 maar 215.9 x 279.4 mm.',
      'amerikaans.pdf: Het lettertype Helvetica zit niet in de PDF (bladzijde 1). Maak de PDF met ingesloten lettertypen.',
      expect.stringMatching('^halve.pdf: Is beschadigd'),
      'notitie.txt: Dit staat niet in manifest.json. Haal het weg of neem het op.',
      'addressCount: De mailing heeft 3 brieven; er zijn er al 0 aangeleverd en deze opdracht heeft er 9.',
    ]);
    expect(await gate.store.printJobs.find(job)).toMatchObject({ status: 'refused', text: '' });
    expect(await print.names('held')).toEqual([]);
    expect(await look()).toEqual(['refused-before']);

    await rm(join(print.folders.inbox, job), { recursive: true });
    await handInJob(print, mailing, { job });
    expect(await look()).toEqual(['held']);
    expect(await print.names('inbox')).toEqual([]);
  });

  it('is told what its manifest says wrongly of its files', async () => {
    const mailing = await letterMailing(gate, 'held');
    const bytes = await letterPdf([LETTER]);
    const file = { name: 'brieven.pdf', sha256: 'a'.repeat(64), bytes: 1, pages: 7 };
    const missing = { name: 'bijlage.pdf', sha256: 'b'.repeat(64), bytes: 1, pages: 1 };
    const job = await handInJob(print, mailing, {
      files: { 'brieven.pdf': bytes },
      manifest: { files: [file, missing] },
    });
    await look();
    expect(await print.refusal(job)).toEqual([
      `brieven.pdf: Heeft ${bytes.length} bytes; in manifest.json staat 1.`,
      'brieven.pdf: Is niet het bestand waarvan manifest.json de SHA-256 noemt.',
      'brieven.pdf: Heeft 1 bladzijden; in manifest.json staat 7.',
      'bijlage.pdf: Dit bestand ontbreekt.',
    ]);
  });

  it('is refused for a mailing that is not there, has ended or has fewer letters', async () => {
    const none = await handInJob(print, '5115aa00-0000-4000-8000-000000009999', { job: 'geen' });
    const mailing = await letterMailing(gate, 'held', 3);
    const first = await handInJob(print, mailing, { job: 'een' });
    const second = await handInJob(print, mailing, { job: 'twee' });
    const other = await handInJob(print, mailing, { job: 'x-batch', letters: 1, manifest: { batch: 2 } }); // prettier-ignore
    await look();
    expect(await print.refusal(none)).toEqual([expect.stringContaining('niet ingediend')]);
    expect((await gate.store.printJobs.find(first))?.status).toBe('held');
    expect(await print.refusal(second)).toEqual([expect.stringContaining('er zijn er al 2')]);
    expect(await print.refusal(other)).toEqual([
      'batch: Deze mailing heeft geen deelverzending 2.',
    ]);
  });
});

describe('a hostile folder', () => {
  it('reads nothing through a link', async () => {
    const mailing = await letterMailing(gate, 'held');
    const secret = join(print.root, 'geheim.pdf');
    await writeFile(secret, await letterPdf([LETTER, LETTER]));
    const symbolic = await handInJob(print, mailing, { job: 'symbolisch' });
    const hard = await handInJob(print, mailing, { job: 'hard' });
    const pipe = await handInJob(print, mailing, { job: 'pijp' });
    const inJob = (job: string, name: string) => join(print.folders.inbox, job, name);
    for (const job of [symbolic, hard, pipe]) await rm(inJob(job, 'brieven.pdf'));
    await symlink(secret, inJob(symbolic, 'brieven.pdf'));
    await link(secret, inJob(hard, 'brieven.pdf'));
    execFileSync('mkfifo', [inJob(pipe, 'brieven.pdf')]);
    const target = join(print.root, 'elders');
    await mkdir(target);
    await symlink(target, join(print.folders.inbox, 'map'));
    const manifest = await handInJob(print, mailing, { job: 'manifest' });
    await rename(inJob(manifest, 'manifest.json'), join(print.root, 'manifest.json'));
    await symlink(join(print.root, 'manifest.json'), inJob(manifest, 'manifest.json'));

    expect(new Set(await look())).toEqual(new Set(['refused']));
    expect(await print.refusal(symbolic)).toEqual([expect.stringContaining('verwijzing')]);
    expect(await print.refusal(hard)).toEqual([expect.stringContaining('harde link')]);
    expect(await print.refusal(pipe)).toEqual([expect.stringContaining('geen gewoon bestand')]);
    expect(await print.refusal('map')).toEqual([expect.stringContaining('verwijzing')]);
    expect(await print.refusal(manifest)).toEqual([expect.stringContaining('verwijzing')]);
    expect(await print.names('held')).toEqual([]);
  });

  it('has no names that lead elsewhere, in folders or in the manifest', async () => {
    const mailing = await letterMailing(gate, 'held');
    await handInJob(print, mailing, { job: 'GROOT' });
    await handInJob(print, mailing, { job: 'met spatie' });
    const names = ['../brieven.pdf', '/etc/passwd.pdf', 'a/b.pdf', 'con.pdf', 'brieven.exe', ''];
    const files = names.map((name) => ({ name, sha256: 'a'.repeat(64), bytes: 1, pages: 1 }));
    const job = await handInJob(print, mailing, { job: 'namen', manifest: { files } });
    expect(await look()).toEqual(['refused', 'refused', 'refused']);
    expect(await look()).toEqual(['refused-before', 'refused-before', 'refused-before']);
    expect((await print.refusal(job)).map((one) => one.split(':')[0])).toEqual(
      names.map((_, i) => `files[${i}].name`),
    );
  });

  it('is refused when its bytes change between the check and the copy', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    let looks = 0;
    const inbox: PrintArea = {
      ...print.areas.inbox,
      pieces: async function* (folder, name, most) {
        looks += 1;
        // Read once for the check, and once more for the copy.
        const changed = looks > 1 ? 1 : 0;
        for await (const piece of print.areas.inbox.pieces(folder, name, most)) {
          piece[100]! ^= changed;
          yield piece;
        }
      },
    };
    expect(await look({ inbox })).toEqual(['refused']);
    expect(await print.refusal(job)).toEqual([expect.stringContaining('veranderden')]);
    expect(await print.names('held')).toEqual([]);
    expect((await gate.store.printJobs.find(job))?.status).toBe('refused');
  });
});

describe('a crash', () => {
  /** The held area, of which one step ends the process. */
  const dying = (step: keyof PrintArea, of: PrintArea): PrintArea => ({
    ...of,
    [step]: () => Promise.reject(new Error('killed')),
  });

  it.each([
    ['before the copy', () => ({ held: dying('store', print.areas.held) })],
    ['after the copy', () => ({ held: afterStore(print.areas.held) })],
    ['before the inbox is emptied', () => ({ inbox: dying('remove', print.areas.inbox) })],
  ])('%s leaves the job to be taken in once more, once', async (_, areas) => {
    const job = await handInJob(print, await letterMailing(gate, 'held'));
    await expect(look(areas())).rejects.toThrow('killed');
    expect(await look()).toEqual(['held']);
    expect(await print.names('inbox')).toEqual([]);
    expect(await print.names('held')).toHaveLength(1);
    const { rows } = await gate.db.query(
      `select 1 from audit_lines where action = 'print-job-held' and detail->>'jobId' = $1`,
      [job],
    );
    expect(rows).toHaveLength(1);
  });

  function afterStore(held: PrintArea): PrintArea {
    return {
      ...held,
      store: async (job, files) => {
        await held.store(job, files);
        throw new Error('killed');
      },
    };
  }

  it('leaves to another gateway what two take in at once', async () => {
    const job = await handInJob(print, await letterMailing(gate, 'held'));
    const entry = { name: job };
    const answers = await Promise.allSettled([intake().takeIn(entry), intake().takeIn(entry)]);
    expect(answers.some((one) => one.status === 'fulfilled' && one.value === 'held')).toBe(true);
    expect((await gate.store.printJobs.find(job))?.status).toBe('held');
    expect(await print.names('held')).toHaveLength(1);
    expect(await print.names('inbox')).toEqual([]);
  });

  it('of a file while it is read is a fault, not an end', async () => {
    const gone = print.areas.inbox.read('er-is-niets', 'x', 1);
    await expect(gone).rejects.toBeInstanceOf(AreaFault);
  });
});
