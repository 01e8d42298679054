import type { Channel } from './audience.ts';
import type { Instant } from './instant.ts';
import { fromHex, type Hash, leafHash, rootOfLeaves, toHex } from './merkle-tree.ts';
import type { MailingStatus } from './mailing.ts';

/** `typ` of a permit; a token made for anything else can never pass for one (RFC 8725 §3.11). */
export const PERMIT_TYPE = 'sluis-permit+jwt';
export const PERMIT_ISSUER = 'sluis';
/** The one algorithm, so that no token can choose its own. */
export const PERMIT_ALGORITHM = 'EdDSA';
export const PERMIT_AUDIENCES = { email: 'sluis-gateway', letter: 'sluis-print' } as const;
export type PermitChannel = keyof typeof PERMIT_AUDIENCES;
/** Grows when the rules for giving a permit change, so that old evidence is read by old rules. */
export const PERMIT_POLICY_VERSION = 1;

/** Minutes in which a permit must be taken up: the most that can still begin to leave after a withdrawal. */
export const PERMIT_MINUTES = 15;
/** Hours in which a message that was let out is tried. */
export const SEND_HOURS = 72;

/** Who agreed, in which role: the lead who signed off, the two of an emergency, or the standing rule for single mails. */
export interface PermitApproval {
  readonly type: 'sign-off' | 'emergency' | 'single-mail';
  readonly by: string;
  readonly role: 'kcc-lead' | 'system';
  readonly at: Instant;
}

const SINGLE = 'single:';

/** What stands in place of the mailing in a permit for single mails of a mail tool. */
export function singleMailsOf(credentialId: string): string {
  return SINGLE + credentialId;
}

/** The mail tool of a permit for single mails; undefined for one of a mailing. */
export function singleMailTool(mailingId: string): string | undefined {
  return mailingId.startsWith(SINGLE) ? mailingId.slice(SINGLE.length) : undefined;
}

/** What one permit lets out: one part of one channel of one batch, and not a byte more. */
export interface Permit {
  readonly id: string;
  readonly mailingId: string;
  readonly batch: number;
  /** How many batches the dispatch plan had. */
  readonly batches: number;
  readonly channel: PermitChannel;
  /** 1, and higher for what was handed in after the first. */
  readonly part: number;
  /** Addressees under this permit. */
  readonly count: number;
  /** Addressees of this channel in the whole batch, over all its permits. */
  readonly batchCount: number;
  /** Merkle root over the items, hexadecimal. */
  readonly digest: string;
  /** What was signed off (SHA-256, hexadecimal). */
  readonly contentDigest: string;
  readonly approvals: readonly PermitApproval[];
  readonly policyVersion: number;
  /** It must be taken up between these two. */
  readonly notBefore: Instant;
  readonly expiresAt: Instant;
  /**
   * Nothing leaves under it after this, however often it was tried; unless everything stood still meanwhile, or two people
   * decided later that a message in doubt is sent again.
   */
  readonly sendUntil: Instant;
  /** Of letters that lie in the print areas: who alone may print them. */
  readonly printer?: string;
}

/** One message in one envelope, as far as a permit binds it. */
export interface PermitItem {
  readonly id: string;
  readonly envelopeFrom: string;
  /** Sorted. */
  readonly recipients: readonly string[];
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
}

/** The permit digest of `items`: order does not matter, sender, recipients and every byte do. */
export function itemsDigest(items: readonly PermitItem[], hash: Hash): string {
  return leavesDigest(
    items.map((item) => ({ id: item.id, leaf: itemLeaf(item, hash) })),
    hash,
  );
}

/** What stands for one item in the permit digest, hexadecimal: it stays when sender, recipients and bytes are gone. */
export function itemLeaf({ id, envelopeFrom, recipients, digest }: PermitItem, hash: Hash): string {
  return toHex(leafHash(encode(JSON.stringify([id, envelopeFrom, recipients, digest])), hash));
}

/** The permit digest of items of which only this is left. */
export function leavesDigest(
  leaves: readonly { readonly id: string; readonly leaf: string }[],
  hash: Hash,
): string {
  const sorted = [...leaves].sort((left, right) => (left.id < right.id ? -1 : 1));
  return toHex(
    rootOfLeaves(
      sorted.map(({ leaf }) => fromHex(leaf)),
      hash,
    ),
  );
}

const encode = (text: string) => new TextEncoder().encode(text);

/** Addressees of `items` together. */
export function addresseesOf(items: readonly PermitItem[]): number {
  return items.reduce((sum, item) => sum + item.recipients.length, 0);
}

/** Why a permit does not open the gate for what lies behind it. */
export type PermitFault =
  | 'not-a-permit'
  | 'keys-unavailable'
  | 'row-differs'
  | 'channel-differs'
  | 'count-differs'
  | 'digest-differs';

/** What the store says that belongs to a permit; the permit itself must say the same. */
export interface PermitFacts {
  readonly id: string;
  readonly mailingId: string;
  readonly batch: number;
  readonly part: number;
  readonly items: readonly PermitItem[];
  /** E-mail when left out. */
  readonly channel?: PermitChannel;
  /** Addressees; those of the items when left out. */
  readonly count?: number;
}

/** Everything in which `facts` differ from what `permit` was given for; empty when it may be taken up. */
export function permitFaults(permit: Permit, facts: PermitFacts, hash: Hash): PermitFault[] {
  const faults: PermitFault[] = [];
  const sameRow =
    permit.id === facts.id &&
    permit.mailingId === facts.mailingId &&
    permit.batch === facts.batch &&
    permit.part === facts.part;
  if (!sameRow) faults.push('row-differs');
  if (permit.channel !== (facts.channel ?? 'email')) faults.push('channel-differs');
  if (permit.count !== (facts.count ?? addresseesOf(facts.items))) faults.push('count-differs');
  if (permit.digest !== itemsDigest(facts.items, hash)) faults.push('digest-differs');
  return faults;
}

/** Whether the next transaction under a permit may begin: go, wait until the mailing is approved again, or stop for good. */
export type Leave = 'go' | 'wait' | 'stop';

/**
 * What the mailing's status means for messages under a permit for `contentDigest` that was taken up before.
 * `approvedDigest` is the content that is approved now; undefined while none is.
 */
export function mayLeave(
  status: MailingStatus,
  approvedDigest: string | undefined,
  contentDigest: string,
): Leave {
  switch (status) {
    case 'signed-off':
    case 'releasing':
    case 'dispatched':
      // Approved again, but for other content: what lies here is what nobody wants to leave any more.
      return approvedDigest === contentDigest ? 'go' : 'stop';
    case 'held':
    case 'announced':
    case 'draft':
    case 'submitted':
      return 'wait';
    case 'evaluated':
    case 'refused':
    case 'withdrawn':
      return 'stop';
  }
}

/** Whether `channel` leaves through a gate that asks for a permit; a portal shows what it is told to show. */
export function needsPermit(channel: Channel): channel is PermitChannel {
  return channel !== 'portal';
}
