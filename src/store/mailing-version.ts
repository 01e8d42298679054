import { createHash } from 'node:crypto';
import type { Audience } from '../domain/audience.ts';
import type { DispatchWindow } from '../domain/dispatch-plan.ts';
import { effectOf } from '../domain/known-adjustment.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { MailingContent } from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Queries } from './db.ts';
import { toJson } from './json.ts';
import { actorName } from './provenance.ts';

/** What a mailing says and when it may leave; the window follows from the dates in the details. */
export interface NewContent {
  readonly details: MailingDetails;
  readonly window: DispatchWindow;
}

/** What a sign-off is about: SHA-256 in hex over the details as canonical JSON (RFC 8785) in UTF-8. */
export function contentDigest(details: MailingDetails): string {
  return createHash('sha256').update(canonicalJson(details)).digest('hex');
}

/**
 * Writes the next version of the content. The mailing's row is locked, so that versions follow on each other; content
 * that is the latest version already makes no new one.
 */
export async function writeVersion(
  queries: Queries,
  mailingId: string,
  { details, window }: NewContent,
  provenance: Provenance,
): Promise<MailingContent> {
  const digest = contentDigest(details);
  const latest = await queries.mailingVersion.findFirst({
    where: { mailingId },
    orderBy: { version: 'desc' },
    select: { version: true, contentDigest: true },
  });
  if (latest?.contentDigest === digest) {
    return contentOf(latest.version, digest, { details, window });
  }
  const version = (latest?.version ?? 0) + 1;
  await queries.mailingVersion.create({
    data: {
      mailingId,
      version,
      details: toJson(details),
      contentDigest: digest,
      writtenBy: actorName(provenance.actor),
      writtenAt: new Date(provenance.at),
    },
  });
  await appendAudit(queries, provenance, [
    {
      action: 'content-written',
      objectType: 'mailing',
      objectId: mailingId,
      detail: { version, contentDigest: digest, audience: { ...details.audience } },
    },
  ]);
  return contentOf(version, digest, { details, window });
}

/** What the mailing's own state keeps of a version. */
export function contentOf(
  version: number,
  digest: string,
  { details: { kind, audience, adjustments }, window }: NewContent,
): MailingContent {
  const contactFactor = adjustments && effectOf(adjustments).factor;
  return {
    version,
    contentDigest: digest,
    kind,
    audience,
    ...(contactFactor !== undefined && { contactFactor }),
    window,
  };
}

/** Addressees over all channels. */
export function sizeOf({ letter, email, portal }: Audience): number {
  return letter + email + portal;
}
