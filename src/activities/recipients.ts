import { activityInfo, heartbeat } from '@temporalio/activity';
import type { Recipient } from '../mail/content.ts';
import { isNamed } from './failure.ts';

/**
 * Sends to one after the other. Who has had it is kept in the heartbeat, so that another attempt goes on with the rest;
 * an address that never works holds nobody else up.
 */
export async function toEach(
  recipients: readonly Recipient[],
  send: (to: Recipient) => Promise<unknown>,
): Promise<void> {
  const details = activityInfo().heartbeatDetails as number[] | undefined;
  const had = new Set(details);
  let refused: unknown;
  for (const [index, to] of recipients.entries()) {
    if (had.has(index)) continue;
    try {
      await send(to);
    } catch (error) {
      if (!isNamed(error, 'MailPermanent')) throw error;
      refused = error;
    }
    had.add(index);
    heartbeat([...had]);
  }
  if (refused) throw refused;
}
