import { createLinks } from '../../src/mail/links.ts';
import { createMailer, type MailerOptions } from '../../src/mail/mailer.ts';

export const PUBLIC_URL = 'https://sluis.sluiswaard.example';
export const LINKS = createLinks('synthetic-secret-of-at-least-32-bytes', PUBLIC_URL);

/** A mailer of the made-up municipality Sluiswaard. */
export function sluiswaardMailer(smtpUrl: string, options: Partial<MailerOptions> = {}) {
  return createMailer({
    smtpUrl,
    from: 'kcc@sluiswaard.example',
    links: LINKS,
    municipality: {
      name: 'Gemeente Sluiswaard',
      colour: '#00558c',
      timeZone: 'Europe/Amsterdam',
    },
    mailingPage: (mailingId) => `${PUBLIC_URL}/mailings/${mailingId}`,
    pageAt: (path) => PUBLIC_URL + path,
    ...options,
  });
}
