import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type Mailbox, startMailbox } from '../../src/main/embedded/mailbox.ts';

const HOSTILE = '<script>alert(1)</script>';

describe('the embedded mailbox', () => {
  let mailbox: Mailbox;

  beforeEach(async () => {
    mailbox = await startMailbox({
      refuse: (recipient) =>
        recipient.startsWith('vol@') ? { code: 452, text: '4.2.2 Mailbox full' } : undefined,
    });
  });
  afterEach(() => mailbox.stop());

  const send = (to: string, subject = 'Uitnodiging') =>
    createTransport(mailbox.smtpUrl).sendMail({
      from: 'kcc@voorbeeldstad.example',
      to,
      subject,
      text: `Klik: http://127.0.0.1:3000/a?b=1&c=2\n${HOSTILE}`,
      html: `<p>Klik</p>${HOSTILE}`,
      attachments: [{ filename: 'uitnodiging.ics', content: 'BEGIN:VCALENDAR' }],
    });

  it('keeps a mail with its envelope, parts and exact bytes', async () => {
    await send('gast@voorbeeldstad.example');
    const [mail] = mailbox.messages();
    expect(mail).toMatchObject({
      id: 1,
      subject: 'Uitnodiging',
      envelope: { from: 'kcc@voorbeeldstad.example', to: ['gast@voorbeeldstad.example'] },
      attachments: [{ filename: 'uitnodiging.ics' }],
    });
    expect(mail?.raw.toString()).toContain('Subject: Uitnodiging');
  });

  it('shows mail on pages in which nothing of a mail can run', async () => {
    await send('gast@voorbeeldstad.example', HOSTILE);
    for (const path of ['/', '/messages/1']) {
      const response = await fetch(mailbox.url + path);
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await response.text()).not.toContain(HOSTILE);
    }
    const html = await fetch(`${mailbox.url}/messages/1/html`);
    expect(html.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('makes the links in the text clickable', async () => {
    await send('gast@voorbeeldstad.example');
    const body = await (await fetch(`${mailbox.url}/messages/1`)).text();
    expect(body).toContain('<a href="http://127.0.0.1:3000/a?b=1&amp;c=2">');
  });

  it('gives the same as JSON, and attachments for saving', async () => {
    await send('gast@voorbeeldstad.example');
    expect(await (await fetch(`${mailbox.url}/messages.json`)).json()).toMatchObject([{ id: 1 }]);
    const file = await fetch(`${mailbox.url}/messages/1/attachments/0`);
    expect(file.headers.get('content-disposition')).toContain('uitnodiging.ics');
    expect(await file.text()).toBe('BEGIN:VCALENDAR');
  });

  it.each([
    ['GET', '/messages/7', 404],
    ['GET', '/messages/x', 404],
    ['DELETE', '/messages/1', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(mailbox.url + path, { method })).status).toBe(status);
  });

  it('can refuse a recipient like a real server would', async () => {
    await expect(send('vol@voorbeeldstad.example')).rejects.toMatchObject({ responseCode: 452 });
    expect(mailbox.messages()).toEqual([]);
  });
});
