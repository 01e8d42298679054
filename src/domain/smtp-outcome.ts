import { addSeconds, compareInstants, type Instant } from './instant.ts';

/** The commands of one SMTP transaction, in order; `dot` is the end of the data. */
export type SmtpStage = 'connect' | 'login' | 'mail' | 'rcpt' | 'data' | 'dot';

/** How one attempt ended: the peer's reply, or the loss of the connection when it gave none. */
export interface Attempt {
  readonly stage: SmtpStage;
  readonly replyCode?: number;
}

/** What becomes of a recipient after one attempt. */
export type AttemptOutcome = 'accepted' | 'failed' | 'try-again' | 'in-doubt';

/**
 * What an attempt means. Only silence after the final dot is in doubt (RFC 1047): before it nothing was handed over, and
 * a reply after it says what happened. A peer that turns us away before MAIL has said nothing about the recipient.
 */
export function outcomeOf({ stage, replyCode }: Attempt): AttemptOutcome {
  if (replyCode === undefined) return stage === 'dot' ? 'in-doubt' : 'try-again';
  if (stage === 'dot' && replyCode >= 200 && replyCode < 300) return 'accepted';
  if (replyCode >= 500 && replyCode < 600) {
    return stage === 'connect' || stage === 'login' ? 'try-again' : 'failed';
  }
  if (replyCode >= 400 && replyCode < 500) return 'try-again';
  // Neither yes nor no: after the dot it may have been taken.
  return stage === 'dot' ? 'in-doubt' : 'try-again';
}

const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 3600;

/** When to try again after the `attempts`-th attempt: 1 minute, doubling up to an hour; undefined when that is after `until`. */
export function nextAttemptAt(attempts: number, now: Instant, until: Instant): Instant | undefined {
  const wait = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(attempts - 1, 10));
  const at = addSeconds(now, wait);
  return compareInstants(at, until) <= 0 ? at : undefined;
}
