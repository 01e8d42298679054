import { both, formatMoment } from '../charts/format.ts';
import type { Instant, LocalDate } from '../domain/instant.ts';
import { introductionOf } from '../domain/mail-introduction.ts';
import type { Text } from '../domain/text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';
import { dateFacts, toDo } from './sign-off-requested.ts';

/** Reminds the KCC lead of a mailing that is still held. */
export interface ReminderMail extends Addressed, AboutMailing {
  readonly heldSince: Instant;
  readonly preferred: LocalDate;
  readonly legalLatest?: LocalDate;
  readonly unmet: readonly Text[];
}

export function reminder(mail: ReminderMail, house: House): MailContent {
  const since = both((language) =>
    formatMoment(mail.heldSince, language, house.municipality.timeZone),
  );
  return {
    subject: {
      nl: `Herinnering: mailing wacht op uw akkoord: ${mail.title}`,
      en: `Reminder: mailing waits for your sign-off: ${mail.title}`,
    },
    paragraphs: introductionOf(
      'reminder',
      { gemeente: house.municipality.name, mailing: mail.title, sinds: since },
      house.introductions,
    ),
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Wacht sinds', en: 'Waiting since' }, value: since },
      ...dateFacts(mail),
    ],
    ...toDo(mail.unmet),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de mailing',
      en: 'View the mailing',
    }),
  };
}
