import { headerAddresses, ownsAddress } from './smtp-address.ts';
import type { Headers } from './smtp-message.ts';
import type { SmtpRefusal } from './smtp-reply.ts';
import { isEnded, type Mailing } from './mailing.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Postfix stops at 50; a message that passed fewer servers is no loop. */
const MOST_HOPS = 50;

/** A user name as a mail tool gives it: `belastingen` or `belastingen+<mailing id>`. */
export function splitUsername(given: string): { username: string; mailingId?: string } {
  const plus = given.indexOf('+');
  if (plus === -1) return { username: given };
  return { username: given.slice(0, plus), mailingId: given.slice(plus + 1).toLowerCase() };
}

/** A mail tool that may log in, as the gate knows it. */
export interface MailTool {
  readonly credentialId: string;
  readonly departmentId: string;
  readonly fromDomains: readonly string[];
  /** hold: the gate keeps the message; defer: the tool keeps it and tries again. */
  readonly mode: 'hold' | 'defer';
  /** Addressees of one letter that may get it as single mails, which name no mailing; left out or 0: none. */
  readonly singleLimit?: number;
}

/** Which mailing a message says it belongs to; none when it names none, which is no fault by itself. */
export function namedMailing(
  headers: Headers,
  fromUsername: string | undefined,
): { readonly mailingId?: string } | SmtpRefusal {
  const given = headers.get('x-mailing-id') ?? [];
  if (given.length > 1) return 'header-malformed';
  const fromHeader = given[0]?.toLowerCase();
  const mailingId = fromHeader ?? fromUsername;
  if (mailingId === undefined) return {};
  if (fromUsername !== undefined && mailingId !== fromUsername) return 'mailing-contradicts';
  return UUID.test(mailingId) ? { mailingId } : 'mailing-malformed';
}

/** Why a message with these headers may not come from `tool`; undefined when it may. */
export function headerFault(headers: Headers, tool: MailTool): SmtpRefusal | undefined {
  if ((headers.get('received')?.length ?? 0) > MOST_HOPS) return 'loop';
  if ((headers.get('message-id')?.length ?? 0) > 1) return 'header-malformed';
  const from = headers.get('from') ?? [];
  const senders = from.length === 1 ? headerAddresses(from[0]!) : undefined;
  if (!senders) return 'from-missing';
  const visible = [
    ...senders,
    ...(headers.get('sender') ?? []).flatMap((s) => headerAddresses(s) ?? [s]),
  ];
  return visible.every((address) => ownsAddress(address, tool.fromDomains))
    ? undefined
    : 'from-foreign';
}

/** Why `tool` may not hand in messages for `mailing`; a stranger learns nothing about whether it exists. */
export function mailingFault(
  mailing: Pick<Mailing, 'status' | 'departmentId'> | undefined,
  tool: MailTool,
): SmtpRefusal | undefined {
  if (!mailing || mailing.departmentId !== tool.departmentId) return 'mailing-unknown';
  return isEnded(mailing as Mailing) ? 'mailing-ended' : undefined;
}

/** The text whose hash makes an exact repeat the same message; never the Message-ID alone, which mail merges reuse. */
export function dedupeText(message: {
  readonly credentialId: string;
  readonly mailingId: string | undefined;
  readonly messageId: string;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly digest: string;
}): string {
  const { credentialId, mailingId, messageId, envelopeFrom, recipients, digest } = message;
  return JSON.stringify([
    credentialId,
    mailingId ?? null,
    messageId,
    envelopeFrom,
    recipients,
    digest,
  ]);
}
