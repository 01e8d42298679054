import type { PersonId } from './actor.ts';

/** What a person found out about a message that may or may not have arrived. */
export const DOUBT_ANSWERS = ['sent', 'send-again'] as const;
export type DoubtAnswer = (typeof DOUBT_ANSWERS)[number];

/** What was answered so far. */
export interface OpenDoubt {
  readonly answer?: DoubtAnswer;
  readonly by?: PersonId;
}

/** `noted`: a second person must give the same answer. `settled`: two have. */
export type DoubtDecision = 'noted' | 'settled';

/**
 * What becomes of an answer. Sending again may mean sending twice, and `sent` may mean that somebody never hears: so two
 * people must come to the same answer. Another answer than the first one begins anew.
 */
export function decideDoubt(doubt: OpenDoubt, answer: DoubtAnswer, by: PersonId): DoubtDecision {
  return doubt.by !== undefined && doubt.by !== by && doubt.answer === answer ? 'settled' : 'noted';
}
