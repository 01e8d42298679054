import { both, formatNumber } from '../charts/format.ts';
import type { LocalDate } from '../domain/instant.ts';
import type { Text } from '../domain/text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';
import { dateFacts, toDo } from './sign-off-requested.ts';

/** Warns lead and department that the legal latest date is near while the mailing is still held. */
export interface EscalationMail extends Addressed, AboutMailing {
  readonly preferred: LocalDate;
  readonly legalLatest: LocalDate;
  /** Working days up to and including the legal latest date. */
  readonly workingDaysLeft: number;
  readonly unmet: readonly Text[];
}

export function escalation(mail: EscalationMail, house: House): MailContent {
  const left = both((language) => workingDays(mail.workingDaysLeft, language));
  return {
    urgent: true,
    subject: {
      nl: `Let op: nog ${left.nl} voor mailing ${mail.title}`,
      en: `Attention: ${left.en} left for mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: `De wet zegt dat deze mailing op tijd weg moet zijn. Nog ${left.nl} te gaan. De mailing wacht nog op het KCC.`,
        en: `By law this mailing must have left in time. Time left: ${left.en}. The mailing still waits for the contact centre.`,
      },
      {
        nl: 'Sluis verstuurt hem niet vanzelf, ook niet op de laatste dag. Beslis op tijd: geef akkoord, of doe met twee personen een noodvrijgave.',
        en: 'Sluis will not send it by itself, not even on the last day. Decide in time: sign off, or do an emergency release with two persons.',
      },
    ],
    facts: [...mailingFacts(mail), ...dateFacts(mail)],
    ...toDo(mail.unmet),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}

function workingDays(count: number, language: 'nl' | 'en'): string {
  const number = formatNumber(count, language);
  if (language === 'nl') return `${number} ${count === 1 ? 'werkdag' : 'werkdagen'}`;
  return `${number} working ${count === 1 ? 'day' : 'days'}`;
}
