import { createHash, randomUUID } from 'node:crypto';
import { SYSTEM } from '../domain/actor.ts';
import { addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import { toClaims } from '../domain/permit-claims.ts';
import {
  addresseesOf,
  itemsDigest,
  needsPermit,
  type Permit,
  PERMIT_POLICY_VERSION,
  type PermitApproval,
  type PermitChannel,
  type PermitItem,
  SEND_HOURS,
  singleMailsOf,
} from '../domain/permit.ts';
import { printItems } from '../domain/print-permit.ts';
import { channelsOf } from '../domain/audience.ts';
import type { Approval, DispatchedMailing, Mailing, ReleasingMailing } from '../domain/mailing.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Store } from '../store/client.ts';
import type { WaitingItem } from '../store/permit.ts';
import { isNamed } from './failure.ts';
import type { createLateCheck } from './late-message.ts';
import { lettersOf, permittedJobs } from './print-permit.ts';

/** Signs claims as a compact JWS; the private key stays behind it. */
export interface PermitSigner {
  sign(claims: { readonly [name: string]: unknown }): Promise<string>;
}

export interface PermitDeps {
  readonly store: Pick<Store, 'permits' | 'mailings' | 'printJobs'> & {
    readonly gateStop: Pick<Store['gateStop'], 'isStopped'>;
  };
  readonly signer: PermitSigner;
  readonly clock: () => Instant;
  /** Which messages that came after the approval are what was approved. */
  readonly lateCheck: ReturnType<typeof createLateCheck>;
  /** Who prints what lies in the print areas, by the name that permits give it; left out: `printer`. */
  readonly printer?: string;
}

/** Minutes in which a permit must be taken up: the most that can still begin to leave after a withdrawal. */
const PERMIT_MINUTES = 15;
/** Hours that a printer has for a job in the print areas; until then its permit stands. */
const PRINT_HOURS = 72;
/** A mail merge shows itself within this time; so long a single mail waits. */
const SINGLE_WAIT_SECONDS = 30;
const MOST_SINGLES = 200;

type Released = ReleasingMailing | DispatchedMailing;

/** Gives and revokes permits. Every activity may run again: what was given is given once. */
export function permitActivities(deps: PermitDeps) {
  const { store, clock } = deps;
  const provenance = (at = clock()): Provenance => ({ actor: SYSTEM, origin: 'worker', at });
  const released = async (mailingId: string): Promise<Released | undefined> => {
    const record = await store.mailings.find(mailingId);
    return record && isReleased(record.mailing) ? record.mailing : undefined;
  };
  return {
    /**
     * Gives one permit for each channel of the batch that leaves through a gate; an e-mail batch gets one for the
     * messages that are there. Nothing is given when the mailing is no longer approved, nor while everything is
     * stopped: the sweeper gives it when it goes on.
     */
    async issuePermit({ mailingId, batch }: BatchRef): Promise<{ readonly given: number }> {
      if (await store.gateStop.isStopped()) return { given: 0 };
      const mailing = await released(mailingId);
      const part = mailing?.released.find((one) => one.number === batch);
      if (!mailing || !part) return { given: 0 };
      let given = 0;
      for (const channel of channelsOf(part.audience).filter(needsPermit)) {
        const before = await store.permits.ofBatch(mailingId, batch, channel);
        if (before.length === 0 && (await give(deps, mailing, batch, channel))) given += 1;
      }
      return { given };
    },

    /** Revokes all permits of the mailing: nothing begins to leave any more. */
    async revokePermits({
      mailingId,
    }: {
      readonly mailingId: string;
    }): Promise<{ revoked: number }> {
      return { revoked: await store.permits.revokeAll(mailingId, provenance()) };
    },

    /**
     * For the sweeper: takes back permits that the gateway did not take up in time, and gives further ones for what
     * came in after the first, as far as it is what was approved and the batch has room. Single mails get theirs here
     * too, and batches of letters that were let out while everything was stopped.
     */
    async issueSupplementaryPermits(): Promise<{
      readonly given: number;
      readonly lapsed: number;
    }> {
      let lapsed = 0;
      for (const permit of await store.permits.lapsed(clock())) {
        if (await store.permits.takeBack(permit, provenance())) lapsed += 1;
      }
      if (await store.gateStop.isStopped()) return { given: 0, lapsed };
      let given = 0;
      for (const { mailingId, batch } of await store.permits.lettersWaiting()) {
        const mailing = await released(mailingId);
        if (mailing && (await give(deps, mailing, batch, 'letter'))) given += 1;
      }
      for (const mailingId of await store.permits.mailingsWaiting()) {
        const mailing = await released(mailingId);
        for (const { number, reports } of mailing?.released ?? []) {
          if (!reports.email && mailing && (await give(deps, mailing, number, 'email'))) given += 1;
        }
      }
      for (const mailingId of await store.printJobs.mailingsWaiting()) {
        const mailing = await released(mailingId);
        for (const { number, reports } of mailing?.released ?? []) {
          if (!reports.letter && mailing && (await give(deps, mailing, number, 'letter')))
            given += 1;
        }
      }
      given += await giveSingles(deps);
      return { given, lapsed };
    },
  };
}

interface BatchRef {
  readonly mailingId: string;
  readonly batch: number;
}

function isReleased(mailing: Mailing): mailing is Released {
  return mailing.status === 'releasing' || mailing.status === 'dispatched';
}

/** Looks at what is left this often when others give permits for the same batch at the same moment. */
const MOST_LOOKS = 5;

/**
 * Gives the next part of the batch, if there is anything to give it for. The journey and the sweeper may do so at the
 * same moment: whoever comes second looks again. Nothing is given when everything was stopped meanwhile.
 */
async function give(...question: Parameters<typeof giveNext>): Promise<boolean> {
  for (let look = 1; ; look += 1) {
    try {
      return await giveNext(...question);
    } catch (error) {
      if (isGateStopped(error)) return false;
      if (!isNamed(error, 'Conflict')) throw error;
      // Not a Conflict any more: that would end the journey, and a later try may well succeed.
      if (look === MOST_LOOKS) throw new Error('Others keep giving permits', { cause: error });
    }
  }
}

function isGateStopped(error: unknown): boolean {
  return (
    isNamed(error, 'ConstraintViolated') &&
    'constraint' in error &&
    error.constraint === 'permits_gate_stopped'
  );
}

async function giveNext(
  deps: PermitDeps,
  mailing: Released,
  batch: number,
  channel: PermitChannel,
): Promise<boolean> {
  const { store, signer, clock, lateCheck } = deps;
  const audience = mailing.released.find((one) => one.number === batch)!.audience;
  const before = await store.permits.ofBatch(mailing.id, batch, channel);
  const standing = before.filter((one) => !one.revokedAt).reduce((sum, one) => sum + one.count, 0);
  const room = audience[channel] - standing;
  if (room <= 0) return false;
  let items: readonly PermitItem[] = [];
  const jobs = channel === 'letter' ? await permittedJobs(store, mailing, batch, room) : undefined;
  if (jobs) {
    items = printItems(jobs);
    if (items.length === 0) return false;
  } else if (channel === 'email') {
    const waiting = await store.permits.waiting(mailing.id);
    items = fitting(await approvedOf(waiting, mailing, lateCheck), room);
    if (items.length === 0) return false;
  } else {
    const record = await store.mailings.find(mailing.id);
    items = (record?.details?.files ?? []).map(({ name, sha256: digest }) => ({
      id: name,
      envelopeFrom: '',
      recipients: [],
      digest,
    }));
  }
  const now = clock();
  const permit: Permit = {
    id: randomUUID(),
    mailingId: mailing.id,
    batch,
    batches: Math.max(
      ...(mailing.preparation.dispatchPlan?.batches ?? []).map((b) => b.number),
      batch,
    ),
    channel,
    part: Math.max(0, ...before.map((one) => one.part)) + 1,
    count: channel === 'email' ? addresseesOf(items) : jobs ? lettersOf(jobs) : room,
    batchCount: audience[channel],
    digest: itemsDigest(items, sha256),
    contentDigest: mailing.approval.covers.contentDigest,
    approvals: approvalsOf(mailing.approval),
    policyVersion: PERMIT_POLICY_VERSION,
    notBefore: now,
    expiresAt: addSeconds(now, jobs ? PRINT_HOURS * 3600 : PERMIT_MINUTES * 60),
    sendUntil: addSeconds(now, SEND_HOURS * 3600),
    ...(jobs && { printer: deps.printer ?? 'printer' }),
  };
  const jws = await signer.sign(toClaims(permit, now));
  const messages = channel === 'email' ? items.map((item) => item.id) : [];
  const provenance: Provenance = { actor: SYSTEM, origin: 'worker', at: now };
  const jobIds = (jobs ?? []).map(({ jobId }) => jobId);
  await store.permits.issue(permit, jws, messages, provenance, jobIds);
  return true;
}

/**
 * Lets out single mails: those that waited long enough for a mailing to show itself, and are not one. There is one
 * permit for each mail tool, under the standing rule that its login carries.
 */
async function giveSingles({ store, signer, clock }: PermitDeps): Promise<number> {
  const now = clock();
  const waiting = await store.permits.singlesWaiting(
    addSeconds(now, -SINGLE_WAIT_SECONDS),
    MOST_SINGLES,
  );
  for (const [credentialId, items] of waiting) {
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
  }
  return waiting.size;
}

/** What was there at the approval, and of what came later only what is the same letter. */
async function approvedOf(
  waiting: readonly WaitingItem[],
  mailing: Released,
  lateCheck: PermitDeps['lateCheck'],
): Promise<WaitingItem[]> {
  const { at } = mailing.approval;
  const late = waiting.filter((item) => compareInstants(item.receivedAt, at) > 0);
  if (late.length === 0) return [...waiting];
  const alike = await lateCheck(
    mailing.id,
    at,
    late.map((item) => item.id),
  );
  return waiting.filter((item) => compareInstants(item.receivedAt, at) <= 0 || alike.has(item.id));
}

/** As many as fit into `room` addressees, in their order. */
function fitting(items: readonly WaitingItem[], room: number): WaitingItem[] {
  let left = room;
  return items.filter((item) => {
    if (item.recipients.length > left) return false;
    left -= item.recipients.length;
    return true;
  });
}

function approvalsOf(approval: Approval): PermitApproval[] {
  const { type, at } = approval;
  const people = type === 'sign-off' ? [approval.by] : approval.by;
  return people.map((by) => ({ type, by, role: 'kcc-lead', at }));
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
