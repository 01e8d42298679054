import type { QaSheetFacts } from './mailing.ts';

/** A question that residents ask, the answer for them, and what only agents may read. */
export interface QaPair {
  /** 1 for the first pair of the sheet; what an agent names when logging a question. */
  readonly number: number;
  readonly topic: string;
  readonly question: string;
  /** Empty while nobody has answered it. */
  readonly answer: string;
  readonly internalNote: string;
  /** E-mail address of who keeps the answer right; empty while nobody does. */
  readonly owner: string;
}

/** A pair as those see it who help for a while, or only plan: without what is meant for agents alone. */
export function withoutNote<Pair extends { readonly internalNote?: unknown }>({
  internalNote: _,
  ...rest
}: Pair): Omit<Pair, 'internalNote'> {
  return rest;
}

/** The prepared questions and answers of one mailing; a change makes a new version. */
export interface QaSheet {
  readonly version: number;
  readonly pairs: readonly QaPair[];
}

/** What a sign-off needs to know of the sheet. */
export function qaSheetFacts({ version, pairs }: QaSheet): QaSheetFacts {
  return {
    version,
    pairs: pairs.length,
    unanswered: pairs.filter((pair) => pair.answer.trim() === '').length,
    unowned: pairs.filter((pair) => pair.owner.trim() === '').length,
  };
}
