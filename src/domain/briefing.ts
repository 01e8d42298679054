import type { DispatchPlan } from './dispatch-plan.ts';
import type { ForecastDay } from './forecast.ts';
import type { MailingDetails, PrintedContact } from './mailing-details.ts';
import type { QaPair, QaSheet } from './qa-sheet.ts';

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
