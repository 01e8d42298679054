import type { DispatchPlan } from './dispatch-plan.ts';
import type { Noun } from './counted-text.ts';
import type { ForecastDay } from './forecast.ts';
import type { LocalDate } from './instant.ts';
import type { MailingDetails, PrintedContact } from './mailing-details.ts';
import type { QaPair, QaSheet } from './qa-sheet.ts';
import type { Text } from './text.ts';

/** The one page that tells agents what is coming. */
export interface BriefingContent {
  readonly title: string;
  /** What residents are asked to do. */
  readonly purpose: string;
  readonly batches: DispatchPlan['batches'];
  readonly printedContact: PrintedContact;
  readonly perDay: readonly ForecastDay[];
  /** The pairs that agents need most: the first of the sheet, which its writers put first. */
  readonly topPairs: readonly QaPair[];
  readonly pairs: number;
}

const TOP_PAIRS = 5;
const MOST_DAYS = 15;

/** What agents read of a mailing: what it asks, when it leaves, how many people will call and what they will ask. */
export function briefingContent(
  { title, purpose, printedContact }: MailingDetails,
  plan: DispatchPlan | undefined,
  perDay: readonly ForecastDay[],
  sheet: QaSheet | undefined,
): BriefingContent {
  return {
    title,
    purpose,
    batches: plan?.batches ?? [],
    printedContact,
    perDay: perDay.slice(0, MOST_DAYS),
    topPairs: (sheet?.pairs ?? []).slice(0, TOP_PAIRS),
    pairs: sheet?.pairs.length ?? 0,
  };
}

/** More does not fit on one page, and is forecast anew by then. */
const DAYS_SHOWN = 5;

/** The days that a briefing tells of to who reads it on `today`, on a screen and on paper alike. */
export function daysToExpect(
  { perDay }: Pick<BriefingContent, 'perDay'>,
  today: LocalDate,
): readonly ForecastDay[] {
  return perDay.filter(({ date }) => date >= today).slice(0, DAYS_SHOWN);
}

/** In place of days, when there are none to expect any more, or never were. */
export function nothingToExpect({ perDay }: Pick<BriefingContent, 'perDay'>): Text {
  return perDay.length > 0
    ? { nl: 'De belgolf is voorbij.', en: 'The wave is over.' }
    : { nl: 'Er is geen belgolf te verwachten.', en: 'No wave is expected.' };
}

/** The answers of which a briefing shows the first ones. */
export const ANSWERS_IN_SHEET: Noun = {
  nl: ['antwoord in de hele vragenlijst', 'antwoorden in de hele vragenlijst'],
  en: ['answer in the whole sheet', 'answers in the whole sheet'],
};
/** Whom a batch goes to. */
export const ADDRESSEES: Noun = {
  nl: ['geadresseerde', 'geadresseerden'],
  en: ['addressee', 'addressees'],
};
