import { both, formatSpan } from '../charts/format.ts';
import type { Instant } from '../domain/instant.ts';
import type { Addressed, House, MailContent } from './content.ts';

/** Tells somebody that a shift of theirs is off. */
export interface ShiftCancelledMail extends Addressed {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export function shiftCancelled(mail: ShiftCancelledMail, house: House): MailContent {
  const { timeZone } = house.municipality;
  const when = both((language) => formatSpan(mail.startsAt, mail.endsAt, language, timeZone));
  return {
    subject: {
      nl: `Uw dienst gaat niet door: ${when.nl}`,
      en: `Your shift is cancelled: ${when.en}`,
    },
    paragraphs: [
      {
        nl: 'Een dienst van u bij het klantcontactcentrum (KCC) is uit het rooster gehaald. U hoeft dan niet te komen.',
        en: 'A shift of yours at the contact centre (KCC) was taken off the roster. You do not need to come then.',
      },
    ],
    facts: [{ label: { nl: 'Wat niet doorgaat', en: 'What is cancelled' }, value: when }],
    actions: [],
    closing: [
      {
        nl: 'Klopt dit niet? Bel de KCC-leider of de planner.',
        en: 'Is this not right? Call the KCC lead or the planner.',
      },
    ],
  };
}
