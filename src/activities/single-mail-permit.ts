import { randomUUID } from 'node:crypto';
import { SYSTEM } from '../domain/actor.ts';
import { addSeconds, type Instant } from '../domain/instant.ts';
import { toClaims } from '../domain/permit-claims.ts';
import {
  addresseesOf,
  itemsDigest,
  type Permit,
  PERMIT_MINUTES,
  PERMIT_POLICY_VERSION,
  type PermitItem,
  SEND_HOURS,
  singleMailsOf,
} from '../domain/permit.ts';
import type { Store } from '../store/client.ts';
import { eachAlone } from './each-alone.ts';
import type { PermitSigner } from './permit-signer.ts';
import { sha256 } from './sha256.ts';

interface SingleMailDeps {
  readonly store: Pick<Store, 'permits'>;
  readonly signer: PermitSigner;
  readonly clock: () => Instant;
}

/** A mail merge shows itself within this time; so long a single mail waits. */
const SINGLE_WAIT_SECONDS = 30;
const MOST_SINGLES = 200;

/**
 * Lets out single mails: those that waited long enough for a mailing to show itself, and are not one. There is one
 * permit for each mail tool, under the standing rule that its login carries; one that gets none keeps no other from its own.
 * Answers how many were given.
 * @throws AggregateError when some were not
 */
export async function giveSingles({ store, signer, clock }: SingleMailDeps): Promise<number> {
  const now = clock();
  const waiting = await store.permits.singlesWaiting(
    addSeconds(now, -SINGLE_WAIT_SECONDS),
    MOST_SINGLES,
  );
  const tries = eachAlone();
  let given = 0;
  const giveTo = async (credentialId: string, items: readonly PermitItem[]) => {
    const digest = itemsDigest(items, sha256);
    const count = addresseesOf(items);
    const permit: Permit = {
      id: randomUUID(),
      mailingId: singleMailsOf(credentialId),
      batch: 1,
      batches: 1,
      channel: 'email',
      part: 1,
      count,
      batchCount: count,
      digest,
      contentDigest: digest,
      approvals: [{ type: 'single-mail', by: credentialId, role: 'system', at: now }],
      policyVersion: PERMIT_POLICY_VERSION,
      notBefore: now,
      expiresAt: addSeconds(now, PERMIT_MINUTES * 60),
      sendUntil: addSeconds(now, SEND_HOURS * 3600),
    };
    const jws = await signer.sign(toClaims(permit, now));
    const ids = items.map((item) => item.id);
    await store.permits.issue(permit, jws, ids, { actor: SYSTEM, origin: 'worker', at: now });
    given += 1;
  };
  await tries.each(
    waiting,
    ([credentialId]) => `mail tool ${credentialId}`,
    ([credentialId, items]) => giveTo(credentialId, items),
  );
  tries.end();
  return given;
}
