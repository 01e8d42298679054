import { introductionOf } from '../domain/mail-introduction.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts } from './content.ts';
import { oneLine } from './safe-text.ts';

/** What agents say of answers, for who keeps them right. */
export interface RemarksMail extends Addressed, AboutMailing {
  /** The oldest first; without a question it is about one that no pair answers. */
  readonly remarks: readonly { readonly question?: string; readonly text: string }[];
  /** Where they are handled; left out while there is no such page. */
  readonly page?: string;
}

/** More than this is for the page to show. */
const MOST = 20;

export function remarks(mail: RemarksMail, house: House): MailContent {
  const count = mail.remarks.length;
  const [nl, en] =
    count === 1
      ? ['1 opmerking bij de antwoorden', '1 remark on the answers']
      : [`${count} opmerkingen bij de antwoorden`, `${count} remarks on the answers`];
  return {
    subject: { nl: `${nl}: ${mail.title}`, en: `${en}: ${mail.title}` },
    paragraphs: introductionOf(
      'remarks',
      { gemeente: house.municipality.name, mailing: mail.title },
      house.introductions,
    ),
    facts: mailingFacts(mail).slice(0, 1),
    list: {
      heading: { nl: 'Wat zij zeggen', en: 'What they say' },
      items: mail.remarks.slice(0, MOST).map(({ question, text }) =>
        question === undefined
          ? {
              nl: `Hierop is geen antwoord: ${oneLine(text)}`,
              en: `No pair answers this: ${oneLine(text)}`,
            }
          : literal(`${oneLine(question)} ${oneLine(text)}`),
      ),
    },
    actions:
      mail.page === undefined
        ? []
        : [{ label: { nl: 'Bekijk de opmerkingen', en: 'See the remarks' }, url: mail.page }],
    closing: [
      {
        nl: 'U krijgt hoogstens één mail per uur over deze mailing, met alles wat er dan nieuw is.',
        en: 'You get at most one mail an hour about this mailing, with all that is new then.',
      },
    ],
  };
}
