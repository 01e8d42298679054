import { both, formatDay, formatMoment } from '../charts/format.ts';
import type { Batch } from '../domain/dispatch-plan.ts';
import type { WaveDay } from '../charts/wave-chart-data.ts';
import { introductionOf } from '../domain/mail-introduction.ts';
import type { QaPair } from '../domain/qa-sheet.ts';
import type { Text } from '../domain/text.ts';
import { audienceText } from './audience-text.ts';
import type { AboutMailing, Addressed, House, MailContent } from './content.ts';
import { literal, mailingFacts } from './content.ts';
import { expectedText } from './wave-facts.ts';

export type BriefingOccasion = 'ahead' | 'wave-day' | 'sheet-changed';

/** Tells an agent what is coming. */
export interface BriefingMail extends Addressed, AboutMailing {
  readonly occasion: BriefingOccasion;
  /** What residents are asked to do. */
  readonly purpose: string;
  readonly batches: readonly Batch[];
  /** From the forecast. */
  readonly perDay: readonly WaveDay[];
  /** The pairs that agents will need most. */
  readonly topPairs: readonly QaPair[];
  /** Where the whole briefing is read and marked as read; undefined while there is no such page. */
  readonly briefingUrl?: string;
}

const SUBJECTS: { readonly [occasion in BriefingOccasion]: Text } = {
  ahead: { nl: 'Briefing', en: 'Briefing' },
  'wave-day': { nl: 'Briefing van vandaag', en: 'Today’s briefing' },
  'sheet-changed': { nl: 'Vragenlijst veranderd', en: 'Q&A sheet changed' },
};

export function briefing(mail: BriefingMail, house: House): MailContent {
  const subject = SUBJECTS[mail.occasion];
  return {
    subject: { nl: `${subject.nl}: ${mail.title}`, en: `${subject.en}: ${mail.title}` },
    paragraphs: introductionOf(
      `briefing-${mail.occasion}`,
      { gemeente: house.municipality.name, mailing: mail.title },
      house.introductions,
    ),
    facts: [
      ...mailingFacts(mail).slice(0, 1),
      {
        label: { nl: 'Wat vragen wij de inwoner', en: 'What residents are asked' },
        value: literal(mail.purpose),
      },
      {
        label: { nl: 'Wat gaat wanneer weg', en: 'What leaves when' },
        value: lines(mail.batches, ({ releaseAt, audience }, language) => {
          const when = formatMoment(releaseAt, language, house.municipality.timeZone);
          return `${when}: ${audienceText(audience)[language]}`;
        }),
      },
      {
        label: { nl: 'Verwachte vragen per dag', en: 'Expected contacts per day' },
        value: lines(
          mail.perDay,
          (day, language) => `${formatDay(day.date, language)}: ${expectedText(day)[language]}`,
        ),
      },
    ],
    ...(mail.perDay.length > 1 ? { wave: mail.perDay } : {}),
    ...(mail.topPairs.length > 0 ? { list: topQuestions(mail.topPairs) } : {}),
    actions: mail.briefingUrl
      ? [
          { label: { nl: 'Lees de briefing', en: 'Read the briefing' }, url: mail.briefingUrl },
          {
            label: { nl: 'Print de briefing (PDF)', en: 'Print the briefing (PDF)' },
            url: `${mail.briefingUrl}/pdf`,
          },
        ]
      : [],
  };
}

function topQuestions(pairs: readonly QaPair[]) {
  return {
    heading: { nl: 'De belangrijkste vragen en antwoorden', en: 'The main questions and answers' },
    items: pairs.map((pair) => literal(`${pair.question}\n${pair.answer}`)),
  };
}

function lines<Item>(
  items: readonly Item[],
  line: (item: Item, language: 'nl' | 'en') => string,
): Text {
  if (items.length === 0) return { nl: 'nog niet bekend', en: 'not known yet' };
  return both((language) => items.map((item) => line(item, language)).join('\n'));
}
