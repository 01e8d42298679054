import { randomUUID } from 'node:crypto';
import { localDateOf } from '../../../src/domain/local-time.ts';
import type { MailingDetails } from '../../../src/domain/mailing-details.ts';

/** A synthetic mailing by e-mail that may leave today; `change` replaces what matters to the test. */
export function smallMailing(email: number, change: Partial<MailingDetails> = {}): MailingDetails {
  const today = localDateOf(new Date().toISOString());
  return {
    title: `Verzonnen mailing ${randomUUID().slice(0, 8)}`,
    kind: 'information',
    purpose: 'De ontvanger leest de brief.',
    audience: { letter: 0, email, portal: 0 },
    earliest: today,
    preferred: today,
    printedContact: {
      phone: '088-000 00 00',
      openingHours: 'maandag tot en met vrijdag van 8.30 tot 17.00 uur',
      webAddress: 'www.sluiswaard.example',
    },
    texts: [{ name: 'brief', text: 'Geachte heer of mevrouw, uw aanslag staat klaar.' }],
    files: [],
    draftQuestions: [],
    stakeholders: [],
    ...change,
  };
}
