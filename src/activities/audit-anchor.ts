import { type AuditAnchor, anchorLine, anchorText } from '../domain/audit-anchor.ts';
import { addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import type { ActivityDeps } from './deps.ts';
import { byWorker } from './deps.ts';
import { isNamed } from './failure.ts';

export interface AnchorDeps extends Pick<ActivityDeps, 'store' | 'mailer' | 'clock'> {
  /** Adds a line to a file outside the database; resolves when it is durable. */
  readonly keepLine: (line: string) => Promise<void>;
  /** Who gets it by mail instead of the auditors. */
  readonly mailTo?: string;
}

const EVERY_SECONDS = 86_400;
export const ANCHORED = 'audit-anchored';

/**
 * For the sweeper: once a day writes the end of the audit chain down elsewhere, in a file and in a mail to the
 * auditors, and notes that it did. Answers whether it was due.
 * @throws what went wrong when it could be kept nowhere
 */
export async function keepAuditAnchor(deps: AnchorDeps): Promise<boolean> {
  const { store, clock } = deps;
  const now = clock();
  const last = await store.audit.lastOf(ANCHORED);
  if (last && compareInstants(addSeconds(last.at, EVERY_SECONDS), now) > 0) return false;
  const head = await store.audit.head();
  if (head.seq === 0) return false;
  const kept = await Promise.allSettled([
    deps.keepLine(anchorLine(head, now)).then(() => 1),
    mailed(head, now, deps),
  ]);
  const [file, mails] = kept.map((one) => (one.status === 'fulfilled' ? one.value : 0));
  const failure = kept.find((one) => one.status === 'rejected');
  if (!file && !mails)
    throw failure?.reason ?? new Error('Nobody keeps the end of the audit chain');
  await store.audit.append(byWorker(now), [
    {
      action: ANCHORED,
      objectType: 'audit-chain',
      objectId: anchorText(head),
      ...(failure && { result: 'failed' }),
      detail: { file: file ?? 0, mails: mails ?? 0 },
    },
  ]);
  return true;
}

async function mailed(
  anchor: AuditAnchor,
  at: Instant,
  { store, mailer, mailTo }: AnchorDeps,
): Promise<number> {
  const recipients = mailTo
    ? [{ name: 'Auditor', email: mailTo }]
    : await store.people.list({ role: 'auditor' });
  let sent = 0;
  for (const to of recipients) {
    try {
      await mailer.auditAnchor({ key: `audit-anchor:${anchor.seq}`, to, at, anchor });
      sent += 1;
    } catch (error) {
      if (!isNamed(error, 'MailPermanent')) throw error;
    }
  }
  return sent;
}
