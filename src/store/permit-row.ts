import type { Instant } from '../domain/instant.ts';
import { type PermitChannel, singleMailsOf } from '../domain/permit.ts';
import type { Permit as Row } from './generated/client.ts';

/** A permit as it was given, and what has become of it. */
export interface GivenPermit {
  readonly id: string;
  /** Of a permit for single mails: singleMailsOf the mail tool. */
  readonly mailingId: string;
  readonly batch: number;
  readonly channel: PermitChannel;
  readonly part: number;
  readonly jws: string;
  readonly count: number;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly consumedAt?: Instant;
  readonly revokedAt?: Instant;
  /** Why the gate will not open for it. */
  readonly refusal?: string;
}

/** The permit in a row. */
export function given(row: Row): GivenPermit {
  return {
    id: row.id,
    mailingId: row.mailingId ?? singleMailsOf(row.credentialId ?? ''),
    batch: row.batch,
    channel: row.channel as PermitChannel,
    part: row.part,
    jws: row.jws,
    count: row.count,
    issuedAt: row.issuedAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    ...(row.consumedAt && { consumedAt: row.consumedAt.toISOString() }),
    ...(row.revokedAt && { revokedAt: row.revokedAt.toISOString() }),
    ...(row.refusal !== null && { refusal: row.refusal }),
  };
}
