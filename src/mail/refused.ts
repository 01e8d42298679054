import { decisionFacts, type LeadDecisionMail } from './changes-requested.ts';
import type { House, MailContent } from './content.ts';
import { openMailing } from './content.ts';

/** Tells the department that the KCC lead refused the mailing. */
export function refused(mail: LeadDecisionMail, house: House): MailContent {
  return {
    subject: {
      nl: `Niet akkoord: mailing ${mail.title}`,
      en: `Refused: mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: 'De KCC-leider geeft geen akkoord voor uw mailing. De mailing gaat niet weg. Overleg met de KCC-leider. Wilt u hem later toch versturen? Dien hem dan opnieuw in.',
        en: 'The KCC lead does not sign off on your mailing. The mailing will not leave. Talk to the KCC lead. If you still want to send it later, submit it again.',
      },
    ],
    facts: decisionFacts(mail),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}
