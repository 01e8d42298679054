import type { PersonId } from './actor.ts';
import type { MailingStatus } from './mailing.ts';
import { mayLeave } from './permit.ts';
import type { Text } from './text.ts';

/** What a person found out about a message that may or may not have arrived, and wants done. */
export const DOUBT_ANSWERS = ['sent', 'send-again', 'not-sent'] as const;
export type DoubtAnswer = (typeof DOUBT_ANSWERS)[number];

/** What was answered so far. */
export interface OpenDoubt {
  readonly answer?: DoubtAnswer;
  readonly by?: PersonId;
}

/** `noted`: a second person must give the same answer. `settled`: two have. */
export type DoubtDecision = 'noted' | 'settled';

/**
 * What becomes of an answer. Sending again may mean sending twice, and the others may mean that somebody never hears: so two
 * people must come to the same answer. Another answer than the first one begins anew.
 */
export function decideDoubt(doubt: OpenDoubt, answer: DoubtAnswer, by: PersonId): DoubtDecision {
  return doubt.by !== undefined && doubt.by !== by && doubt.answer === answer ? 'settled' : 'noted';
}

/** What decides whether a message in doubt may leave again. */
export interface LeavesUnder {
  /** null for a single mail. */
  readonly mailingStatus: MailingStatus | null;
  /** The content that is approved now; null while none is. */
  readonly approvedDigest: string | null;
  /** The content that its permit was given for; null when there is none. */
  readonly permittedDigest: string | null;
  readonly revoked: boolean;
  /** Whether the mail tool may still log in. */
  readonly toolActive: boolean;
}

/** Why a message in doubt cannot be sent again. */
export type DoubtRefusal = 'doubt-mailing-over' | 'doubt-not-signed-off' | 'doubt-tool-closed';

/** Why a message in doubt cannot be sent again; undefined when it can. Whoever decides it hears so at once, not never. */
export function sendAgainRefusal(under: LeavesUnder): DoubtRefusal | undefined {
  const { mailingStatus, approvedDigest, permittedDigest } = under;
  if (mailingStatus === null) return under.toolActive ? undefined : 'doubt-tool-closed';
  if (under.revoked) return 'doubt-mailing-over';
  const leave = mayLeave(mailingStatus, approvedDigest ?? undefined, permittedDigest ?? '');
  if (leave === 'go') return undefined;
  return leave === 'wait' ? 'doubt-not-signed-off' : 'doubt-mailing-over';
}

/** Why it cannot be sent again, and what to do. */
export const DOUBT_REFUSALS: { readonly [refusal in DoubtRefusal]: Text } = {
  'doubt-mailing-over': {
    nl: 'Deze mailing is gestopt, afgerond of gewijzigd. Dit bericht kan niet opnieuw weg. Kies “niet verzonden”, dan staat het bij wat niet is bezorgd, en laat de afdeling deze persoon zelf schrijven.',
    en: 'This mailing was stopped, has ended or was changed. This message cannot be sent again. Choose “not sent”, so that it is listed as not delivered, and let the department write to this person.',
  },
  'doubt-not-signed-off': {
    nl: 'Deze mailing is gewijzigd en wacht op een nieuw akkoord. Geef dit antwoord nog eens als het akkoord er is.',
    en: 'This mailing was changed and waits for another sign-off. Give this answer again when it is signed off.',
  },
  'doubt-tool-closed': {
    nl: 'Het mailprogramma dat dit bericht aanleverde, mag niet meer verzenden. Laat de beheerder het weer toelaten, of kies “niet verzonden”.',
    en: 'The mail tool that handed this message in may not send any more. Have the administrator admit it again, or choose “not sent”.',
  },
};
