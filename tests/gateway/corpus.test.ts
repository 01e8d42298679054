import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMailing, type TestGate, testGate } from '../support/gate.ts';
import { loggedIn, type RawSmtp, rawSmtp } from '../support/raw-smtp.ts';

/** Text, or pieces of it of which some are repeated. */
type Packed = string | readonly (string | readonly [string, number])[];
interface Dialogue {
  readonly name: string;
  /** `none`: not even a greeting. */
  readonly login: boolean | 'none';
  readonly steps: readonly (readonly [Packed, string])[];
}
interface Message {
  readonly name: string;
  readonly data: Packed;
  readonly expect: string;
  readonly kept: 0 | 1;
}

const corpus = <T>(name: string): readonly T[] =>
  (
    JSON.parse(readFileSync(new URL(`../corpus/smtp/${name}.json`, import.meta.url), 'utf8')) as {
      items: readonly T[];
    }
  ).items;
const unpacked = (text: Packed) =>
  typeof text === 'string'
    ? text
    : text.map((part) => (typeof part === 'string' ? part : part[0].repeat(part[1]))).join('');

let gate: TestGate;
let port: number;
let mailing: string;
beforeAll(async () => {
  gate = await testGate();
  ({ port } = await gate.start());
  mailing = await aMailing(gate, 'held');
});
afterAll(() => gate.end());

const stored = async () =>
  (await gate.db.query<{ raw: Buffer }>('select raw from held_messages order by seq')).rows;

describe.each(['open-relay', 'protocol', 'addresses'])('corpus of %s', (name) => {
  const items = corpus<Dialogue>(name);

  it(`answers each of ${items.length} as it should, and keeps nothing`, async () => {
    const before = (await stored()).length;
    const wrong: string[] = [];
    const play = async ({ name: item, login, steps }: Dialogue) => {
      const client = login === true ? await loggedIn(port) : await rawSmtp(port);
      if (login === false) await client.say('EHLO test.example\r\n');
      for (const [bytes, expected] of steps) {
        const said = unpacked(bytes);
        const heard = said === '' ? await client.hear() : await client.say(said);
        if (!heard?.startsWith(expected)) wrong.push(`${item}: ${heard} instead of ${expected}`);
      }
      client.close();
    };
    for (let at = 0; at < items.length; at += 10) {
      await Promise.all(items.slice(at, at + 10).map(play));
    }
    expect(wrong).toEqual([]);
    expect((await stored()).length).toBe(before);
    expect(gate.sink.received).toEqual([]);
  });
});

/** Sends one message as raw bytes, split in two at `split`, and answers the reply to its end. */
async function send(client: RawSmtp, data: string, split?: number): Promise<string | undefined> {
  await client.say('MAIL FROM:<belastingen@sluiswaard.example>\r\n');
  await client.say('RCPT TO:<inwoner@voorbeeld.example>\r\n');
  const go = await client.say('DATA\r\n');
  if (!go?.startsWith('354')) return go;
  const bytes = `${data}${data === '' || data.endsWith('\r\n') ? '' : '\r\n'}.\r\n`;
  if (split !== undefined) {
    client.push(bytes.slice(0, split));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return client.say(split === undefined ? bytes : bytes.slice(split));
}
const filledIn = (data: Packed) =>
  unpacked(data)
    .replaceAll('$MAILINGUPPER', mailing.toUpperCase())
    .replaceAll('$MAILING', mailing)
    .replaceAll('$ID', randomUUID());
const inSync = async (client: RawSmtp) =>
  (await client.say('NOOP\r\n'))?.startsWith('250 2.0.0 OK');

describe('corpus of smuggling', () => {
  const items = corpus<Message>('smuggling');

  it(`refuses each of ${items.length} as one message and obeys nothing in it`, async () => {
    const before = (await stored()).length;
    const client = await loggedIn(port);
    const wrong: string[] = [];
    for (const { name, data, expect: expected } of items) {
      const heard = await send(client, filledIn(data));
      if (!heard?.startsWith(expected)) wrong.push(`${name}: ${heard}`);
      if (!(await inSync(client))) wrong.push(`${name}: more than one reply`);
    }
    expect(wrong).toEqual([]);
    expect((await stored()).length).toBe(before);
    client.close();
  });

  it('does so wherever the network cuts the bytes', async () => {
    const client = await loggedIn(port);
    const wrong: string[] = [];
    for (const { name, data, expect: expected } of items.filter((one) =>
      /^(LF|CR)[^ ]* in the body/.test(one.name),
    )) {
      const text = filledIn(data);
      const from = text.indexOf('begin') + 4;
      for (let split = from; split < from + 8; split += 1) {
        const heard = await send(client, text, split);
        if (!heard?.startsWith(expected)) wrong.push(`${name} cut at ${split}: ${heard}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await inSync(client)).toBe(true);
    client.close();
  });
});

describe('a sender that waits for no reply', () => {
  it('has every letter kept and every command answered, in order', async () => {
    const before = (await stored()).length;
    const client = await loggedIn(port);
    const letter = filledIn(corpus<Message>('mime').find((one) => one.kept === 1)!.data);
    const one =
      'MAIL FROM:<belastingen@sluiswaard.example>\r\nRCPT TO:<inwoner@voorbeeld.example>\r\n' +
      `DATA\r\n${letter}\r\n.\r\n`;
    // The same letter again is an exact repeat, so it has to be another.
    client.push(`${one}${one.replace('\r\n\r\n', '\r\nX-Nummer: 2\r\n\r\n')}NOOP\r\n`);
    const heard: (string | undefined)[] = [];
    for (let reply = 0; reply < 9; reply += 1) heard.push((await client.hear())?.slice(0, 3));

    expect(heard).toEqual(['250', '250', '354', '250', '250', '250', '354', '250', '250']);
    expect((await stored()).length).toBe(before + 2);
    client.close();
  });
});

describe.each(['headers', 'mime', 'archives'])('corpus of %s', (name) => {
  const items = corpus<Message>(name);

  it(`answers each of ${items.length} as it should, and keeps what it takes byte for byte`, async () => {
    const client = await loggedIn(port);
    const wrong: string[] = [];
    for (const { name: item, data, expect: expected, kept } of items) {
      const before = (await stored()).length;
      const text = filledIn(data);
      // Dots at the start of a line are doubled on the wire (RFC 5321 §4.5.2).
      const heard = await send(client, text.replace(/(^|\r\n)\./g, '$1..'));
      if (!heard?.startsWith(expected)) wrong.push(`${item}: ${heard} instead of ${expected}`);
      if (!(await inSync(client))) wrong.push(`${item}: more than one reply`);
      const after = await stored();
      if (after.length - before !== kept) wrong.push(`${item}: kept ${after.length - before}`);
      const whole = text.endsWith('\r\n') ? text : `${text}\r\n`;
      if (kept === 1 && after.at(-1)?.raw.toString('latin1') !== whole)
        wrong.push(`${item}: changed`);
    }
    expect(wrong).toEqual([]);
    client.close();
  });
});
