import { both, formatNumber, formatShare } from '../charts/format.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { AboutMailing, Addressed, Fact, House, MailContent } from './content.ts';
import { mailingFacts, openMailing } from './content.ts';
import { waveFact } from './wave-facts.ts';

/** Tells lead and department what a wave taught. */
export interface EvaluationReadyMail extends Addressed, AboutMailing {
  readonly evaluation: Pick<
    Evaluation,
    'forecastTotal' | 'actualTotal' | 'questions' | 'firstLineShare' | 'missed' | 'lessons'
  >;
}

const MOST_MISSED = 3;

export function evaluationReady(mail: EvaluationReadyMail, house: House): MailContent {
  const { evaluation } = mail;
  return {
    subject: {
      nl: `Evaluatie klaar: mailing ${mail.title}`,
      en: `Evaluation ready: mailing ${mail.title}`,
    },
    paragraphs: [
      {
        nl: 'De belgolf na deze mailing is voorbij. Dit hebben wij ervan geleerd.',
        en: 'The wave of calls after this mailing is over. This is what we learned.',
      },
    ],
    facts: [
      ...mailingFacts(mail),
      waveFact(evaluation.forecastTotal),
      {
        label: { nl: 'Werkelijke vragen', en: 'Actual contacts' },
        value: both((language) => formatNumber(evaluation.actualTotal, language)),
      },
      ...firstLine(evaluation.firstLineShare),
      ...missed(evaluation.missed),
    ],
    ...(evaluation.lessons.length > 0
      ? {
          list: {
            heading: { nl: 'Lessen voor de volgende keer', en: 'Lessons for next time' },
            items: evaluation.lessons,
          },
        }
      : {}),
    actions: openMailing(house, mail.mailingId, {
      nl: 'Bekijk de evaluatie',
      en: 'View the evaluation',
    }),
  };
}

function firstLine(share: number | null): Fact[] {
  if (share === null) return [];
  const value = both((language) => formatShare(share, language));
  return [{ label: { nl: 'Meteen beantwoord', en: 'Answered at once' }, value }];
}

function missed(questions: Evaluation['missed']): Fact[] {
  if (questions.length === 0) return [];
  const value = both((language) =>
    questions
      .slice(0, MOST_MISSED)
      .map(({ text, times }) => `${text} (${formatNumber(times, language)}×)`)
      .join('\n'),
  );
  return [{ label: { nl: 'Miste in de vragenlijst', en: 'Missing in the Q&A sheet' }, value }];
}
