import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** A decision of the KCC lead with its reason, for the department. */
export interface LeadDecisionMail extends Addressed, AboutMailing {
  readonly leadName: string;
  /** In the lead's own words. */
  readonly reason: string;
}

/** Tells the department that the KCC lead asks for changes. */
export function changesRequested(mail: LeadDecisionMail, house: House): MailContent {
  return {
    subject: {
      nl: `Graag aanpassen: mailing ${mail.title}`,
      en: `Please change: mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: 'Het KCC is nog niet klaar voor uw mailing. De KCC-leider vraagt u om iets aan te passen. Tot die tijd houdt Sluis de mailing vast.',
        en: 'The contact centre is not ready for your mailing yet. The KCC lead asks you to change something. Until then Sluis holds the mailing.',
      },
    ],
    facts: decisionFacts(mail),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Pas de mailing aan',
      en: 'Change the mailing',
    }),
  };
}

/** Who decided, and why. */
export function decisionFacts(mail: LeadDecisionMail) {
  return [
    ...mailingFacts(mail),
    { label: { nl: 'KCC-leider', en: 'KCC lead' }, value: literal(mail.leadName) },
    { label: { nl: 'Waarom', en: 'Why' }, value: literal(mail.reason) },
  ];
}
