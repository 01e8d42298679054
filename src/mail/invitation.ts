import { both, formatMoment, formatSpan } from '../charts/format.ts';
import type { Instant } from '../domain/instant.ts';
import { introductionOf } from '../domain/mail-introduction.ts';
import type { Text } from '../domain/text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts } from './content.ts';

/** Asks a colleague to help at the KCC for a stretch of time. */
export interface InvitationMail extends Addressed, AboutMailing {
  readonly assignmentId: string;
  /** SEQUENCE of the calendar invitation. */
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly location: string;
  /** What the colleague will do. */
  readonly task: Text;
  /** After this someone else is asked. */
  readonly answerBefore: Instant;
}

/** `answerPage` is the signed address of the page where the colleague answers. */
export function invitation(mail: InvitationMail, house: House, answerPage: URL): MailContent {
  const { timeZone, name } = house.municipality;
  const when = both((language) => formatSpan(mail.startsAt, mail.endsAt, language, timeZone));
  const before = both((language) => formatMoment(mail.answerBefore, language, timeZone));
  return {
    subject: {
      nl: `Kunt u helpen bij het KCC: ${when.nl}?`,
      en: `Can you help at the contact centre: ${when.en}?`,
    },
    paragraphs: introductionOf(
      'invitation',
      { gemeente: name, mailing: mail.title, wanneer: when, 'antwoord-voor': before },
      house.introductions,
    ),
    facts: [
      { label: { nl: 'Wanneer', en: 'When' }, value: when },
      { label: { nl: 'Waar', en: 'Where' }, value: literal(mail.location) },
      { label: { nl: 'Wat gaat u doen', en: 'What you will do' }, value: mail.task },
      ...mailingFacts(mail).slice(0, 1),
      { label: { nl: 'Graag antwoord vóór', en: 'Please answer before' }, value: before },
    ],
    actions: [
      {
        label: { nl: 'Ja, ik kom', en: 'Yes, I will come' },
        url: withAnswer(answerPage, 'accepted'),
      },
      {
        label: { nl: 'Nee, ik kan niet', en: 'No, I cannot' },
        url: withAnswer(answerPage, 'declined'),
      },
    ],
    closing: [
      {
        nl: 'De knop opent een pagina. Daar bevestigt u uw antwoord. Antwoorden in uw agenda komen niet bij ons aan.',
        en: 'The button opens a page. There you confirm your answer. Answers given in your calendar do not reach us.',
      },
      {
        nl: 'Hoort het KCC op tijd niets van u? Dan vragen wij een andere collega.',
        en: 'If we do not hear from you in time, we will ask another colleague.',
      },
    ],
  };
}

function withAnswer(page: URL, answer: 'accepted' | 'declined'): string {
  const url = new URL(page);
  url.searchParams.set('answer', answer);
  return url.href;
}
