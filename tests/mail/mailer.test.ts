import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SMTPServerOptions } from 'smtp-server';
import { MailPermanent, MailRetryable } from '../../src/mail/mail-error.ts';
import { startMailbox } from '../support/mailbox.ts';
import { freePort } from '../support/ports.ts';
import { invitationMail } from './sample-mails.ts';
import { sluiswaardMailer } from './test-mailer.ts';

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

async function given(options: SMTPServerOptions = {}) {
  const mailbox = await startMailbox(options);
  const mailer = sluiswaardMailer(mailbox.url);
  closings.push(mailbox.stop, mailer.close);
  return { mailbox, mailer };
}

const answering = (responseCode: number, message: string): SMTPServerOptions => ({
  onRcptTo(_address, _session, done) {
    done(Object.assign(new Error(message), { responseCode }));
  },
});

describe('a mail that is tried again', () => {
  let ids: (string | undefined)[];
  beforeEach(async () => {
    const { mailbox, mailer } = await given();
    await mailer.invitation(invitationMail);
    await mailer.invitation(invitationMail);
    await mailer.invitation({ ...invitationMail, key: 'invitation:a2' });
    await mailer.invitation({
      ...invitationMail,
      to: { name: 'Ander', email: 'ander@sluiswaard.example' },
    });
    ids = mailbox.mails.map(({ parsed }) => parsed.messageId);
  });

  it('has the Message-ID of the first try', () => expect(ids[1]).toBe(ids[0]));
  it('is told apart from another mail and from another reader', () =>
    expect(new Set(ids).size).toBe(3));
  it('has a Message-ID at the sender’s domain', () =>
    expect(ids[0]).toMatch(/^<[\da-f]{40}@sluiswaard\.example>$/));
});

describe('a mail that does not go', () => {
  it('may be tried again when nobody answers', async () => {
    const mailer = sluiswaardMailer(`smtp://127.0.0.1:${await freePort()}`);
    closings.push(mailer.close);
    await expect(mailer.invitation(invitationMail)).rejects.toBeInstanceOf(MailRetryable);
    await expect(mailer.check()).rejects.toBeInstanceOf(MailRetryable);
  });

  it('may be tried again after a reply 4xx', async () => {
    const { mailer } = await given(answering(451, '4.7.1 Later please'));
    await expect(mailer.invitation(invitationMail)).rejects.toBeInstanceOf(MailRetryable);
  });

  it('is over after a reply 5xx to the recipient', async () => {
    const { mailer } = await given(answering(550, '5.1.1 Unknown'));
    await expect(mailer.invitation(invitationMail)).rejects.toBeInstanceOf(MailPermanent);
  });

  it('is over after a reply 5xx to the message', async () => {
    const { mailer } = await given({
      onData(stream, _session, done) {
        stream
          .resume()
          .on('end', () => done(Object.assign(new Error('5.6.0 No'), { responseCode: 554 })));
      },
    });
    await expect(mailer.invitation(invitationMail)).rejects.toBeInstanceOf(MailPermanent);
  });

  it('may be tried again when it is our login that is refused', async () => {
    const mailbox = await startMailbox({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) =>
        done(Object.assign(new Error('5.7.8 No'), { responseCode: 535 })),
    });
    const mailer = sluiswaardMailer(mailbox.url.replace('//', '//user:wrong@'));
    closings.push(mailbox.stop, mailer.close);
    await expect(mailer.invitation(invitationMail)).rejects.toBeInstanceOf(MailRetryable);
  });

  it('names no address in its error, also where the server does', async () => {
    const { mailer } = await given(answering(550, '5.1.1 <bram@sluiswaard.example> unknown'));
    await expect(mailer.invitation(invitationMail)).rejects.toThrow(
      /^EENVELOPE: .*5\.1\.1 <address> unknown/,
    );
  });

  it.each(['no-at-sign', 'a@b@c.nl', 'x%victim.nl@sluiswaard.example', 'a@b.nl\r\nBcc: c@d.nl'])(
    'is over when the address is %j',
    async (email) => {
      const { mailer, mailbox } = await given();
      const to = { name: 'X', email };
      await expect(mailer.invitation({ ...invitationMail, to })).rejects.toBeInstanceOf(
        MailPermanent,
      );
      expect(mailbox.mails).toHaveLength(0);
    },
  );
});

it('sends nothing without TLS beyond this machine', async () => {
  const mailbox = await startMailbox();
  const elsewhere = mailbox.url.replace('127.0.0.1', '0.0.0.0');
  const mailer = sluiswaardMailer(elsewhere);
  closings.push(mailbox.stop, mailer.close);
  await expect(mailer.invitation(invitationMail)).rejects.toThrow(/STARTTLS|TLS/);
  expect(mailbox.mails).toHaveLength(0);
});

it.each([
  ['kcc@sluiswaard.example', 'Gemeente Sluiswaard'],
  ['KCC Sluiswaard <kcc@sluiswaard.example>', 'KCC Sluiswaard'],
  ['"KCC Sluiswaard" <kcc@sluiswaard.example>', 'KCC Sluiswaard'],
])('sends from %s under the name %s', async (from, name) => {
  const mailbox = await startMailbox();
  const mailer = sluiswaardMailer(mailbox.url, { from });
  closings.push(mailbox.stop, mailer.close);
  await mailer.invitation(invitationMail);
  expect(mailbox.mails[0]?.parsed.from?.value).toEqual([
    { name, address: 'kcc@sluiswaard.example' },
  ]);
});

it.each(['', 'mail.example.nl', 'https://mail.example.nl'])(
  'says at the start that %j is no mail server',
  (url) => expect(() => sluiswaardMailer(url)).toThrow('SMTP_URL is an address such as smtp://'),
);

describe('a header', () => {
  const evil = [
    'WOZ\r\nBcc: victim@example.nl',
    'WOZ\nBcc: victim@example.nl',
    'WOZ\rBcc: victim@example.nl',
    'WOZ\r\n\tBcc: victim@example.nl',
    'WOZ\r\n\r\n<script>',
    'WOZ\u2028Bcc: victim@example.nl',
    'WOZ\u0000Bcc: victim@example.nl',
    '=?utf-8?B?V09aDQpCY2M6IHZpY3RpbUBleGFtcGxlLm5s?=',
    '=?utf-8?Q?WOZ=0D=0ABcc:_victim@example.nl?=',
    '"><x@y.nl>, victim@example.nl',
    'WOZ \u202Egpj.exe',
    'x'.repeat(5_000),
  ];

  // One connection for all of them: a mail server makes each new one wait a moment.
  let mailbox: Awaited<ReturnType<typeof startMailbox>>;
  let mailer: ReturnType<typeof sluiswaardMailer>;
  beforeAll(async () => {
    mailbox = await startMailbox();
    mailer = sluiswaardMailer(mailbox.url);
  });
  afterAll(async () => {
    mailer.close();
    await mailbox.stop();
  });

  it.each(evil.map((value) => [value.slice(0, 40), value]))(
    'lets nothing through from title and name %j',
    async (_start, value) => {
      const to = { name: value, email: 'bram@sluiswaard.example' };
      await mailer.changesRequested({
        key: 'k',
        at: '2027-02-01T08:00:00.000Z',
        mailingId: 'm1',
        title: value,
        leadName: value,
        reason: value,
        to,
      });
      const mail = mailbox.mails.at(-1);
      const names = (mail?.parsed.headerLines ?? []).map(({ key }) => key).toSorted();
      expect(names).toEqual(HEADERS);
      expect(mail?.recipients).toEqual([to.email]);
      expect(mail?.parsed.to).toMatchObject({ value: [{ address: to.email }] });
      expect(mail?.parsed.subject).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
      expect(mail?.raw.split('\r\n').every((line) => line.length <= 998)).toBe(true);
    },
  );
});

const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];
