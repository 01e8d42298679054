import type { Instant } from '../domain/instant.ts';
import { normalAddress } from '../domain/smtp-address.ts';
import { dedupeText, headerFault, mailingFault, namedMailing } from '../domain/smtp-intake.ts';
import { byteFault, readHeaders } from '../domain/smtp-message.ts';
import type { SmtpRefusal } from '../domain/smtp-reply.ts';
import type { DsnWishes, NewHeldMessage } from '../store/held-message.ts';
import type { Store } from '../store/client.ts';
import type { Clock } from './clock.ts';
import type { GroupCommit } from './group-commit.ts';
import { sha256 } from './hash.ts';
import type { LoggedIn } from './login.ts';
import { newQueueId } from './queue-id.ts';

/** One message as it stands after its final dot. */
export interface Received {
  readonly login: LoggedIn;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  readonly dsn?: DsnWishes;
}

export type IntakeResult =
  { readonly queueId: string; readonly repeated: boolean } | { readonly refusal: SmtpRefusal };

/** Where a message is kept. */
export interface Place {
  readonly mailingId?: string;
  readonly runId?: string;
}

export interface IntakeDeps {
  /** Counts a message that names no mailing. */
  readonly countSingle: (received: Received) => Promise<Place>;
  readonly store: { readonly heldMessages: Pick<Store['heldMessages'], 'mailingOf'> };
  /** Answers the id under which a message is kept; undefined when it has to come again. */
  readonly groupCommit: GroupCommit<NewHeldMessage, string | undefined>;
  readonly clock: Clock;
}

type KnownMailing = Awaited<ReturnType<Store['heldMessages']['mailingOf']>>;

/** Where a mailing stands is looked up at most once in this time; a message that comes just too late is held, no more. */
const MAILING_KNOWN_MS = 1_000;

/** Decides on messages and keeps them; an answer with a queue id means that the message is durable. */
export function createIntake({ store, groupCommit, clock, countSingle }: IntakeDeps) {
  const mailings = new Map<
    string,
    { readonly until: number; readonly found: Promise<KnownMailing> }
  >();
  const mailingOf = (id: string): Promise<KnownMailing> => {
    const known = mailings.get(id);
    if (known && known.until > Date.now()) return known.found;
    if (mailings.size > 10_000) mailings.clear();
    const found = store.heldMessages.mailingOf(id);
    mailings.set(id, { until: Date.now() + MAILING_KNOWN_MS, found });
    found.catch(() => mailings.delete(id));
    return found;
  };
  /** The mailing that a message belongs to, or the run of alike ones when it named none; or why it is refused. */
  const placeOf = async (
    mailingId: string | undefined,
    received: Received,
  ): Promise<Place | SmtpRefusal> => {
    const { tool } = received.login;
    if (mailingId === undefined)
      return tool.singleLimit ? countSingle(received) : 'mailing-missing';
    const mailing = await mailingOf(mailingId);
    const wrong = mailingFault(mailing, tool);
    if (wrong) return wrong;
    const released = mailing?.status === 'releasing' || mailing?.status === 'dispatched';
    return tool.mode === 'defer' && !released ? 'not-released' : { mailingId };
  };
  const no = (refusal: SmtpRefusal): IntakeResult => ({ refusal });

  return async (received: Received): Promise<IntakeResult> => {
    const { login, raw } = received;
    const bytes = byteFault(raw);
    if (bytes) return no(bytes);
    const headers = readHeaders(raw);
    if (typeof headers === 'string') return no(headers);
    const fault = headerFault(headers, login.tool);
    if (fault) return no(fault);
    const named = namedMailing(headers, login.mailingId);
    if (typeof named === 'string') return no(named);
    try {
      const place = await placeOf(named.mailingId, received);
      if (typeof place === 'string') return no(place);
      const messageId = headers.get('message-id')?.[0] ?? '';
      const message = heldMessage(received, messageId, place, clock());
      const id = await groupCommit.add(message);
      if (id === undefined) return no('mailing-changed');
      return { queueId: id, repeated: id !== message.id };
    } catch {
      // Whatever the database said, the message is not known to be durable, so the sender keeps it.
      return no('storage-down');
    }
  };
}

function heldMessage(
  { login, envelopeFrom, recipients, raw, dsn }: Received,
  messageId: string,
  { mailingId, runId }: Place,
  receivedAt: Instant,
): NewHeldMessage {
  const bound = {
    credentialId: login.tool.credentialId,
    mailingId,
    messageId,
    envelopeFrom: normalAddress(envelopeFrom),
    recipients: [...new Set(recipients.map(normalAddress))].toSorted(),
    digest: sha256(raw),
  };
  const dedupeKey = sha256(dedupeText(bound));
  return { ...bound, id: newQueueId(), runId, raw, dedupeKey, receivedAt, dsn };
}
