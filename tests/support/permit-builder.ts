import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { SYSTEM } from '../../src/domain/actor.ts';
import { toClaims } from '../../src/domain/permit-claims.ts';
import {
  addresseesOf,
  itemsDigest,
  type Permit,
  PERMIT_ALGORITHM,
  PERMIT_TYPE,
} from '../../src/domain/permit.ts';
import { sha256Bytes } from '../../src/gateway/hash.ts';
import type { TestGate } from './gate.ts';

export const CONTENT_DIGEST = 'c'.repeat(64);

export interface PermitTwist {
  /** Changes what is signed. */
  readonly claims?: { readonly [name: string]: unknown };
  /** Changes the protected header. */
  readonly header?: { readonly [name: string]: unknown };
  readonly key?: Parameters<SignJWT['sign']>[0];
  /** Replaces the finished token. */
  readonly jws?: (jws: string) => string;
  readonly permit?: Partial<Permit>;
}

/** Puts a permit for everything that waits for the mailing into the store, twisted as asked; answers its id. */
export async function givePermit(
  gate: TestGate,
  mailingId: string,
  twist: PermitTwist = {},
): Promise<string> {
  const items = await gate.store.permits.waiting(mailingId);
  const now = gate.clock.now();
  const in15Minutes = new Date(Date.parse(now) + 900_000).toISOString();
  const permit: Permit = {
    id: randomUUID(),
    mailingId,
    batch: 1,
    batches: 1,
    channel: 'email',
    part: 1,
    count: addresseesOf(items),
    batchCount: addresseesOf(items),
    digest: itemsDigest(items, sha256Bytes),
    contentDigest: CONTENT_DIGEST,
    approvals: [{ type: 'sign-off', by: 'lead', role: 'kcc-lead', at: now }],
    policyVersion: 1,
    notBefore: now,
    expiresAt: in15Minutes,
    sendUntil: new Date(Date.parse(now) + 72 * 3_600_000).toISOString(),
    ...twist.permit,
  };
  const jws = await new SignJWT({ ...toClaims(permit, now), ...twist.claims })
    .setProtectedHeader({
      alg: PERMIT_ALGORITHM,
      typ: PERMIT_TYPE,
      kid: gate.keys.kid,
      ...twist.header,
    })
    .sign(twist.key ?? gate.keys.privateKey);
  await gate.store.permits.issue(
    permit,
    twist.jws ? twist.jws(jws) : jws,
    items.map((item) => item.id),
    { actor: SYSTEM, origin: 'worker', at: now },
  );
  return permit.id;
}
