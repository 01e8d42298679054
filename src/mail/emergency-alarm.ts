import { both, formatMoment } from '../charts/format.ts';
import type { Audience } from '../domain/audience.ts';
import type { Instant } from '../domain/instant.ts';
import type { Text } from '../domain/text.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts, openMailing } from './content.ts';

/** Tells every KCC lead and the auditor that a mailing was released without sign-off. */
export interface EmergencyAlarmMail extends Addressed, AboutMailing {
  readonly releasedAt: Instant;
  readonly byNames: readonly [string, string];
  readonly reason: string;
  readonly audience: Audience;
  /** What was not ready at that moment, each a sentence. */
  readonly unmet: readonly Text[];
}

export function emergencyAlarm(mail: EmergencyAlarmMail, house: House): MailContent {
  const at = both((language) =>
    formatMoment(mail.releasedAt, language, house.municipality.timeZone),
  );
  const [first, second] = mail.byNames;
  return {
    urgent: true,
    subject: {
      nl: `ALARM: noodvrijgave van mailing ${mail.title}`,
      en: `ALARM: emergency release of mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: 'Twee personen hebben deze mailing vrijgegeven zonder akkoord van het KCC. Verwacht vragen van inwoners. De noodvrijgave staat in het controlelog.',
        en: 'Two persons released this mailing without the sign-off of the contact centre. Expect questions from residents. The emergency release is on the record.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      {
        label: { nl: 'Vrijgegeven door', en: 'Released by' },
        value: { nl: `${first} en ${second}`, en: `${first} and ${second}` },
      },
      { label: { nl: 'Wanneer', en: 'When' }, value: at },
      { label: { nl: 'Waarom', en: 'Why' }, value: literal(mail.reason) },
      { label: { nl: 'Hoeveel', en: 'How many' }, value: audienceText(mail.audience) },
    ],
    ...(mail.unmet.length > 0
      ? {
          list: {
            heading: { nl: 'Wat nog niet klaar was', en: 'What was not ready' },
            items: mail.unmet,
          },
        }
      : {}),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}
