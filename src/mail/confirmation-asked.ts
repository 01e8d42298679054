import { both, formatMoment } from '../charts/format.ts';
import type { Audience } from '../domain/audience.ts';
import type { Instant } from '../domain/instant.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';

/** Asks the department whether a batch that was let out has really left. */
export interface ConfirmationAskedMail extends Addressed, AboutMailing {
  readonly batch: number;
  readonly releasedAt: Instant;
  /** What nobody has reported on. */
  readonly audience: Audience;
}

export function confirmationAsked(mail: ConfirmationAskedMail, house: House): MailContent {
  const at = both((language) =>
    formatMoment(mail.releasedAt, language, house.municipality.timeZone),
  );
  return {
    subject: {
      nl: `Is deelverzending ${mail.batch} weg? Mailing ${mail.title}`,
      en: `Has batch ${mail.batch} left? Mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: 'Deze deelverzending is vrijgegeven, maar niemand heeft gemeld dat hij weg is. Wilt u dat melden? Het KCC rekent op vragen van inwoners.',
        en: 'This batch was let out, but nobody has reported that it has left. Will you report it? The contact centre counts on questions from residents.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      { label: { nl: 'Vrijgegeven op', en: 'Let out on' }, value: at },
      { label: { nl: 'Hoeveel', en: 'How many' }, value: audienceText(mail.audience) },
    ],
    actions: openMailing(house, mail.mailingId, {
      nl: 'Meld de verzending',
      en: 'Report the dispatch',
    }),
  };
}
