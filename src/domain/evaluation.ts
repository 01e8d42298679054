import type { ContactRate } from './contact-rate.ts';
import type { LocalDate } from './instant.ts';
import type { Quantiles } from './quantiles.ts';
import type { Text } from './text.ts';

/** How a question that an agent logged was dealt with. */
export type QuestionOutcome = 'answered' | 'transferred' | 'callback' | 'unanswered';

/** One logged question, anonymous. `pairId` names the pair of the Q&A sheet that answered it; without it the sheet missed it. */
export interface LoggedQuestion {
  readonly text: string;
  readonly outcome: QuestionOutcome;
  readonly pairId?: string;
}

/** A question the sheet missed, as it was most often put, and how often. */
export interface MissedQuestion {
  readonly text: string;
  readonly times: number;
}

/** Forecast against actual, on one day. */
export interface EvaluationDay {
  readonly date: LocalDate;
  readonly forecast: Quantiles;
  readonly actual: number;
  readonly within: boolean;
}

/** What a wave taught. Shares are between 0 and 1. */
export interface Evaluation {
  readonly formulaVersion: string;
  /** Of what was to come by then. */
  readonly forecastTotal: Quantiles;
  /** How much of the wave was to come by then, 0 to 1; less than 1 when it was closed early. Left out: all of it. */
  readonly seenShare?: number;
  readonly actualTotal: number;
  /** (actual - P50) / P50; null when P50 is 0. */
  readonly deviation: number | null;
  /** Sum of |actual - P50| per day, divided by the sum of actual; null without contacts. */
  readonly dailyWape: number | null;
  readonly daysWithin: number;
  readonly perDay: readonly EvaluationDay[];
  /** Questions logged; the shares below are of these. */
  readonly questions: number;
  readonly firstLineShare: number | null;
  readonly missedShare: number | null;
  readonly missed: readonly MissedQuestion[];
  /** For people: what to do differently, each a sentence. */
  readonly lessons: readonly Text[];
  /** The contact rate as it is believed after this wave. */
  readonly learned: ContactRate;
}
