import { both, formatMoment, formatSpan } from '../charts/format.ts';
import type { Instant } from '../domain/instant.ts';
import type { TimeSpan } from '../domain/roster.ts';
import { introductionOf } from '../domain/mail-introduction.ts';
import type { Addressed, House, MailContent } from './content.ts';

/** Asks somebody when they want to work, before anybody is planned. */
export interface OpenCallMail extends Addressed {
  readonly question: string;
  readonly spans: readonly TimeSpan[];
  readonly answerBy: Instant;
  /** The page where it is answered. */
  readonly page: string;
}

export function openCall(mail: OpenCallMail, house: House): MailContent {
  const { timeZone } = house.municipality;
  const until = both((language) => formatMoment(mail.answerBy, language, timeZone));
  return {
    subject: { nl: mail.question, en: mail.question },
    paragraphs: introductionOf(
      'open-call',
      { gemeente: house.municipality.name, 'antwoord-voor': until },
      house.introductions,
    ),
    facts: [
      {
        label: { nl: 'Het gaat om', en: 'It is about' },
        value: both((language) =>
          mail.spans
            .map(({ startsAt, endsAt }) => formatSpan(startsAt, endsAt, language, timeZone))
            .join('; '),
        ),
      },
      { label: { nl: 'Antwoorden kan tot', en: 'Answer before' }, value: until },
    ],
    actions: [{ label: { nl: 'Geef uw antwoord', en: 'Give your answer' }, url: mail.page }],
  };
}
