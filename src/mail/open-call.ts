import { both, formatMoment, formatSpan } from '../charts/format.ts';
import type { Instant } from '../domain/instant.ts';
import type { TimeSpan } from '../domain/roster.ts';
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
    paragraphs: [
      {
        nl: 'Het klantcontactcentrum (KCC) maakt een rooster en hoort eerst graag van u: wanneer wilt u werken, en wanneer liever niet? U zit nergens aan vast. De planner houdt zoveel mogelijk rekening met uw antwoord.',
        en: 'The contact centre (KCC) is making a roster and would like to hear from you first: when do you want to work, and when would you rather not? It obliges you to nothing. The planner takes your answer into account as far as possible.',
      },
    ],
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
