import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runRetention } from '../../src/activities/retention.ts';
import { reportDeliveries } from '../../src/activities/delivery-report.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { itemsDigest, leavesDigest } from '../../src/domain/permit.ts';
import { sha256Bytes } from '../../src/gateway/hash.ts';
import { fromClaims } from '../../src/domain/permit-claims.ts';
import { eventually } from '../support/eventually.ts';
import { aMailing, becomes, handIn, type TestGate, testGate } from '../support/gate.ts';
import { startMailbox } from '../support/mailbox.ts';
import { givePermit } from '../support/permit-builder.ts';
import { newPrintJob, releasedPrintJob } from '../support/print-samples.ts';
import { sluiswaardMailer } from '../mail/test-mailer.ts';

let gate: TestGate;
let mailbox: Awaited<ReturnType<typeof startMailbox>>;
let mailer: ReturnType<typeof sluiswaardMailer>;
beforeEach(async () => {
  gate = await testGate();
  mailbox = await startMailbox();
  mailer = sluiswaardMailer(mailbox.url);
});
afterEach(async () => {
  mailer.close();
  await mailbox.stop();
  await gate.end();
});

const people = ['a@inwoner.example', 'b@inwoner.example', 'c@inwoner.example'];
const now = () => new Date().toISOString();
const daysOn = (days: number) => addSeconds(now(), days * 86_400);
const report = () => reportDeliveries({ store: gate.store, mailer }, now());
const clean = (at: string) => runRetention({ store: gate.store, clock: () => at, ids: randomUUID });

/** A mailing of which two e-mails arrived and one was refused for good. */
async function sent() {
  gate.sink.refuse((to) => (to === people[2] ? 550 : undefined));
  const gateway = await gate.start();
  const mailing = await aMailing(gate, 'releasing');
  for (const to of people) await handIn(gateway.port, { to, mailing, text: `Beste ${to}` });
  const permitId = await givePermit(gate, mailing);
  await eventually(async () => {
    expect(Object.values(await gate.statuses()).toSorted()).toEqual([
      'accepted',
      'accepted',
      'failed',
    ]);
  });
  await becomes(gate, mailing, 'dispatched');
  await gate.stop(gateway);
  return { mailing, permitId };
}

/** Everything that the database holds, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await gate.db.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  let all = '';
  for (const { name } of tables) {
    const { rows } = await gate.db.query<{ row: string }>(`select t::text as row from ${name} t`);
    all += rows.map(({ row }) => row).join('\n');
  }
  return all;
}
const hex = (text: string) => Buffer.from(text).toString('hex');

describe('the report that a mailing ends in', () => {
  it('tells the department once what failed and why', async () => {
    const { mailing } = await sent();
    expect(await report()).toBe(1);
    expect(await report()).toBe(0);
    expect(mailbox.mails).toHaveLength(1);
    const [{ parsed, recipients }] = mailbox.mails as [(typeof mailbox.mails)[number]];
    expect(recipients).toEqual(['b@sluiswaard.example']);
    expect(parsed.subject).toBe('Niet bezorgd: 1 e-mail van Proefmailing (verzonnen)');
    expect(parsed.text).toContain('1 ×: het adres bestaat niet');
    expect(parsed.text).not.toContain('inwoner.example');
    const { rows } = await gate.db.query(
      `select object_id, detail from audit_lines where action = 'deliveries-reported'`,
    );
    expect(rows).toEqual([
      { object_id: mailing, detail: { accepted: 2, failed: 1, returned: 0, inDoubt: 0 } },
    ]);
  });

  it('tells how many were returned when the mailing was withdrawn', async () => {
    const gateway = await gate.start();
    const mailing = await aMailing(gate, 'held');
    for (const to of people) await handIn(gateway.port, { to, mailing });
    expect(await report()).toBe(0);
    await becomes(gate, mailing, 'withdrawn');
    await eventually(async () => {
      expect(Object.values(await gate.statuses())).toEqual(['returned', 'returned', 'returned']);
    });
    await report();
    expect(mailbox.mails.map(({ parsed }) => parsed.subject)).toEqual([
      'Gestopt: 3 e-mails van Proefmailing (verzonnen) zijn niet verzonden',
    ]);
  });

  it('sends no mail when everything arrived', async () => {
    const gateway = await gate.start();
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    await handIn(gateway.port, { to: people[0]!, mailing });
    await givePermit(gate, mailing);
    await eventually(() => expect(gate.sink.received).toHaveLength(1));
    await becomes(gate, mailing, 'dispatched', { addressees: 1 });
    await eventually(async () => expect(await report()).toBe(1));
    expect(mailbox.mails).toEqual([]);
  });
});

describe('the retention job', () => {
  it('takes letters and addresses away after the term, and what was sent can still be proved', async () => {
    const { mailing, permitId } = await sent();
    const items = await gate.store.heldMessages.itemsUnder(permitId);
    await report();
    expect(await clean(daysOn(29))).toBe(true);
    expect(await gate.store.heldMessages.itemsUnder(permitId)).toEqual(items);
    const before = await everything();
    expect(before).toContain('inwoner.example');
    expect(before).toContain(hex('Beste a@inwoner.example'));

    expect(await clean(daysOn(31))).toBe(true);
    const after = await everything();
    expect(after).not.toContain('inwoner.example');
    expect(after).not.toContain(hex('inwoner.example'));
    for (const { digest } of items) expect(after).not.toContain(digest);

    const permit = await gate.store.permits.find(permitId);
    const claims = JSON.parse(Buffer.from(permit.jws.split('.')[1]!, 'base64url').toString());
    const leaves = await gate.store.heldMessages.leavesUnder(permitId);
    expect(leavesDigest(leaves, sha256Bytes)).toBe(fromClaims(claims)!.digest);
    expect(leavesDigest(leaves, sha256Bytes)).toBe(itemsDigest(items, sha256Bytes));
    expect(await gate.store.heldMessages.atGate(mailing)).toMatchObject({
      messages: 3,
      addressees: 3,
    });
    const left = await gate.db.query(
      'select recipient, status, reply from deliveries order by status',
    );
    expect(left.rows).toEqual([
      { recipient: '#1', status: 'accepted', reply: '250' },
      { recipient: '#1', status: 'accepted', reply: '250' },
      { recipient: '#1', status: 'failed', reply: '550' },
    ]);

    const [last] = await gate.store.retention.runs(1);
    expect(last).toMatchObject({ mailings: 1, messages: 3, addressees: 3 });
    const { rows } = await gate.db.query(
      `select action, object_id from audit_lines where action in ('messages-purged', 'retention-run') order by seq desc limit 2`,
    );
    expect(rows).toEqual([
      { action: 'retention-run', object_id: last!.id },
      { action: 'messages-purged', object_id: mailing },
    ]);
    expect((await gate.store.audit.verify()).intact).toBe(true);
  });

  it('empties the text of print jobs that went back or left, and of no other', async () => {
    const letter = { text: 'Beste a@inwoner.example', letters: 4 };
    const left = await aMailing(gate, 'releasing', { addressees: 0, letters: 4 });
    const leaving = await aMailing(gate, 'releasing', { addressees: 0, letters: 4 });
    const gateway = { store: gate.store, signer: gate.keys.signer };
    await releasedPrintJob(gateway, { mailingId: left, jobId: 'left', at: now(), ...letter });
    await releasedPrintJob(gateway, { mailingId: leaving, jobId: 'leaving', at: now(), ...letter });
    await becomes(gate, left, 'dispatched', { addressees: 0, letters: 4 });
    const provenance = { actor: { role: 'system' }, origin: 'gateway', at: now() } as const;
    const { printJobs } = gate.store;
    await printJobs.hold(newPrintJob(left, 'held', 4, letter.text), provenance);
    await printJobs.refuse(newPrintJob(left, 'refused', 4, letter.text), [], provenance);
    const withText = async () => {
      const { rows } = await gate.db.query<{ id: string }>(
        `select job_id as id from print_jobs where text <> '' order by job_id`,
      );
      return rows.map(({ id }) => id);
    };
    await clean(daysOn(29));
    expect(await withText()).toEqual(['held', 'leaving', 'left', 'refused']);
    await clean(daysOn(31));
    expect(await withText()).toEqual(['held', 'leaving']);
    await clean(daysOn(33));
    const { rows } = await gate.db.query(
      `select object_id as of, detail from audit_lines where action = 'print-texts-purged'`,
    );
    expect(rows).toEqual([{ of: left, detail: { jobs: 2 } }]);
    const runs = await gate.store.retention.runs(3);
    expect(runs.map((run) => run.printJobs)).toEqual([0, 2, 0]);
  });

  it('runs once a day, and anew when it broke off', async () => {
    expect(await clean(daysOn(0))).toBe(true);
    expect(await clean(daysOn(0.9))).toBe(false);
    expect(await clean(daysOn(1.1))).toBe(true);
    await gate.store.retention.begin(randomUUID(), daysOn(3));
    expect(await clean(daysOn(3.01))).toBe(false);
    expect(await clean(daysOn(3.1))).toBe(true);
  });

  it('never takes what is held, in doubt or not reported', async () => {
    const { mailing } = await sent();
    await clean(daysOn(400));
    expect(await everything()).toContain('inwoner.example');

    await report();
    await gate.db.query(`insert into deliveries (message_id, recipient, status, updated_at)
      select id, 'd@inwoner.example', 'in-doubt', now() from held_messages limit 1`);
    expect(await clean(daysOn(402))).toBe(true);
    expect(await everything()).toContain('inwoner.example');
    await expect(
      gate.store.retention.purge(
        { mailingId: mailing },
        {
          actor: { role: 'system' },
          origin: 'worker',
          at: now(),
        },
      ),
    ).rejects.toMatchObject({ constraint: 'held_messages_purge_only_ended' });
  });

  it('takes single mails by themselves, and keeps the term that the organisation sets', async () => {
    const gateway = await gate.start();
    await gate.db.query('update mail_credentials set single_limit = 5');
    await handIn(gateway.port, { to: people[0]! });
    gate.clock.now = () => addSeconds(now(), 60);
    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(gate.sink.received).toHaveLength(1));
    await eventually(async () =>
      expect(await gate.statuses()).toEqual({ [people[0]!]: 'accepted' }),
    );
    expect(await gate.store.retention.kept()).toMatchObject([{ messages: 1, addressees: 1 }]);
    await clean(daysOn(31));
    expect(await gate.store.retention.kept()).toEqual([]);
    expect(await everything()).not.toContain('inwoner.example');
  });

  it.each([
    ['giving letters back', `update held_messages set raw = 'x', purged_at = null`],
    ['another leaf', `update held_messages set item_leaf = repeat('0', 64)`],
  ])('is followed by no %s', async (_, sql) => {
    await sent();
    await report();
    await clean(daysOn(31));
    await expect(gate.db.query(sql)).rejects.toThrow('What was purged stays as it is');
  });
});
