import { updatedRate } from './learn-contact-rate.ts';
import type { Evaluation, EvaluationDay, LoggedQuestion, MissedQuestion } from './evaluation.ts';
import { evaluationLessons } from './evaluation-lessons.ts';
import { forecastUntil } from './forecast-until.ts';
import type { Forecast } from './forecast.ts';
import type { Instant, LocalDate } from './instant.ts';
import { audienceSize } from './audience.ts';

/** Changes whenever the same wave could be judged otherwise. */
export const EVALUATION_VERSION = 'evaluation-2';

/** Contacts that were counted as caused by the mailing on one day, all contact channels together. */
export interface ActualDay {
  readonly date: LocalDate;
  readonly contacts: number;
}

const MOST_MISSED = 20;

/**
 * Judges a wave that is over: forecast against counts per day (a day without a count had none), the questions that agents logged, the
 * lessons, and the contact rate as learned. Days outside the forecast count in the total. Of a wave that was closed before its last day only
 * what was to come `until` then is judged and learned from: nobody can have called on days to come.
 */
export function evaluateWave(
  forecast: Forecast,
  actual: readonly ActualDay[],
  questions: readonly LoggedQuestion[],
  until?: Instant,
): Evaluation {
  const seen = until === undefined ? { ...forecast, share: 1 } : forecastUntil(forecast, until);
  const counts = new Map<LocalDate, number>();
  for (const { date, contacts } of actual) counts.set(date, (counts.get(date) ?? 0) + contacts);
  const perDay: EvaluationDay[] = seen.perDay.map(({ date, p10, p50, p90, mean }) => {
    const contacts = counts.get(date) ?? 0;
    return {
      date,
      forecast: { p10, p50, p90, mean },
      actual: contacts,
      within: contacts >= p10 && contacts <= p90,
    };
  });
  const actualTotal = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const { p50 } = seen.totals;
  const missed = missedQuestions(questions);
  const result: Omit<Evaluation, 'lessons'> = {
    formulaVersion: EVALUATION_VERSION,
    forecastTotal: seen.totals,
    seenShare: seen.share,
    actualTotal,
    deviation: p50 > 0 ? (actualTotal - p50) / p50 : null,
    dailyWape: actualTotal > 0 ? absoluteErrors(perDay) / actualTotal : null,
    daysWithin: perDay.filter((day) => day.within).length,
    perDay,
    questions: questions.length,
    firstLineShare: shareOf(questions, ({ outcome }) => outcome === 'answered'),
    missedShare: shareOf(questions, ({ pairId }) => pairId === undefined),
    missed,
    learned: updatedRate(forecast.madeFrom.contactRate, {
      contacts: actualTotal,
      addressees:
        seen.share *
        forecast.madeFrom.batches.reduce((sum, { audience }) => sum + audienceSize(audience), 0),
    }),
  };
  return { ...result, lessons: evaluationLessons(result) };
}

function absoluteErrors(perDay: readonly EvaluationDay[]): number {
  return perDay.reduce((sum, day) => sum + Math.abs(day.actual - day.forecast.p50), 0);
}

function shareOf(
  questions: readonly LoggedQuestion[],
  counts: (question: LoggedQuestion) => boolean,
): number | null {
  return questions.length > 0 ? questions.filter(counts).length / questions.length : null;
}

/** Questions without a pair, alike ones together whatever their capitals, spaces and end marks, most frequent first. */
function missedQuestions(questions: readonly LoggedQuestion[]): MissedQuestion[] {
  const groups = new Map<string, { text: string; times: number }>();
  for (const { text, pairId } of questions) {
    if (pairId !== undefined) continue;
    const key = text
      .toLowerCase()
      .replace(/[?!.,\s]+/g, ' ')
      .trim();
    const group = groups.get(key);
    if (group) group.times += 1;
    else groups.set(key, { text: text.trim(), times: 1 });
  }
  return [...groups.values()].toSorted((a, b) => b.times - a.times).slice(0, MOST_MISSED);
}
