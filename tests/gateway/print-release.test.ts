import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createPermitVerifier } from '../../src/gateway/permit-verifier.ts';
import { checkJob } from '../../src/gateway/print/job-check.ts';
import { createPrintRelease } from '../../src/gateway/print/print-release.ts';
import type { GateCommand } from '../../src/domain/gate-stop.ts';
import type { MailingStatus } from '../../src/domain/mailing.ts';
import type { PrintJobStatus } from '../../src/domain/print-job.ts';
import { bareEnvironment } from '../support/bare-environment.ts';
import { eventually } from '../support/eventually.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { becomes, type TestGate, testGate, testSigner } from '../support/gate.ts';
import { letterPdf } from '../support/pdf.ts';
import { handInJob, LETTER, letterMailing, PRINTER, type TestPrint, testPrint } from '../support/print.ts'; // prettier-ignore

const COMMAND = fileURLToPath(new URL('../../dist/main/sluis-verify.js', import.meta.url));

let gate: TestGate;
let print: TestPrint;
beforeAll(async () => {
  gate = await testGate(undefined, { printer: PRINTER });
});
beforeEach(async () => {
  gate.clock.now = () => new Date().toISOString();
  print = await testPrint(gate);
});
afterEach(() => print.end());
afterAll(() => gate.end());

const becomesStatus = (job: string, status: PrintJobStatus) =>
  eventually(async () => expect((await gate.store.printJobs.find(job))?.status).toBe(status));
const isPlaced = (job: string) =>
  eventually(async () => expect((await gate.store.printJobs.find(job))?.placedAt).toBeDefined());

/** A mailing whose one job lies in the printer's area. */
async function releasedJob(letters = 2) {
  const mailing = await letterMailing(gate, 'held', letters);
  const job = await handInJob(print, mailing, { letters });
  print.start();
  await becomesStatus(job, 'held');
  await becomes(gate, mailing, 'signed-off', { addressees: 0, letters });
  await becomes(gate, mailing, 'releasing', { addressees: 0, letters });
  expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 1 });
  await isPlaced(job);
  return { mailing, job };
}

/** The print house's command, as it runs there: no database, no network, no settings of ours. */
function verify(
  job: string,
  { printer = PRINTER, keys = print.keyFile, lang = 'nl', receipts = '' } = {},
) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [COMMAND, join(print.folders.released, job), '--keys', keys, '--printer', printer, '--lang', lang, ...(receipts ? ['--receipts', receipts] : [])], // prettier-ignore
    { encoding: 'utf8', env: bareEnvironment },
  );
  return { status, line: stdout };
}

describe('a print job from inbox to receipt', () => {
  it('leaves under its permit, is printed once, and confirms the batch at the time of the receipt', async () => {
    const { mailing, job } = await releasedJob();
    expect(await print.names('released')).toEqual(['_receipts', job]);
    expect(print.reported).toEqual([]);
    expect(verify(job)).toEqual({
      status: 0,
      line: expect.stringMatching(
        `^OK: ${job} mag nu gedrukt worden \\(2 brieven, permit [0-9a-f-]{36}\\)\\.\n$`,
      ),
    });
    expect(verify(job)).toEqual({ status: 3, line: `NIET DRUKKEN: ${job} is al gedrukt.\n` });
    expect(verify(job, { lang: 'en' }).line).toBe(`DO NOT PRINT: ${job} was printed already.\n`);
    await becomesStatus(job, 'printed');
    const printed = await gate.store.printJobs.find(job);
    expect(printed).toMatchObject({ receipt: { jobId: job, printer: PRINTER }, text: '' });
    await eventually(() => expect(print.reported).toHaveLength(1));
    expect(print.reported[0]).toMatchObject({
      mailingId: mailing,
      batch: 1,
      printed: 2,
      expected: 2,
      lastPrintedAt: printed?.printedAt,
    });
    await eventually(async () => expect(await print.names('held')).toEqual([]));
    const { rows } = await gate.db.query<{ action: string }>(
      `select action from audit_lines where object_id = $1 order by seq`,
      [mailing],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'print-job-held',
      'permit-issued',
      'permit-consumed',
      'print-job-released',
      'print-job-printed',
    ]);
  });

  it('stays in the held area as long as there is no permit', async () => {
    const mailing = await letterMailing(gate, 'releasing');
    const job = await handInJob(print, mailing);
    print.start();
    await becomesStatus(job, 'held');
    await gate.db.query(`update print_jobs set status = 'released' where job_id = $1`, [job]).then(
      () => expect('released').toBe('refused by the database'),
      (error: { constraint?: string }) => expect(error.constraint).toBe('print_jobs_release_needs_permit'), // prettier-ignore
    );
    expect(await print.names('released')).toEqual(['_receipts']);
  });

  it('keeps its manifest to the last byte, and lets nobody change or drop it', async () => {
    const job = await handInJob(print, await letterMailing(gate, 'releasing'));
    const written = await readFile(join(print.folders.inbox, job, 'manifest.json'), 'utf8');
    print.start();
    await becomesStatus(job, 'held');
    const { mailingId } = (await gate.store.printJobs.find(job))!;
    expect(await gate.store.printJobs.manifestTexts(mailingId)).toEqual(new Map([[job, written]]));
    for (const [sql, constraint] of [
      [`update print_manifests set text = text || ' ' where job_id = $1`, 'print_manifests_fits'],
      [`delete from print_manifests where job_id = $1`, 'print_manifests_stays'],
    ] as const) {
      await expect(gate.db.query(sql, [job])).rejects.toMatchObject({ constraint });
    }
  });

  it('of other content than was read at the sign-off gets no permit, of the same letter it does', async () => {
    const letters = 4;
    const mailing = await letterMailing(gate, 'held', letters);
    const first = await handInJob(print, mailing);
    print.start();
    await becomesStatus(first, 'held');
    await gate.db.query(`update print_jobs set received_at = now() - interval '1 day' where job_id = $1`, [first]); // prettier-ignore
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await isPlaced(first);
    gate.clock.now = () => new Date(Date.now() + 120_000).toISOString();
    const other = await handInJob(print, mailing, {
      letters: 1,
      files: {
        'x.pdf': await letterPdf(['Heel iets anders dat niemand bij het contactcentrum ooit las']),
      },
    });
    const alike = await handInJob(print, mailing, { letters: 1 });
    await becomesStatus(other, 'held');
    await becomesStatus(alike, 'held');
    await gate.permits.issueSupplementaryPermits();
    await isPlaced(alike);
    expect((await gate.store.printJobs.find(other))?.permitId).toBeUndefined();
  });
});

describe('a withdrawal', () => {
  it('before the permit was taken up leaves nothing with the printer', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    print.start();
    await becomesStatus(job, 'held');
    await print.stop();
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await gate.permits.revokePermits({ mailingId: mailing });
    await becomes(gate, mailing, 'withdrawn', { addressees: 0, letters: 2 });
    print.start();
    await becomesStatus(job, 'returned');
    expect(await print.names('released')).toEqual(['_receipts']);
    expect(await print.names('inbox')).toEqual([`${job}.returned.json`]);
    await eventually(async () => expect(await print.names('held')).toEqual([]));
  });

  it('after it takes the job away and says so to whoever checks it', async () => {
    const { mailing, job } = await releasedJob();
    await gate.permits.revokePermits({ mailingId: mailing });
    await becomesStatus(job, 'stopped');
    expect(await print.names('released')).toEqual(['_receipts', `${job}.stop.json`]);
    expect(verify(job)).toMatchObject({ status: 1, line: expect.stringContaining('ingetrokken') });
  });
});

describe('the check at the printer', () => {
  const check = (job: string, now = new Date().toISOString(), printer = PRINTER) =>
    checkJob(print.areas.released, job, { keys: print.keys, printer, now });
  const inJob = (job: string, name: string) => join(print.folders.released, job, name);

  it('finds the receipt of a colleague who keeps receipts elsewhere, or does not', async () => {
    const { job } = await releasedJob();
    const elsewhere = join(print.root, 'bonnen');
    expect(verify(job).status).toBe(0);
    expect(verify(job, { receipts: elsewhere }).status).toBe(3);
  });

  it('opens for this printer, in this window, with these keys only', async () => {
    const { job } = await releasedJob();
    await print.stop();
    const other = await testSigner();
    const foreign = join(print.root, 'foreign.json');
    await writeFile(foreign, JSON.stringify({ keys: [other.publicJwk] }));
    expect((await check(job)).verdict).toBe('may-print');
    expect((await check(job, '2020-01-01T00:00:00.000Z')).verdict).toBe('not-yet');
    expect((await check(job, new Date(Date.now() + 73 * 3_600_000).toISOString())).verdict).toBe('expired'); // prettier-ignore
    expect((await check(job, undefined, 'andere-drukker')).verdict).toBe('other-printer');
    expect(verify(job, { keys: foreign }).status).toBe(2);
    expect(verify(job, { keys: join(print.root, 'none.json') }).status).toBe(2);
    expect(verify('geen-opdracht').status).toBe(1);
  });

  it('sees every byte that was changed, added or taken away', async () => {
    const { job } = await releasedJob();
    await print.stop();
    const good = join(print.root, 'good');
    await cp(join(print.folders.released, job), good, { recursive: true });
    const after = async (change: () => Promise<unknown>) => {
      await rm(join(print.folders.released, job), { recursive: true });
      await cp(good, join(print.folders.released, job), { recursive: true });
      await change();
      return (await check(job)).verdict;
    };
    expect(await after(() => appendFile(inJob(job, 'brieven.pdf'), '\n'))).toBe('file-differs');
    expect(await after(() => writeFile(inJob(job, 'extra.pdf'), 'x'))).toBe('file-differs');
    expect(await after(() => rm(inJob(job, 'brieven.pdf')))).toBe('file-differs');
    expect(await after(() => appendFile(inJob(job, 'manifest.json'), ' '))).toBe('other-job');
    expect(await after(() => rm(inJob(job, 'permit.jws')))).toBe('no-permit');
    expect(await after(() => rm(inJob(job, 'permit-items.json')))).toBe('other-job');
    expect(await after(async () => undefined)).toBe('may-print');
  });

  it('believes no permit of another job, another audience, another type or another key', async () => {
    const one = await releasedJob();
    await print.stop();
    const two = await releasedJob();
    await print.stop();
    const jws = await readFile(inJob(two.job, 'permit.jws'), 'utf8');
    const own = await readFile(inJob(one.job, 'permit.jws'), 'utf8');
    const [head = '', body = '', signature = ''] = own.split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const stranger = await testSigner();
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'sluis-permit+jwt', kid: 'x' }));
    const forged = Buffer.from(JSON.stringify({ ...claims, printer: 'x' })).toString('base64url');
    const attacks = {
      'other-job': jws,
      'not-a-permit (alg none)': `${none.toString('base64url')}.${body}.`,
      'not-a-permit (changed)': `${head}.${forged}.${signature}`,
      'keys-unavailable': await stranger.signer.sign(claims),
      'not-a-permit (e-mail)': await gate.keys.signer.sign({
        ...claims,
        aud: 'sluis-gateway',
        channel: 'email',
      }),
      'not-a-permit (two audiences)': await gate.keys.signer.sign({ ...claims, aud: ['sluis-print', 'sluis-gateway'] }), // prettier-ignore
      'not-a-permit (nothing)': '',
      expired: await gate.keys.signer.sign({ ...claims, exp: 1_700_000_000 }),
    };
    for (const [expected, attack] of Object.entries(attacks)) {
      await writeFile(inJob(one.job, 'permit.jws'), attack);
      expect([expected, (await check(one.job)).verdict]).toEqual([
        expected,
        expected.split(' ')[0],
      ]);
    }
  });
});

describe('a receipt that is not right', () => {
  it('is not taken, and told once', async () => {
    const { job } = await releasedJob();
    const found = await gate.store.printJobs.find(job);
    const good = {
      format: 'sluis-print-receipt/1',
      jobId: job,
      permitId: found?.permitId,
      manifestDigest: found?.manifestDigest,
      addressCount: 2,
      printer: PRINTER,
      printedAt: new Date().toISOString(),
    };
    const bad = {
      'unknown-job': { ...good, jobId: 'onbekend' },
      'other-permit': { ...good, permitId: '5115aa00-0000-4000-8000-000000000001' },
      'other-content': { ...good, manifestDigest: 'a'.repeat(64) },
      'other-printer': { ...good, printer: 'ander' },
      'too-early': { ...good, printedAt: '2020-01-01T00:00:00.000Z' },
      'not-a-receipt': { ...good, format: 'x' },
    };
    for (const [name, receipt] of Object.entries(bad)) {
      await writeFile(join(print.folders.released, '_receipts', `${name}.json`), JSON.stringify(receipt)); // prettier-ignore
    }
    await eventually(async () => {
      const { rows } = await gate.db.query<{ name: string; fault: string }>(
        `select object_id as name, detail->>'fault' as fault from audit_lines where action = 'print-receipt-refused' order by 1`,
      );
      expect(rows.map((row) => [row.name, row.fault])).toEqual(
        Object.keys(bad)
          .toSorted()
          .map((name) => [`${name}.json`, name]),
      );
    });
    expect((await gate.store.printJobs.find(job))?.status).toBe('released');
  });
});

describe('a crash of the gateway', () => {
  it('between the permit and the printer’s area leaves the job to be placed, once', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    const dying = {
      ...print.areas,
      released: { ...print.areas.released, store: () => Promise.reject(new Error('killed')) },
    };
    print.start(dying);
    await becomesStatus(job, 'held');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await becomesStatus(job, 'released');
    expect(await print.names('released')).toEqual(['_receipts']);
    await print.stop();
    print.start();
    await isPlaced(job);
    expect(verify(job).status).toBe(0);
  });

  it('right after it placed a job leaves none with the printer when the mailing is withdrawn', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    const { released } = print.areas;
    const store: typeof released.store = async (...job) => {
      await released.store(...job);
      throw new Error('killed');
    };
    print.start({ ...print.areas, released: { ...released, store } });
    await becomesStatus(job, 'held');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await eventually(async () => expect(await print.names('released')).toContain(job));
    await print.stop();
    expect((await gate.store.printJobs.find(job))?.placedAt).toBeUndefined();
    await gate.permits.revokePermits({ mailingId: mailing });
    print.start();
    await becomesStatus(job, 'stopped');
    expect(await print.names('released')).toEqual(['_receipts', `${job}.stop.json`]);
  });
});

const OTHER = 'e'.repeat(64);
const version = (mailing: string, number: number, text: string) =>
  gate.db.query(
    `insert into mailing_versions (mailing_id, version, details, content_digest, written_by, written_at)
     values ($1, $2, $3, $4, 'author', now())`,
    [mailing, number, { texts: [{ name: 'brief', text }] }, OTHER],
  );
/** The mailing says from now on what its version `number` says, as its workflow would have it. */
const says = (mailing: string, number: number, status: MailingStatus, letters = 2) =>
  becomes(gate, mailing, status, { addressees: 0, letters, contentDigest: OTHER, version: number });

describe('a mailing that was changed before its print permit was taken up', () => {
  it.each(['plan', 'letter'])('in its %s lets go only what is approved now', async (what) => {
    const letters = 2;
    const mailing = await letterMailing(gate, 'held', letters);
    const job = await handInJob(print, mailing);
    print.start();
    await becomesStatus(job, 'held');
    await print.stop();
    await version(mailing, 1, 'Betaal voor 1 mei.');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    const before = (await gate.store.printJobs.find(job))?.permitId ?? '';
    await version(mailing, 2, what === 'letter' ? 'Betaal voor 1 juni.' : 'Betaal voor 1 mei.');
    await says(mailing, 2, 'releasing');
    print.start();
    await eventually(async () => {
      expect(await gate.store.permits.find(before)).toMatchObject({
        revokedAt: expect.any(String),
      });
    });
    const stays = what === 'letter';
    expect(await gate.permits.issueSupplementaryPermits()).toMatchObject({ given: stays ? 0 : 1 });
    await becomesStatus(job, stays ? 'held' : 'released');
    const { permitId } = (await gate.store.printJobs.find(job))!;
    expect(permitId === undefined).toBe(stays);
  });
});

describe('a mailing that is changed while its letters are with the printer', () => {
  const noteOf = async (job: string) =>
    readFile(join(print.folders.released, `${job}.stop.json`), 'utf8');

  it('has the old letter called back, and the new one printed in its place', async () => {
    const { mailing, job } = await releasedJob();
    await version(mailing, 1, 'Betaal voor 1 mei.');
    await version(mailing, 2, 'Betaal voor 1 juni.');
    await says(mailing, 2, 'held');
    await becomesStatus(job, 'stopped');
    expect(verify(job)).toMatchObject({ status: 1, line: expect.stringContaining('gewijzigd') });
    expect(await noteOf(job)).toContain('de nieuwe brief komt onder een andere naam');

    const next = await handInJob(print, mailing);
    await becomesStatus(next, 'held');
    await says(mailing, 2, 'releasing');
    expect(await gate.permits.issueSupplementaryPermits()).toMatchObject({ given: 1 });
    await isPlaced(next);
    expect(verify(next).status).toBe(0);
    await becomesStatus(next, 'printed');
    await eventually(() => expect(print.reported).toHaveLength(1));
    expect(print.reported[0]).toMatchObject({ printed: 2, expected: 2 });
    const { rows } = await gate.db.query<{ why: string }>(
      `select detail ->> 'why' as why from audit_lines where object_id = $1 and action = 'print-job-stopped'`,
      [mailing],
    );
    expect(rows).toEqual([{ why: 'letter-changed' }]);
  });

  it('has it called back late with the request to destroy what is printed', async () => {
    const { mailing, job } = await releasedJob();
    gate.clock.now = () => new Date(Date.now() + 9 * 86_400_000).toISOString();
    await version(mailing, 1, 'Betaal voor 1 mei.');
    await version(mailing, 2, 'Betaal voor 1 juni.');
    await says(mailing, 2, 'held');
    await becomesStatus(job, 'stopped');
    expect(await noteOf(job)).toContain('vernietig wat al gedrukt en nog niet gepost is');
  });

  it('lets a letter be printed that stays as it was signed off', async () => {
    const { mailing, job } = await releasedJob();
    await version(mailing, 1, 'Betaal voor 1 mei.');
    await version(mailing, 2, 'Betaal voor 1 mei.');
    await says(mailing, 2, 'held');
    const other = await handInJob(print, mailing, { manifest: { addressCount: 5 } });
    // One round later: the job that was handed in after the change has been looked at.
    await becomesStatus(other, 'refused');
    await print.stop();
    expect((await gate.store.printJobs.find(job))?.status).toBe('released');
    expect(verify(job).status).toBe(0);
  });

  it('places nothing that was taken up before the change and did not lie there yet', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    const first = print.start();
    await becomesStatus(job, 'held');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await first.stop();
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    const permitId = (await gate.store.printJobs.find(job))!.permitId!;
    const permit = await gate.store.permits.find(permitId);
    const taken = await gate.store.permits.consume(permit, provenance({ at: gate.clock.now() }));
    expect(taken).toBe(true);
    await version(mailing, 1, 'Betaal voor 1 mei.');
    await version(mailing, 2, 'Betaal voor 1 juni.');
    await says(mailing, 2, 'held');
    const release = createPrintRelease({
      ...print.areas,
      store: gate.store,
      verify: createPermitVerifier(print.keys, 'letter'),
      clock: gate.clock.now,
      logger: pino({ level: 'silent' }),
    });
    await release.place();
    expect(await print.names('released')).toEqual(['_receipts']);
    print.start();
    await becomesStatus(job, 'stopped');
    expect(await print.names('released')).toEqual(['_receipts']);
  });
});

describe('a job whose permit ran out with the printer', () => {
  it('is taken back by its department, and another one takes its place', async () => {
    const { mailing, job } = await releasedJob();
    await version(mailing, 1, LETTER);
    const found = (await gate.store.printJobs.find(job))!;
    const takeBack = () =>
      gate.store.printJobs.takeBack(found, 'Bleef liggen', provenance({ at: gate.clock.now() }));
    expect(await takeBack()).toBe(false);
    gate.clock.now = () => new Date(Date.now() + 10 * 86_400_000).toISOString();
    expect(await takeBack()).toBe(true);
    await becomesStatus(job, 'stopped');
    const next = await handInJob(print, mailing);
    await becomesStatus(next, 'held');
    expect(await gate.permits.issueSupplementaryPermits()).toMatchObject({ given: 1 });
    await isPlaced(next);
  });
});

describe('a stop of everything', () => {
  it('keeps what lies with the printer from being printed, until it goes on', async () => {
    const { job } = await releasedJob();
    const at = new Date().toISOString();
    const id = randomUUID();
    const give = (command: GateCommand) =>
      gate.store.gateStop.give(command, provenance({ at }), id);
    await give({ type: 'stop', id, by: 'lotte', at, reason: 'Proef' });
    await eventually(async () =>
      expect(await print.names('released')).toEqual(['_halt.json', '_receipts', job]),
    );
    expect(verify(job)).toEqual({
      status: 1,
      line: `NIET DRUKKEN: ${job} mag nu niet gedrukt worden: de gemeente heeft alles stilgezet; bel de gemeente.\n`,
    });
    // A gateway that had not heard of it takes the note away: it comes back.
    await rm(join(print.folders.released, '_halt.json'));
    await eventually(async () => expect(await print.names('released')).toContain('_halt.json'));
    await give({ type: 'ask-resumption', by: 'lotte', at, reason: 'Proef' });
    await give({ type: 'resume', by: 'mo', at });
    await eventually(async () => expect(await print.names('released')).toEqual(['_receipts', job]));
    expect(verify(job).status).toBe(0);
  });

  it('while a job is being placed leaves none with the printer, and places it when it goes on', async () => {
    const mailing = await letterMailing(gate, 'held');
    const job = await handInJob(print, mailing);
    const { released } = print.areas;
    const at = new Date().toISOString();
    const give = (command: GateCommand, stopId?: string) =>
      gate.store.gateStop.give(command, provenance({ at }), stopId);
    const id = randomUUID();
    const store: typeof released.store = async (...job) => {
      await give({ type: 'stop', id, by: 'lotte', at, reason: 'Proef' });
      await released.store(...job);
    };
    print.start({ ...print.areas, released: { ...released, store } });
    await becomesStatus(job, 'held');
    await becomes(gate, mailing, 'releasing', { addressees: 0, letters: 2 });
    await gate.permits.issuePermit({ mailingId: mailing, batch: 1 });
    await eventually(async () => expect(await gate.store.gateStop.isStopped()).toBe(true));
    await print.stop();
    // The note of the stop lies there when a round had begun after it; a job does not.
    const lying = (await print.names('released')).filter((name) => name !== '_halt.json');
    expect(lying).toEqual(['_receipts']);
    await give({ type: 'ask-resumption', by: 'lotte', at, reason: 'Proef' }, id);
    await give({ type: 'resume', by: 'mo', at }, id);
    print.start();
    await isPlaced(job);
    expect(verify(job).status).toBe(0);
  });
});
