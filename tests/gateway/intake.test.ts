import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import {
  aMailing,
  becomes,
  DOMAIN,
  handIn,
  message,
  refusalOf,
  type TestGate,
  testGate,
} from '../support/gate.ts';
import { loggedIn, rawSmtp } from '../support/raw-smtp.ts';

let gate: TestGate;
let port: number;
let mailing: string;
beforeAll(async () => {
  gate = await testGate();
  ({ port } = await gate.start({
    smtp: { host: '127.0.0.1', port: 0, maxBytes: 200_000, maxRecipients: 100 },
  }));
  mailing = await aMailing(gate, 'held');
});
afterAll(() => gate.end());

const to = 'inwoner@voorbeeld.example';
const count = async () =>
  Number((await gate.db.query('select count(*) from held_messages')).rows[0].count);

describe('which mailing a message belongs to', () => {
  it('is told by the header or by the user name', async () => {
    expect(await handIn(port, { to, mailing })).toContain('Bewaard als');
    expect(await handIn(port, { to, username: `belastingen+${mailing}` })).toContain('Bewaard als');
  });

  it.each([
    ['no mailing', async () => ({}), '554 5.7.1 Noem de mailing'],
    ['a number that is none', async () => ({ mailing: '12' }), '554 5.7.1 X-Mailing-ID is geen'],
    [
      'an unknown one',
      async () => ({ mailing: randomUUID() }),
      '550 5.7.1 Deze mailing bestaat niet',
    ],
    [
      'two that differ',
      async () => ({ mailing, username: `belastingen+${randomUUID()}` }),
      '554 5.7.1 X-Mailing-ID en de gebruikersnaam',
    ],
    [
      'one of another department',
      async () => {
        const departmentId = randomUUID();
        await gate.db.query(
          `insert into departments (id, name, email) values ($1, $2, 'a@b.example')`,
          [departmentId, departmentId],
        );
        return { mailing: await aMailing(gate, 'held', { departmentId }) };
      },
      '550 5.7.1 Deze mailing bestaat niet',
    ],
    [
      'one that was withdrawn',
      async () => {
        const id = await aMailing(gate, 'held');
        await becomes(gate, id, 'withdrawn');
        return { mailing: id };
      },
      '550 5.7.1 Deze mailing is klaar',
    ],
  ])('refuses %s in words', async (_, given, expected) => {
    const before = await count();
    expect(await refusalOf(handIn(port, { to, ...(await given()) }))).toContain(expected);
    expect(await count()).toBe(before);
  });
});

describe('an exact repeat', () => {
  it('is answered with the same queue id and kept once', async () => {
    const raw = message({ to, mailing });
    const first = await handIn(port, { to, raw });
    expect(await handIn(port, { to, raw })).toBe(first);
    expect(await handIn(port, { to: `ander.${to}`, raw })).not.toBe(first);
  });

  it('is not a message with the same Message-ID and another text', async () => {
    const messageId = `<een@${DOMAIN}>`;
    const first = await handIn(port, { to, mailing, messageId, text: 'Een' });
    const second = await handIn(port, { to, mailing, messageId, text: 'Twee' });
    expect(second).not.toBe(first);
  });

  it('is recognised among many that come at once', async () => {
    const raw = message({ to, mailing });
    const answers = await Promise.all(Array.from({ length: 20 }, () => handIn(port, { to, raw })));
    expect(new Set(answers).size).toBe(1);
  });
});

describe('whose mail it may be', () => {
  it.each([
    ['another envelope domain', { from: 'a@elders.example' }, '550 5.7.1 Deze inlog'],
    [
      'another domain in From',
      { raw: message({ to, from: 'a@elders.example' }) },
      '550 5.7.1 Deze inlog mag niet versturen namens het domein in From',
    ],
    ['no From', { raw: `To: ${to}\r\n\r\nx\r\n` }, '550 5.6.0'],
    [
      'two From headers',
      { raw: `From: a@${DOMAIN}\r\nFrom: a@elders.example\r\n\r\nx\r\n` },
      '550 5.6.0',
    ],
    [
      'a second address hidden behind the first',
      { raw: `From: a@${DOMAIN}, b@elders.example\r\n\r\nx\r\n` },
      '550 5.7.1',
    ],
    [
      'a foreign Sender',
      { raw: `From: a@${DOMAIN}\r\nSender: b@elders.example\r\n\r\nx\r\n` },
      '550 5.7.1',
    ],
  ])('refuses %s', async (_, given, expected) => {
    expect(await refusalOf(handIn(port, { to, mailing, ...given }))).toContain(expected);
  });

  it('refuses a wrong password and an unknown name alike', async () => {
    const wrong = await refusalOf(handIn(port, { to, mailing, password: 'mis' }));
    const unknown = await refusalOf(handIn(port, { to, mailing, username: 'niemand' }));
    expect(wrong).toMatch(/^535 5\.7\.8 /);
    expect(unknown).toBe(wrong);
  });

  it('asks for a login first', async () => {
    const client = await rawSmtp(port);
    await client.say('EHLO test.example\r\n');
    expect(await client.say(`MAIL FROM:<a@${DOMAIN}>\r\n`)).toMatch(/^530 5\.7\.0 /);
    client.close();
  });
});

describe('limits', () => {
  it('tells the sender of a message that is too big, however it comes', async () => {
    expect(await refusalOf(handIn(port, { to, mailing, text: 'x'.repeat(300_000) }))).toMatch(
      /^552 5\.3\.4 /,
    );
    const client = await loggedIn(port);
    expect(await client.say(`MAIL FROM:<a@${DOMAIN}> SIZE=900000\r\n`)).toMatch(/^552 5\.3\.4 /);
    client.close();
  });

  it('takes no more recipients than it may, and says to send the rest apart', async () => {
    const client = await loggedIn(port);
    await client.say(`MAIL FROM:<a@${DOMAIN}>\r\n`);
    for (let n = 0; n < 100; n += 1) {
      expect(await client.say(`RCPT TO:<i${n}@voorbeeld.example>\r\n`)).toMatch(/^250 2\.1\.5/);
    }
    expect(await client.say('RCPT TO:<i100@voorbeeld.example>\r\n')).toMatch(/^452 4\.5\.3 /);
    client.close();
  });

  it('refuses what has gone round in circles', async () => {
    const trace = 'Received: from a by b; Mon, 1 Jan 2027 00:00:00 +0000\r\n'.repeat(51);
    const raw = trace + message({ to, mailing });
    expect(await refusalOf(handIn(port, { to, raw }))).toMatch(/^554 5\.4\.6 /);
  });
});

describe('a sender that breaks off before the final dot', () => {
  it.each(['reset', 'end'] as const)('leaves nothing behind (%s)', async (how) => {
    const before = await count();
    const client = await loggedIn(port);
    await client.say(`MAIL FROM:<a@${DOMAIN}>\r\n`);
    await client.say(`RCPT TO:<${to}>\r\n`);
    expect(await client.say('DATA\r\n')).toMatch(/^354/);
    client.push(message({ to, mailing, text: 'half' }));
    client.break(how);
    // The next message goes the same way and is kept, so the broken one has been dealt with.
    await handIn(port, { to, mailing });
    expect(await count()).toBe(before + 1);
  });
});

describe('a database that is away', () => {
  it('is told as a temporary refusal, never as 250', async () => {
    const other = await testGate();
    try {
      const gateway = await other.start();
      const id = await aMailing(other, 'held');
      await handIn(gateway.port, { to, mailing: id });
      await other.db.query('alter table held_messages rename to gone');
      const raw = message({ to, mailing: id });
      expect(await refusalOf(handIn(gateway.port, { to, raw }))).toMatch(/^451 4\.3\.0 /);
      await other.db.query('alter table gone rename to held_messages');
      const kept = await eventually(async () => await handIn(gateway.port, { to, raw }));
      expect(kept).toMatch(/^250/);
    } finally {
      await other.end();
    }
  });
});

describe('defer mode', () => {
  it('leaves the message with the tool until the mailing is let out', async () => {
    await gate.store.mailCredentials.save({
      credentialId: randomUUID(),
      username: 'uitstel',
      passwordHash: gate.passwordHash,
      departmentId: gate.departmentId,
      fromDomains: [DOMAIN],
      mode: 'defer',
    });
    const before = await count();
    expect(await refusalOf(handIn(port, { to, mailing, username: 'uitstel' }))).toMatch(
      /^451 4\.7\.1 Deze mailing is nog niet vrijgegeven/,
    );
    expect(await count()).toBe(before);
  });
});
