import type { Actor, PersonId } from './actor.ts';
import type { MailingCommand } from './mailing-commands.ts';
import type { MailingEvent } from './mailing-events.ts';
import type { Mailing } from './mailing.ts';
import type { Refusal } from './refusal.ts';

/** What comes of a command: the events to record, possibly none, or why it cannot be done. */
export type Decision = { readonly events: readonly MailingEvent[] } | { readonly refusal: Refusal };

/** A decision that does what was asked. */
export function happened(...events: readonly MailingEvent[]): Decision {
  return { events };
}

/** A decision that says no. */
export function refused(refusal: Refusal): Decision {
  return { refusal };
}

/** The refusal of a command that does not exist in the mailing's state. */
export function wrongState(mailing: Mailing, command: MailingCommand): Decision {
  return refused({ code: 'wrong-state', status: mailing.status, command: command.type });
}

/** The person behind `actor`; what Sluis itself does is recorded under `system`. */
export function personOf(actor: Actor): PersonId {
  return actor.role === 'system' ? 'system' : actor.personId;
}
