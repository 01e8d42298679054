import { both, formatSpan } from '../charts/format.ts';
import type { Instant } from '../domain/instant.ts';
import type { Text } from '../domain/text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts } from './content.ts';

/** Tells a colleague that help is not needed after all. */
export interface InvitationCancelledMail extends Addressed, AboutMailing {
  readonly assignmentId: string;
  /** SEQUENCE with which the invitation went out; the cancellation carries one more (RFC 5546, 2.1.4). */
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly location: string;
  readonly reason: Text;
}

export function invitationCancelled(mail: InvitationCancelledMail, house: House): MailContent {
  const { timeZone } = house.municipality;
  const when = both((language) => formatSpan(mail.startsAt, mail.endsAt, language, timeZone));
  return {
    subject: {
      nl: `Gaat niet door: helpen bij het KCC, ${when.nl}`,
      en: `Cancelled: helping at the contact centre, ${when.en}`,
    },
    paragraphs: [
      {
        nl: 'U hoeft niet te komen helpen bij het klantcontactcentrum (KCC). De afspraak gaat niet door. Dank dat u wilde meedenken.',
        en: 'You do not need to come and help at the contact centre (KCC). The appointment is cancelled. Thank you for considering it.',
      },
    ],
    facts: [
      { label: { nl: 'Wat niet doorgaat', en: 'What is cancelled' }, value: when },
      { label: { nl: 'Waar', en: 'Where' }, value: literal(mail.location) },
      { label: { nl: 'Waarom', en: 'Why' }, value: mail.reason },
      ...mailingFacts(mail).slice(0, 1),
    ],
    actions: [],
    closing: [
      {
        nl: 'De bijlage haalt de afspraak uit uw agenda.',
        en: 'The attachment removes the appointment from your calendar.',
      },
    ],
  };
}
