import type { LocalDate } from '../domain/instant.ts';
import type { Text } from '../domain/text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';
import { dateFacts, toDo } from './sign-off-requested.ts';

/** Tells lead and department that a sign-off lapsed, because what it was about has changed. */
export interface SignOffVoidedMail extends Addressed, AboutMailing {
  readonly because: 'amended' | 'dispatch-planned';
  readonly preferred: LocalDate;
  readonly legalLatest?: LocalDate;
  readonly unmet: readonly Text[];
}

const REASONS: { readonly [because in SignOffVoidedMail['because']]: Text } = {
  amended: {
    nl: 'De afdeling heeft de mailing veranderd.',
    en: 'The department has changed the mailing.',
  },
  'dispatch-planned': {
    nl: 'Het verzendplan is veranderd.',
    en: 'The dispatch plan has changed.',
  },
};

export function signOffVoided(mail: SignOffVoidedMail, house: House): MailContent {
  return {
    subject: {
      nl: `Akkoord vervallen: mailing ${mail.title}`,
      en: `Sign-off lapsed: mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: `${REASONS[mail.because].nl} Daarom is het akkoord vervallen. Sluis houdt de mailing weer vast totdat de KCC-leider opnieuw akkoord geeft.`,
        en: `${REASONS[mail.because].en} That is why the sign-off has lapsed. Sluis holds the mailing again until the KCC lead signs off anew.`,
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
