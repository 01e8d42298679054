import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CaughtMail, startMailbox } from '../support/mailbox.ts';
import { SAMPLE_MAILS } from './sample-mails.ts';
import { sluiswaardMailer } from './test-mailer.ts';

const notMails = ['check', 'close'];
let kinds: string[] = [];
const caught = new Map<string, CaughtMail>();

beforeAll(async () => {
  const mailbox = await startMailbox();
  const mailer = sluiswaardMailer(mailbox.url);
  kinds = Object.keys(mailer).filter((name) => !notMails.includes(name));
  for (const [kind, send] of Object.entries(SAMPLE_MAILS)) {
    await send(mailer);
    const mail = mailbox.mails.at(-1);
    if (mail) caught.set(kind, mail);
  }
  mailer.close();
  await mailbox.stop();
});

afterAll(() => caught.clear());

function mailOf(kind: string) {
  const mail = caught.get(kind);
  if (!mail) throw new Error(`No mail of kind ${kind} arrived`);
  return { ...mail, text: mail.parsed.text ?? '', html: String(mail.parsed.html) };
}

/** The words of an HTML document, as a reader hears them. */
function wordsOf(html: string): string {
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };
  let text = html.replace(/^.*<body[^>]*>/s, '').replaceAll(/<[^>]*>/g, ' ');
  for (const [entity, sign] of Object.entries(entities)) text = text.replaceAll(entity, sign);
  return normal(text);
}

function normal(text: string): string {
  return text
    .replaceAll(/https:\S+/g, '')
    .replaceAll(/^\s*(- |-{5,}$)/gm, '')
    .replaceAll(/[:\s]+/g, ' ');
}

describe.each(Object.keys(SAMPLE_MAILS))('the mail %s', (kind) => {
  it('arrives as one mail to one person', () => {
    const { recipients, parsed } = mailOf(kind);
    expect(recipients).toHaveLength(1);
    expect(parsed.to).toMatchObject({ value: [{ address: recipients[0] }] });
  });

  it('says it in Dutch, and in English below a line', () => {
    const [dutch = '', english = ''] = mailOf(kind).text.split(/^-{20,}$/m);
    expect(dutch).toMatch(/\nBeste .+,\n/);
    expect(dutch).toContain('automatisch verstuurd door Sluis, namens Gemeente Sluiswaard');
    expect(english).toMatch(/\nDear .+,\n/);
    expect(english).toContain('sent automatically by Sluis, on behalf of Gemeente Sluiswaard');
  });

  it('says the same as text and as HTML', () => {
    const { text, html } = mailOf(kind);
    const words = wordsOf(html);
    for (const line of text
      .split('\n')
      .map(normal)
      .filter((one) => one.trim() !== '')) {
      expect(words).toContain(line.trim());
    }
  });

  it('has the same links as text and as HTML, all to our own address', () => {
    const { text, html } = mailOf(kind);
    const inText = text.match(/https:\S+/g) ?? [];
    const inHtml = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
    expect(inHtml).toEqual(inText);
    for (const url of inText) expect(new URL(url).host).toBe('sluis.sluiswaard.example');
  });

  it('fetches nothing and runs nothing', () => {
    const { html } = mailOf(kind);
    expect(html.replaceAll('<img src="cid:', '')).not.toMatch(
      /<(img|script|link|iframe|object|style|table)\b|url\(|\son\w+=/i,
    );
  });

  it('says that a machine sent it', () => {
    const { headers } = mailOf(kind).parsed;
    expect(headers.get('auto-submitted')).toBe('auto-generated');
  });
});

it('is shown for every kind of mail that can be sent', () => {
  expect(Object.keys(SAMPLE_MAILS).toSorted()).toEqual(kinds.toSorted());
});

describe('what a person wrote', () => {
  it('is shown as it was written, never as HTML', () => {
    const { html, text } = mailOf('refused');
    expect(html).toContain('&lt;Twee&gt; golven &amp; dat kan niet.');
    expect(text).toContain('<Twee> golven & dat kan niet.');
  });

  it('keeps its lines', () => {
    expect(mailOf('changesRequested').text).toContain(
      'Waarom:\n  Het telefoonnummer op de brief is oud.\n  Zet er 088-000 00 00 op.',
    );
  });
});

it('tells agents the answer for the resident and keeps the internal note out of the mail', () => {
  const { raw, text } = mailOf('briefing');
  expect(text).toContain('De waarde volgt de verkoopprijzen');
  expect(raw).not.toContain('Nooit zelf een waarde noemen');
});

it('brings the wave along as a picture in each language, with its words', () => {
  const { html, parsed } = mailOf('briefing');
  const pictures = [...html.matchAll(/<img src="cid:([^"]+)" alt="([^"]+)"/g)];
  expect(pictures.map(([, cid]) => cid)).toEqual(parsed.attachments.map(({ cid }) => cid));
  expect(pictures[0]?.[2]).toContain('De drukste dag is woensdag 17 februari 2027');
  expect(pictures[1]?.[2]).toContain('The busiest day is Wednesday 17 February 2027');
  for (const { content } of parsed.attachments) {
    expect(content.subarray(1, 4).toString()).toBe('PNG');
  }
});

it('writes numbers and times as people of each language do', () => {
  const { text } = mailOf('signedOff');
  expect(text).toContain('dinsdag 16 februari 2027 om 9.00 uur: 19.840 brieven en 320 e-mails');
  expect(text).toContain('Tuesday 16 February 2027 at 09:00: 19,840 letters and 320 e-mails');
});

it('marks as urgent only what is', () => {
  const urgent = Object.keys(SAMPLE_MAILS).filter((kind) =>
    /^importance: high/im.test(mailOf(kind).raw),
  );
  expect(urgent).toEqual([
    'unannouncedMailing',
    'escalation',
    'emergencyAlarm',
    'emergencyRequested',
    'batchPaused',
    'gateStopped',
  ]);
});
