import { randomUUID } from 'node:crypto';
import { SYSTEM } from '../domain/actor.ts';
import { addSeconds, compareInstants, type Instant } from '../domain/instant.ts';
import { toClaims } from '../domain/permit-claims.ts';
import {
  addresseesOf,
  itemsDigest,
  needsPermit,
  type Permit,
  PERMIT_MINUTES,
  PERMIT_POLICY_VERSION,
  type PermitApproval,
  type PermitChannel,
  type PermitItem,
  SEND_HOURS,
} from '../domain/permit.ts';
import { PRINT_HOURS } from '../domain/print-cut-off.ts';
import { printItems } from '../domain/print-permit.ts';
import { channelsOf } from '../domain/audience.ts';
import type { Approval, DispatchedMailing, Mailing, ReleasingMailing } from '../domain/mailing.ts';
import type { Provenance } from '../store/audit-line.ts';
import type { Store } from '../store/client.ts';
import type { GivenPermit, WaitingItem } from '../store/permit.ts';
import { eachAlone } from './each-alone.ts';
import { isNamed } from './failure.ts';
import type { createLateCheck } from './late-message.ts';
import { lettersOf, permittedJobs, stoppedUnder } from './print-permit.ts';
import type { PermitSigner } from './permit-signer.ts';
import { sha256 } from './sha256.ts';
import { giveSingles } from './single-mail-permit.ts';

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
  /** Until when a job in the print areas may be printed under a permit that is given now; left out: 72 hours. */
  readonly printUntil?: (now: Instant) => Promise<Instant>;
}

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
     * too, and batches of letters that were let out while everything was stopped. What goes wrong with one mailing keeps
     * no other from its permit.
     * @throws AggregateError of what went wrong, when everything else was done
     */
    async issueSupplementaryPermits(): Promise<{
      readonly given: number;
      readonly lapsed: number;
    }> {
      const tries = eachAlone();
      let lapsed = 0;
      const takeBack = async (permit: GivenPermit) => {
        if (await store.permits.takeBack(permit, provenance())) lapsed += 1;
      };
      await tries.each(await store.permits.lapsed(clock()), ({ id }) => `permit ${id}`, takeBack);
      let given = 0;
      const giveTo = async (mailingId: string, channel: PermitChannel, only?: number) => {
        const mailing = await released(mailingId);
        for (const { number, reports } of mailing?.released ?? []) {
          if (reports[channel] || (only !== undefined && only !== number)) continue;
          if (mailing && (await give(deps, mailing, number, channel))) given += 1;
        }
      };
      if (!(await store.gateStop.isStopped())) {
        await tries.each(
          await store.permits.lettersWaiting(),
          ({ mailingId }) => mailingId,
          ({ mailingId, batch }) => giveTo(mailingId, 'letter', batch),
        );
        for (const [channel, waiting] of [
          ['email', await store.permits.mailingsWaiting()],
          ['letter', await store.printJobs.mailingsWaiting()],
        ] as const) {
          await tries.each(
            waiting,
            (id) => id,
            (id) => giveTo(id, channel),
          );
        }
        await tries.alone('single mails', async () => (given += await giveSingles(deps)));
      }
      tries.end();
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
  const standing = before.filter((one) => !one.revokedAt);
  // What never left takes no place: letters that were stopped, e-mails that were returned when the mailing was changed.
  const back =
    channel === 'letter'
      ? await stoppedUnder(store, mailing.id, standing)
      : await store.permits.returnedPlaces(mailing.id, batch);
  const room = audience[channel] + back - standing.reduce((sum, one) => sum + one.count, 0);
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
  const until = jobs && (await (deps.printUntil?.(now) ?? addSeconds(now, PRINT_HOURS * 3600)));
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
    expiresAt: until ?? addSeconds(now, PERMIT_MINUTES * 60),
    sendUntil: until ?? addSeconds(now, SEND_HOURS * 3600),
    ...(jobs && { printer: deps.printer ?? 'printer' }),
  };
  const jws = await signer.sign(toClaims(permit, now));
  const messages = channel === 'email' ? items.map((item) => item.id) : [];
  const provenance: Provenance = { actor: SYSTEM, origin: 'worker', at: now };
  const jobIds = (jobs ?? []).map(({ jobId }) => jobId);
  await store.permits.issue(permit, jws, messages, provenance, jobIds);
  return true;
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
