import type { Audience } from '../domain/audience.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** Tells the other KCC leads that one of them wants to release without sign-off, which takes a second person. */
export interface EmergencyRequestedMail extends Addressed, AboutMailing {
  readonly byName: string;
  readonly reason: string;
  readonly audience: Audience;
}

export function emergencyRequested(mail: EmergencyRequestedMail, house: House): MailContent {
  return {
    urgent: true,
    subject: {
      nl: `Noodvrijgave gevraagd voor mailing ${mail.title}`,
      en: `Emergency release requested for mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: `${mail.byName} wil deze mailing vrijgeven zonder akkoord van het KCC. Dat kan alleen als een tweede persoon het ook wil. Er is nog niets weg.`,
        en: `${mail.byName} wants to release this mailing without the sign-off of the contact centre. That is only possible when a second person wants it too. Nothing has left yet.`,
      },
      {
        nl: 'Bent u het er niet mee eens? Dan hoeft u niets te doen: zonder tweede persoon blijft de mailing vastgehouden.',
        en: 'Do you disagree? Then you do not need to do anything: without a second person the mailing stays held.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Gevraagd door', en: 'Requested by' }, value: literal(mail.byName) },
      { label: { nl: 'Waarom', en: 'Why' }, value: literal(mail.reason) },
      { label: { nl: 'Hoeveel', en: 'How many' }, value: audienceText(mail.audience) },
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}
