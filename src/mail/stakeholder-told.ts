import { both, formatDay } from '../charts/format.ts';
import type { Audience } from '../domain/audience.ts';
import type { Instant, LocalDate } from '../domain/instant.ts';
import { audienceText } from './audience-text.ts';
import { introductionOf } from '../domain/mail-introduction.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts } from './content.ts';

/** Tells somebody who must know of the mailing, and asks to confirm it. */
export interface StakeholderToldMail extends Addressed, AboutMailing {
  readonly stakeholderId: string;
  readonly departmentName: string;
  /** What residents are asked to do. */
  readonly purpose: string;
  readonly audience: Audience;
  readonly earliest: LocalDate;
  readonly preferred: LocalDate;
  /** Until when the link can be used. */
  readonly confirmBefore: Instant;
}

/** `confirmPage` is the signed address of the page where the reader confirms. */
export function stakeholderTold(
  mail: StakeholderToldMail,
  house: House,
  confirmPage: URL,
): MailContent {
  return {
    subject: {
      nl: `Goed om te weten: mailing ‘${mail.title}’`,
      en: `For your information: mailing ‘${mail.title}’`,
    },
    paragraphs: introductionOf(
      'stakeholder',
      {
        gemeente: house.municipality.name,
        mailing: mail.title,
        afdeling: mail.departmentName,
      },
      house.introductions,
    ),
    facts: [
      ...mailingFacts(mail),
      {
        label: { nl: 'Wat vragen wij de inwoner', en: 'What residents are asked' },
        value: literal(mail.purpose),
      },
      { label: { nl: 'Hoeveel', en: 'How many' }, value: audienceText(mail.audience) },
      {
        label: { nl: 'Op zijn vroegst', en: 'At the earliest' },
        value: both((language) => formatDay(mail.earliest, language)),
      },
      {
        label: { nl: 'Liefst op', en: 'Preferably on' },
        value: both((language) => formatDay(mail.preferred, language)),
      },
    ],
    actions: [{ label: { nl: 'Ik weet ervan', en: 'I know about it' }, url: confirmPage.href }],
    closing: [
      {
        nl: 'De knop opent een pagina. Daar bevestigt u dat u ervan weet.',
        en: 'The button opens a page. There you confirm that you know.',
      },
    ],
  };
}
