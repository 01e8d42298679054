import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alertUnannounced } from '../../src/activities/unannounced-mailing.ts';
import { SYSTEM } from '../../src/domain/actor.ts';
import { eventually } from '../support/eventually.ts';
import { DOMAIN, handIn, type TestGate, testGate } from '../support/gate.ts';

let gate: TestGate;
let port: number;
beforeEach(async () => {
  gate = await testGate();
  ({ port } = await gate.start());
  await gate.store.mailCredentials.save({
    credentialId: randomUUID(),
    username: 'afdeling',
    passwordHash: gate.passwordHash,
    departmentId: gate.departmentId,
    fromDomains: [DOMAIN],
    mode: 'hold',
    singleLimit: 3,
  });
});
afterEach(() => gate.end());

const LETTER =
  'Hierbij ontvangt u de aanslag gemeentelijke belastingen over dit jaar. U kunt het bedrag betalen in tien ' +
  'termijnen of in een keer. Bent u het niet eens met de waarde van uw woning, bel ons dan eerst.';
const ANSWERS = [
  'Uw afspraak staat morgen om tien uur. Neem een geldig paspoort en twee foto mee naar het loket.',
  'De kapotte lantaarn in uw straat is gemeld bij de aannemer, die komt binnen vijf werkdagen langs.',
  'Voor een parkeervergunning hebben wij nog uw kenteken nodig; u kunt dat op deze mail antwoorden.',
];
const send = (to: string, text: string) =>
  handIn(port, { to: `${to}@inwoner.example`, username: 'afdeling', text });
const reached = () =>
  gate.sink.received.flatMap((mail) => mail.to).toSorted((a, b) => a.localeCompare(b));
const later = (seconds: number) => {
  gate.clock.now = () => new Date(Date.now() + seconds * 1000).toISOString();
};

describe('single mails of a tool that may send them', () => {
  it('leave under a permit of their own after a short wait', async () => {
    for (const [index, text] of ANSWERS.entries()) await send(`a${index}`, text);
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    later(60);
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 1, lapsed: 0 });
    await eventually(() =>
      expect(reached()).toEqual(['a0@inwoner.example', 'a1@inwoner.example', 'a2@inwoner.example']),
    );
    const { rows } = await gate.db.query(
      `select action, object_type from audit_lines order by seq`,
    );
    expect(rows).toEqual([
      { action: 'permit-issued', object_type: 'mail-credential' },
      { action: 'permit-consumed', object_type: 'mail-credential' },
    ]);
    expect(gate.reported).toEqual([]);
  });

  it('stop with the login that they came by', async () => {
    await send('a', ANSWERS[0]!);
    await gate.store.mailCredentials.disable('afdeling');
    later(60);
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    expect(await gate.statuses()).toEqual({ 'a@inwoner.example': 'held' });
  });
});

describe('the same letter to more people than single mails may have', () => {
  it('is held as a mailing that nobody announced, opened as a draft of the department, and told once', async () => {
    for (const who of ['a', 'b', 'c', 'd', 'e']) {
      expect(await send(who, `Beste ${who},\r\n\r\n${LETTER}`)).toMatch(/^250 /);
    }
    later(60);
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    const [opened, ...more] = await gate.store.unannounced.notAlerted();
    expect(more).toEqual([]);
    expect(opened).toMatchObject({ addressees: 5 });
    const draft = await gate.store.mailings.find(opened!.mailingId);
    expect(draft).toMatchObject({
      status: 'draft',
      departmentId: gate.departmentId,
      title: 'Onaangekondigd: uw aanslag #',
    });
    expect(await gate.store.heldMessages.atGate(opened!.mailingId)).toMatchObject({
      addressees: 5,
    });
    expect(gate.sink.received).toEqual([]);

    const told: string[] = [];
    const mailer = {
      unannouncedMailing: async ({
        to,
        addressees,
      }: {
        to: { email: string };
        addressees: number;
      }) => told.push(`${to.email} ${addressees}`),
    } as never;
    await gate.store.people.save(
      {
        id: randomUUID(),
        name: 'Lotte',
        email: 'lotte@kcc.example',
        roles: ['kcc-lead'],
        active: true,
      },
      { actor: SYSTEM, origin: 'command', at: gate.clock.now() },
    );
    expect(await alertUnannounced({ store: gate.store, mailer }, gate.clock.now())).toBe(1);
    expect(await alertUnannounced({ store: gate.store, mailer }, gate.clock.now())).toBe(0);
    expect(told).toEqual(['lotte@kcc.example 5', `b@${DOMAIN} 5`]);
  });

  it('takes along what was still being stored when it was opened', async () => {
    for (const who of ['a', 'b', 'c']) await send(who, `Beste ${who},\r\n\r\n${LETTER}`);
    // Counted, and opened by somebody else before it was stored.
    const { rows } = await gate.db.query<{ id: string; credential_id: string }>(
      'select id, credential_id from unannounced_runs',
    );
    const { id, credential_id: credentialId } = rows[0]!;
    await gate.store.mailings.saveDraft(
      { id, departmentId: gate.departmentId, draft: { title: 'Onaangekondigd' } },
      { actor: SYSTEM, origin: 'gateway', at: gate.clock.now() },
    );
    await gate.store.unannounced.assign(id, id);
    const late = randomUUID();
    await gate.store.heldMessages.hold([
      {
        id: late,
        credentialId,
        messageId: '',
        envelopeFrom: `b@${DOMAIN}`,
        recipients: ['d@inwoner.example'],
        digest: 'd'.repeat(64),
        dedupeKey: late,
        raw: Buffer.from('brief'),
        receivedAt: gate.clock.now(),
        runId: id,
      },
    ]);
    expect(await gate.store.heldMessages.atGate(id)).toMatchObject({ addressees: 3 });
    expect(await gate.store.unannounced.gather()).toBe(1);
    expect(await gate.store.unannounced.gather()).toBe(0);
    expect(await gate.store.heldMessages.atGate(id)).toMatchObject({ addressees: 4 });
  });

  it('is found when it comes by many connections at once, and does not stop other single mails', async () => {
    const people = Array.from({ length: 20 }, (_, n) => `p${n}`);
    await Promise.all(people.map((who) => send(who, `Beste ${who},\r\n\r\n${LETTER}`)));
    await send('z', ANSWERS[1]!);
    later(60);
    await gate.permits.issueSupplementaryPermits();
    await eventually(() => expect(reached()).toEqual(['z@inwoner.example']));
    expect(await gate.store.unannounced.notAlerted()).toHaveLength(1);
    expect(Object.values(await gate.statuses()).filter((one) => one === 'held')).toHaveLength(20);
  });
});
