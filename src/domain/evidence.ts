import type { AuditContent } from './audit-text.ts';
import type { Channel } from './audience.ts';
import type { Instant } from './instant.ts';
import type { MailingDetails } from './mailing-details.ts';
import type { DispatchReport } from './mailing.ts';
import { type Hash, toHex } from './merkle-tree.ts';
import { itemLeaf, type PermitItem } from './permit.ts';

/** Says what a file is, and by which rules it is checked. */
export const EVIDENCE_FORMAT = 'sluis-evidence/1';

/**
 * One mailing as it can be proven without Sluis: what was approved, which permits were given for it, what each of them
 * bound, what became of it, and the lines of the audit chain. Addresses are in it as hashes only.
 */
export interface EvidenceBundle {
  readonly format: typeof EVIDENCE_FORMAT;
  readonly mailingId: string;
  readonly madeAt: Instant;
  /** Goes before an address when it is hashed, so that the hashes of two bundles cannot be laid side by side. */
  readonly salt: string;
  readonly contents: readonly EvidenceContent[];
  readonly permits: readonly EvidencePermit[];
  /** Jobs of print houses with their manifests, whole as they were written, and their receipts. */
  readonly printJobs: readonly EvidencePrintJob[];
  readonly dispatches: readonly EvidenceDispatch[];
  /** The lines of this mailing, whole; those of others lie between them. */
  readonly auditLines: readonly EvidenceAuditLine[];
  /** The end of the chain when the bundle was made, to lay beside one that was kept elsewhere. */
  readonly auditHead: { readonly seq: number; readonly hash: string };
  /** The public keys as Sluis shows them. Check with keys that came another way. */
  readonly keys: readonly { readonly [name: string]: unknown }[];
}

/** One version of what the mailing says. */
export interface EvidenceContent {
  readonly version: number;
  readonly contentDigest: string;
  readonly details: MailingDetails;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
}

/** A permit as it was signed, and what became of it. */
export interface EvidencePermit {
  readonly jws: string;
  readonly consumedAt?: Instant;
  readonly revokedAt?: Instant;
  readonly refusal?: string;
  /** In the order in which the permit binds them. */
  readonly items: readonly EvidenceItem[];
}

/** One message, or one file of a letter. */
export interface EvidenceItem {
  /** What the permit's signature covers of it: hash of id, sender, recipients and digest together. */
  readonly leaf: string;
  /** SHA-256 of its bytes. */
  readonly digest: string;
  /** SHA-256 over the salt and the address, each. */
  readonly recipients: readonly string[];
}

/** A job that went to a print house; what is known of it is checked by what it holds itself. */
export interface EvidencePrintJob {
  readonly [name: string]: unknown;
}

/** What was reported of one channel of one batch. */
export interface EvidenceDispatch extends DispatchReport {
  readonly batch: number;
  readonly channel: Channel;
}

export interface EvidenceAuditLine extends AuditContent {
  readonly hash: string;
}

/** `items` as a bundle shows them; one that was purged has its leaf left, which is then given. */
export function evidenceItems(
  items: readonly (PermitItem & { readonly leaf?: string })[],
  salt: string,
  hash: Hash,
): EvidenceItem[] {
  return [...items]
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map((item) => ({
      leaf: item.leaf ?? itemLeaf(item, hash),
      digest: item.digest,
      recipients: item.recipients.map((address) => recipientHash(address, salt, hash)),
    }));
}

/** How an address stands in a bundle: whoever knows the address can find it. */
export function recipientHash(address: string, salt: string, hash: Hash): string {
  return toHex(hash(new TextEncoder().encode(salt + address)));
}
