import { both, formatMoment } from '../charts/format.ts';
import type { Instant } from '../domain/instant.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** Tells that a mail tool sends the same letter to many people, and that nobody announced it. It is held. */
export interface UnannouncedMailingMail extends Addressed, AboutMailing {
  readonly departmentName: string;
  /** How many people it was for when it was found; more may have been handed in since. */
  readonly addressees: number;
  readonly firstAt: Instant;
}

export function unannouncedMailing(mail: UnannouncedMailingMail, house: House): MailContent {
  const since = both((language) =>
    formatMoment(mail.firstAt, language, house.municipality.timeZone),
  );
  return {
    subject: {
      nl: `Mailing zonder aankondiging tegengehouden: ${mail.departmentName}`,
      en: `Mailing that nobody announced was stopped: ${mail.departmentName}`,
    },
    paragraphs: [
      {
        nl: 'Een mailprogramma stuurt dezelfde brief naar veel mensen. Niemand heeft deze mailing aangekondigd. Sluis houdt hem vast.',
        en: 'A mail tool sends the same letter to many people. Nobody announced this mailing. Sluis holds it.',
      },
      {
        nl: 'Sluis heeft een concept gemaakt voor de afdeling. De afdeling vult het aan en biedt het aan, of trekt het in.',
        en: 'Sluis made a draft for the department. The department completes and submits it, or withdraws it.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Afdeling', en: 'Department' }, value: literal(mail.departmentName) },
      {
        label: { nl: 'Ontvangers tot nu toe', en: 'Addressees so far' },
        value: literal(String(mail.addressees)),
      },
      { label: { nl: 'Eerste bericht', en: 'First message' }, value: since },
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk het concept',
      en: 'View the draft',
    }),
    urgent: true,
  };
}
