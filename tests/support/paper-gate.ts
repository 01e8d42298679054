import { createHash } from 'node:crypto';
import type { Standstill } from '../../src/domain/gate-stop.ts';
import { addSeconds, type Instant } from '../../src/domain/instant.ts';
import type { Mailing } from '../../src/domain/mailing.ts';
import type { PermitItem } from '../../src/domain/permit.ts';
import type { Store } from '../../src/store/client.ts';
import type { BatchResult, Ready, Settlement } from '../../src/store/delivery.ts';
import type { Claim } from '../../src/store/delivery-claim.ts';
import type { ClaimRequest } from '../../src/store/delivery-claim.ts';
import type { GivenPermit } from '../../src/store/permit.ts';

/** What the gate's part of the store remembers, on paper: the same conditions as the SQL, one operation at a time. */
export interface PaperMessage extends PermitItem {
  raw: Buffer;
  permitId?: string;
  readonly receivedAt: Instant;
  /** Which letter it is: it grows when the letter is changed. */
  readonly letter: number;
  /** In which order things happened, which a clock that is set back cannot tell. */
  readonly order: number;
}
export interface PaperDelivery {
  readonly messageId: string;
  readonly recipient: string;
  status: string;
  attempts: number;
  fence: number;
  nextAt?: Instant;
  /** Two people decided that it is sent again, and they may be wrong. */
  again?: boolean;
  leaseUntil?: Instant;
}
type PaperPermit = { -readonly [field in keyof GivenPermit]: GivenPermit[field] } & {
  readonly contentDigest: string;
  readonly batchCount: number;
  readonly order: number;
  reportedAt?: Instant;
};

const APPROVED = ['signed-off', 'releasing', 'dispatched'];
const ENDED = ['evaluated', 'refused', 'withdrawn'];
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What the real store throws, told apart by its name. */
const storeError = (name: string, constraint?: string) =>
  Object.assign(new Error(name), { name, constraint });

export type PaperGate = ReturnType<typeof paperGate>;

/** An empty store with one mailing; `now` is the database's clock. */
export function paperGate(mailing: Mailing, now: () => Instant) {
  const state = { mailing, stopped: false, letter: 0, happened: 0 };
  const standstills: Standstill[] = [];
  let stoppedAt = '';
  /** Called in the moment in which the end of a message's data is agreed to: the last look before it leaves. */
  let opened: (claim: Claim) => void = () => {};
  const messages = new Map<string, PaperMessage>();
  const deliveries = new Map<string, PaperDelivery>();
  const permits = new Map<string, PaperPermit>();
  const audit: string[] = [];
  const key = (messageId: string, recipient: string) => `${messageId} ${recipient}`;
  const under = (permitId: string) =>
    [...messages.values()]
      .filter((one) => one.permitId === permitId)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const item = ({ id, envelopeFrom, recipients, digest }: PaperMessage): PermitItem => ({
    id,
    envelopeFrom,
    recipients,
    digest,
  });
  const approvedDigest = () =>
    'approval' in state.mailing ? state.mailing.approval.covers.contentDigest : undefined;
  const approved = () => APPROVED.includes(state.mailing.status);
  const mine = ({ messageId, recipient, fence }: Claim) => {
    const row = deliveries.get(key(messageId, recipient));
    return row && String(row.fence) === fence ? row : undefined;
  };
  const permitOf = (row: PaperDelivery) => {
    const id = messages.get(row.messageId)?.permitId;
    return id === undefined ? undefined : permits.get(id);
  };
  const served = (row: PaperDelivery) => {
    const permit = permitOf(row);
    return permit?.consumedAt !== undefined && permit.revokedAt === undefined;
  };
  const neverLeft = (row: PaperDelivery) => row.status === 'returned' && !row.again;
  /** Whether somebody whom `message` is for had a part in another letter, or in the mailing as it was approved before. */
  const servedBefore = (message: PaperMessage) =>
    [...deliveries.values()].some((row) => {
      const permit = permitOf(row);
      const before = messages.get(row.messageId)!;
      if (!permit || permit.revokedAt || neverLeft(row)) return false;
      if (!message.recipients.includes(row.recipient)) return false;
      if (before.letter < message.letter) return true;
      return permit.contentDigest !== approvedDigest() && message.order > permit.order;
    });
  const unused = (permit: PaperPermit) =>
    permit.channel === 'email' && !permit.consumedAt && !permit.revokedAt && !permit.refusal;

  const store = {
    mailings: {
      find: async () => ({ id: state.mailing.id, mailing: state.mailing }),
    },
    gateStop: { isStopped: async () => state.stopped },
    // No letters lie in print areas here.
    printJobs: { ofMailing: async () => [], mailingsWaiting: async () => [] },
    heldMessages: {
      itemsUnder: async (id: string) => under(id).map(item),
      bytesUnder: async (id: string, after: string, limit: number) =>
        under(id)
          .filter((one) => one.id > after)
          .slice(0, limit)
          .map((one) => ({ ...item(one), raw: one.raw })),
      receivedBefore: async () => [],
      bytesOf: async () => [],
    },
    permits: {
      find: async (id: string) => ({ ...permits.get(id)! }),
      ofBatch: async (_: string, batch: number, channel: string) =>
        [...permits.values()].filter((one) => one.batch === batch && one.channel === channel),
      waiting: async () =>
        [...messages.values()]
          .filter((one) => one.permitId === undefined && one.letter === state.letter)
          .filter((one) => !servedBefore(one))
          .map((one) => ({ ...item(one), receivedAt: one.receivedAt })),
      returnedPlaces: async (_: string, batch: number) =>
        [...deliveries.values()].filter((row) => {
          const permit = permitOf(row);
          return neverLeft(row) && permit?.batch === batch && !permit.revokedAt;
        }).length,
      issue: async (...[permit, jws, ids, { at }]: Parameters<Store['permits']['issue']>) => {
        const same = [...permits.values()].some(
          (one) =>
            one.batch === permit.batch &&
            one.part === permit.part &&
            one.channel === permit.channel,
        );
        if (state.stopped) throw storeError('ConstraintViolated', 'permits_gate_stopped');
        if (same || ids.some((id) => messages.get(id)?.permitId !== undefined))
          throw storeError('Conflict');
        const order = (state.happened += 1);
        permits.set(permit.id, { ...permit, jws, issuedAt: at, order });
        for (const id of ids) messages.get(id)!.permitId = permit.id;
        audit.push(`issued ${permit.id}`);
      },
      open: async (at: Instant) =>
        [...permits.values()].filter((one) => unused(one) && one.expiresAt > at),
      consume: async ({ id }: GivenPermit, { at }: { at: Instant }) => {
        const permit = permits.get(id)!;
        if (state.stopped || !unused(permit) || permit.expiresAt <= at) return false;
        permit.consumedAt = at;
        for (const row of deliveries.values()) {
          if (permitOf(row)?.id === id && row.status === 'held') row.nextAt = at;
        }
        audit.push(`consumed ${id}`);
        return true;
      },
      refuse: async ({ id }: GivenPermit, refusal: string) => {
        const permit = permits.get(id)!;
        if (!permit.consumedAt) permit.refusal ??= refusal;
      },
      revokeAll: async (_: string, { at }: { at: Instant }) => {
        const standing = [...permits.values()].filter((one) => !one.revokedAt);
        for (const one of standing) one.revokedAt = at;
        return standing.length;
      },
      lapsed: async (at: Instant) =>
        [...permits.values()].filter((one) => unused(one) && one.expiresAt <= at),
      takeBack: async ({ id }: GivenPermit, { at }: { at: Instant }) => {
        const permit = permits.get(id)!;
        if (permit.consumedAt || permit.revokedAt) return false;
        permit.revokedAt = at;
        for (const one of under(id)) delete one.permitId;
        return true;
      },
      lettersWaiting: async () => [],
      mailingsWaiting: async () =>
        approved() && [...messages.values()].some((one) => one.permitId === undefined)
          ? [state.mailing.id]
          : [],
      singlesWaiting: async () => new Map<string, PermitItem[]>(),
      markReported: async (ids: readonly string[], at: Instant) => {
        for (const id of ids) permits.get(id)!.reportedAt = at;
      },
    },
    deliveries: {
      claim: async ({ limit, leaseSeconds, now: at }: ClaimRequest): Promise<Claim[]> => {
        const due = [...deliveries.values()].filter(
          (row) =>
            !state.stopped &&
            row.status === 'held' &&
            row.nextAt !== undefined &&
            row.nextAt <= at &&
            served(row) &&
            approved(),
        );
        return due.slice(0, limit).map((row) => {
          Object.assign(row, { status: 'claimed', leaseUntil: addSeconds(now(), leaseSeconds) });
          row.fence += 1;
          row.attempts += 1;
          const { messageId, recipient, attempts } = row;
          const permitId = messages.get(messageId)!.permitId!;
          return {
            messageId,
            recipient,
            attempts,
            fence: String(row.fence),
            permitId,
            mailingId: state.mailing.id,
          };
        });
      },
      ready: async (claim: Claim): Promise<Ready | undefined> => {
        const row = mine(claim);
        if (row?.status !== 'claimed' || !(row.leaseUntil! > now())) return undefined;
        const { raw, envelopeFrom, receivedAt, id } = messages.get(claim.messageId)!;
        return {
          raw,
          envelopeFrom,
          messageId: `<${id}>`,
          receivedAt: new Date(receivedAt),
          dsn: null,
          revoked: permitOf(row)?.revokedAt !== undefined,
          stopped: state.stopped,
          takenUpAt: new Date(permitOf(row)?.consumedAt ?? now()),
          againAt: null,
          standstills,
          toolActive: true,
          mailingStatus: state.mailing.status,
          approvedDigest: approvedDigest() ?? null,
        };
      },
      openData: async (claim: Claim, contentDigest: string, leaseSeconds: number) => {
        const row = mine(claim);
        const may =
          !state.stopped &&
          row?.status === 'claimed' &&
          row.leaseUntil! > now() &&
          served(row) &&
          approved() &&
          approvedDigest() === contentDigest;
        if (!may) return false;
        Object.assign(row, {
          status: 'data-opened',
          leaseUntil: addSeconds(now(), leaseSeconds),
        });
        opened(claim);
        return true;
      },
      settle: async (claim: Claim, settlement: Settlement) => {
        const row = mine(claim);
        const certain = settlement.status === 'accepted' || settlement.status === 'failed';
        const may =
          row &&
          (['claimed', 'data-opened'].includes(row.status) ||
            (certain && row.status === 'in-doubt'));
        if (!may) return false;
        row.status = settlement.status;
        delete row.leaseUntil;
        delete row.nextAt;
        if (settlement.status === 'held') row.nextAt = settlement.nextAt;
        return true;
      },
      giveBack: async (claims: readonly Claim[], nextAt: Instant) => {
        for (const claim of claims) {
          const row = mine(claim);
          if (row?.status !== 'claimed') continue;
          Object.assign(row, { status: 'held', nextAt });
          row.attempts -= 1;
          delete row.leaseUntil;
        }
      },
      takeBackExpired: async (at: Instant) => {
        const expired = [...deliveries.values()].filter(
          (row) => row.leaseUntil !== undefined && row.leaseUntil < now(),
        );
        const doubt = expired.filter((row) => row.status === 'data-opened');
        const again = expired.filter((row) => row.status === 'claimed');
        for (const row of doubt) row.status = 'in-doubt';
        for (const row of again) Object.assign(row, { status: 'held', nextAt: at });
        for (const row of expired) delete row.leaseUntil;
        return { retried: again.length, inDoubt: doubt.length };
      },
      returnStopped: async () => {
        const stopped = [...deliveries.values()].filter((row) => {
          if (row.status !== 'held') return false;
          const permit = permitOf(row);
          const other =
            approved() && permit !== undefined && permit.contentDigest !== approvedDigest();
          return ENDED.includes(state.mailing.status) || other;
        });
        for (const row of stopped) row.status = 'returned';
        return { returned: stopped.length, failed: [] };
      },
      finalBatches: async (): Promise<BatchResult[]> => [],
    },
  };
  return {
    store,
    messages,
    deliveries,
    permits,
    audit,
    get mailing() {
      return state.mailing;
    },
    set mailing(next: Mailing) {
      state.mailing = next;
    },
    /** The switch that stops everything that leaves. */
    get stopped() {
      return state.stopped;
    },
    set stopped(next: boolean) {
      if (next && !state.stopped) stoppedAt = now();
      if (!next && state.stopped) standstills.push({ from: stoppedAt, to: now() });
      state.stopped = next;
    },
    /** From now on what comes in is another letter. */
    changeLetter() {
      state.letter += 1;
    },
    onOpened(look: (claim: Claim) => void) {
      opened = look;
    },
    /** Keeps one message in one envelope. */
    hold(id: string, recipients: readonly string[], raw: Buffer) {
      messages.set(id, {
        id,
        envelopeFrom: 'a@b.example',
        recipients,
        digest: sha256(raw),
        raw,
        receivedAt: now(),
        letter: state.letter,
        order: (state.happened += 1),
      });
      for (const recipient of recipients) {
        deliveries.set(key(id, recipient), {
          messageId: id,
          recipient,
          status: 'held',
          attempts: 0,
          fence: 0,
        });
      }
    },
  };
}
