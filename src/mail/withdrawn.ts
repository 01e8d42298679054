import type { Audience } from '../domain/audience.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** Tells everyone concerned that a mailing was withdrawn, and how much had already left. */
export interface WithdrawnMail extends Addressed, AboutMailing {
  readonly byName: string;
  readonly reason: string;
  readonly alreadyLeft: Audience;
  readonly stopped: Audience;
}

export function withdrawn(mail: WithdrawnMail, house: House): MailContent {
  const someLeft = Object.values(mail.alreadyLeft).some((count) => count > 0);
  return {
    subject: {
      nl: `Ingetrokken: mailing ${mail.title}`,
      en: `Withdrawn: mailing ${mail.title}`,
    },
    paragraphs: [
      someLeft
        ? {
            nl: 'Deze mailing is ingetrokken. Een deel was al weg en komt nog bij inwoners aan. Houd rekening met vragen daarover.',
            en: 'This mailing was withdrawn. A part had already left and will still reach residents. Expect questions about it.',
          }
        : {
            nl: 'Deze mailing is ingetrokken. Er was nog niets weg.',
            en: 'This mailing was withdrawn. Nothing had left yet.',
          },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Ingetrokken door', en: 'Withdrawn by' }, value: literal(mail.byName) },
      { label: { nl: 'Waarom', en: 'Why' }, value: literal(mail.reason) },
      { label: { nl: 'Al weg', en: 'Already left' }, value: audienceText(mail.alreadyLeft) },
      { label: { nl: 'Tegengehouden', en: 'Stopped' }, value: audienceText(mail.stopped) },
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}
