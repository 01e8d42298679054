import { afterEach, describe, expect, it } from '@jest/globals';
import type { MailIntroductions } from '../../src/domain/mail-introduction.ts';
import { MailRetryable } from '../../src/mail/mail-error.ts';
import { startMailbox } from '../support/mailbox.ts';
import { invitationMail } from './sample-mails.ts';
import { sluiswaardMailer } from './test-mailer.ts';

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).toReversed()) await close();
});

async function given(introductions: () => Promise<MailIntroductions>) {
  const mailbox = await startMailbox();
  const mailer = sluiswaardMailer(mailbox.url, { introductions });
  closings.push(mailbox.stop, mailer.close);
  const sent = async () => {
    await mailer.invitation(invitationMail);
    const { text = '', html } = mailbox.mails.at(-1)?.parsed ?? {};
    return { text, html: String(html) };
  };
  return { mailer, sent };
}

describe('an introduction that the lead wrote', () => {
  it('stands in the mail as plain text, whatever is in it', async () => {
    const nl = '<b>Help</b> {gemeente} & co?\n\n<img src=x onerror=alert(1)>\u0007';
    const { sent } = await given(async () => ({ invitation: { nl, en: 'Help on {wanneer}' } }));
    const { text, html } = await sent();
    expect(text).toContain('<b>Help</b> Gemeente Sluiswaard & co?');
    expect(text).toContain('Help on Thursday 18 February 2027');
    expect(text).not.toContain('Wij zoeken collega’s');
    expect(html).toContain('&lt;b&gt;Help&lt;/b&gt; Gemeente Sluiswaard &amp; co?');
    expect(html).not.toMatch(/<img src=x|<b>|<p[^>]*><\/p>/);
    expect(text + html).not.toContain('\u0007');
    // The facts and the buttons stay.
    expect(text).toContain('Ja, ik kom:');
  });

  it('holds for the very next mail, and so does taking it back', async () => {
    let set: MailIntroductions = {};
    const { sent } = await given(async () => set);
    expect((await sent()).text).toContain('Wij zoeken collega’s');
    set = { invitation: { nl: 'Kom helpen.', en: 'Come and help.' } };
    expect((await sent()).text).toContain('Kom helpen.');
    set = {};
    expect((await sent()).text).toContain('Wij zoeken collega’s');
  });

  it('is waited for when it cannot be read', async () => {
    const { mailer } = await given(() => Promise.reject(new Error('The database is away')));
    await expect(mailer.invitation(invitationMail)).rejects.toBeInstanceOf(MailRetryable);
  });
});
