import type { Instant } from '../domain/instant.ts';
import { type Permit, type PermitChannel, singleMailTool } from '../domain/permit.ts';
import { appendAudit } from './audit-append.ts';
import type { AuditEntry, Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { Conflict, NotFound } from './errors.ts';
import type { JsonObject } from './json.ts';
import { listen } from './news.ts';
import { given, type GivenPermit } from './permit-row.ts';
import { permitWaiting } from './permit-waiting.ts';

export type { WaitingItem } from './permit-waiting.ts';
export type { GivenPermit } from './permit-row.ts';

/** Permits, the messages they bind, and their one use. `url` is that of the database, for listening to news. */
export function permitStore(db: Db, url: string) {
  return {
    ...permitWaiting(db),

    /** Calls `onNews` when a permit is given, used or revoked; see listen in news.ts. Returns what ends it. */
    listen: (onNews: () => void) => listen(url, 'sluis_permits', onNews),

    /** @throws NotFound */
    async find(id: string): Promise<GivenPermit> {
      const row = await db.read((q) => q.permit.findUnique({ where: { id } }));
      if (!row) throw new NotFound('permit', id);
      return given(row);
    },

    /** The permits of one channel of one batch, first part first. */
    async ofBatch(
      mailingId: string,
      batch: number,
      channel: PermitChannel,
    ): Promise<GivenPermit[]> {
      const rows = await db.read((q) =>
        q.permit.findMany({ where: { mailingId, batch, channel }, orderBy: { part: 'asc' } }),
      );
      return rows.map(given);
    },

    /** All permits of a mailing, oldest first: the evidence of what was let out. */
    async ofMailing(mailingId: string): Promise<GivenPermit[]> {
      const rows = await db.read((q) =>
        q.permit.findMany({ where: { mailingId }, orderBy: { issuedAt: 'asc' } }),
      );
      return rows.map(given);
    },

    /**
     * Records `permit` and binds the messages and print jobs to it, all or nothing.
     * @throws Conflict when one of them is bound already, or this part of the batch was given before
     */
    async issue(
      permit: Permit,
      jws: string,
      messageIds: readonly string[],
      provenance: Provenance,
      printJobIds: readonly string[] = [],
    ): Promise<void> {
      const credentialId = singleMailTool(permit.mailingId);
      await db.transaction(async (q) => {
        const made = await q.permit.createMany({
          data: [
            {
              id: permit.id,
              ...ownerOf(permit.mailingId),
              batch: permit.batch,
              channel: permit.channel,
              part: permit.part,
              jws,
              count: permit.count,
              batchCount: permit.batchCount,
              contentDigest: permit.contentDigest,
              issuedAt: provenance.at,
              expiresAt: permit.expiresAt,
            },
          ],
          skipDuplicates: true,
        });
        const bound = await q.heldMessage.updateMany({
          where: {
            id: { in: [...messageIds] },
            permitId: null,
            ...(credentialId ? { mailingId: null, credentialId } : { mailingId: permit.mailingId }),
          },
          data: { permitId: permit.id },
        });
        const jobs = await q.printJob.updateMany({
          where: {
            jobId: { in: [...printJobIds] },
            permitId: null,
            status: 'held',
            ...(!credentialId && { mailingId: permit.mailingId, batch: permit.batch }),
          },
          data: { permitId: permit.id },
        });
        const all = bound.count === messageIds.length && jobs.count === printJobIds.length;
        if (made.count !== 1 || !all) {
          throw new Conflict('These messages have a permit already; look again.');
        }
        const { batch, channel, part, count, digest } = permit;
        const detail = { permitId: permit.id, batch, channel, part, count, digest };
        await appendAudit(q, provenance, [line('permit-issued', permit.mailingId, detail)]);
      });
    },

    /** Permits for the gateway that can still be taken up at `now`, oldest first; of letters those for print jobs. */
    async open(now: Instant, channel: PermitChannel = 'email'): Promise<GivenPermit[]> {
      const rows = await db.read((q) =>
        q.permit.findMany({
          where: { ...UNUSED, ...BEHIND[channel], expiresAt: { gt: now } },
          orderBy: { issuedAt: 'asc' },
        }),
      );
      return rows.map(given);
    },

    /**
     * Uses up the permit and lets its recipients be served and its print jobs go from `now`, in one transaction; false
     * when it was used, revoked, refused or has expired or the gate is stopped, and then nothing changed.
     */
    async consume(
      { id, mailingId, batch, part }: GivenPermit,
      provenance: Provenance,
    ): Promise<boolean> {
      const now = provenance.at;
      return db.transaction(async (q) => {
        const [gate] = await q.$queryRaw<{ open: boolean }[]>`select sluis_gate_is_open() as open`;
        if (!gate?.open) return false;
        const { count } = await q.permit.updateMany({
          where: { ...UNUSED, OR: [...GATED], id, expiresAt: { gt: now } },
          data: { consumedAt: now },
        });
        if (count !== 1) return false;
        await q.printJob.updateMany({
          where: { permitId: id, status: 'held' },
          data: { status: 'released', releasedAt: now },
        });
        await q.$executeRaw`
          update deliveries d set next_at = ${now}::timestamptz, updated_at = now() from held_messages m
          where m.id = d.message_id and m.permit_id = ${id}::uuid and d.status = 'held'`;
        const detail = { permitId: id, batch, part };
        await appendAudit(q, provenance, [line('permit-consumed', mailingId, detail)]);
        return true;
      });
    },

    /** Notes why the gate will never open for the permit. */
    async refuse(
      { id, mailingId, batch, part }: GivenPermit,
      refusal: string,
      provenance: Provenance,
    ): Promise<void> {
      await db.transaction(async (q) => {
        const { count } = await q.permit.updateMany({
          where: { id, ...UNUSED },
          data: { refusal },
        });
        if (count === 0) return;
        const detail = { permitId: id, batch, part, refusal };
        await appendAudit(q, provenance, [
          { ...line('permit-refused', mailingId, detail), result: 'refused' },
        ]);
      });
    },

    /** Revokes every permit of the mailing: nothing begins to leave under one any more. Answers how many. */
    async revokeAll(mailingId: string, provenance: Provenance): Promise<number> {
      return db.transaction(async (q) => {
        const { count } = await q.permit.updateMany({
          where: { mailingId, revokedAt: null },
          data: { revokedAt: provenance.at },
        });
        if (count > 0) {
          await appendAudit(q, provenance, [line('permits-revoked', mailingId, { count })]);
        }
        return count;
      });
    },

    /** Permits for the gateway that were never taken up and no longer can be. */
    async lapsed(now: Instant): Promise<GivenPermit[]> {
      const rows = await db.read((q) =>
        q.permit.findMany({ where: { ...UNUSED, OR: [...GATED], expiresAt: { lte: now } } }),
      );
      return rows.map(given);
    },

    /** Revokes a permit that was never taken up and sets its messages free for another; false when it was taken up after all. */
    async takeBack(
      { id, mailingId, batch, part }: GivenPermit,
      provenance: Provenance,
    ): Promise<boolean> {
      return db.transaction(async (q) => {
        const { count } = await q.permit.updateMany({
          where: { id, consumedAt: null, revokedAt: null },
          data: { revokedAt: provenance.at },
        });
        if (count === 0) return false;
        await q.heldMessage.updateMany({ where: { permitId: id }, data: { permitId: null } });
        await q.printJob.updateMany({
          where: { permitId: id, status: 'held' },
          data: { permitId: null },
        });
        const detail = { permitId: id, batch, part };
        await appendAudit(q, provenance, [line('permit-lapsed', mailingId, detail)]);
        return true;
      });
    },

    /** Notes that the results of these permits were reported, so that they are not reported again. */
    async markReported(ids: readonly string[], at: Instant): Promise<void> {
      await db.transaction((q) =>
        q.permit.updateMany({ where: { id: { in: [...ids] } }, data: { reportedAt: at } }),
      );
    },
  };
}

const UNUSED = { consumedAt: null, revokedAt: null, refusal: null };
/** What a permit must be to open a gate of ours: letters that are handed over elsewhere leave without us. */
const BEHIND = {
  email: { channel: 'email' },
  letter: { channel: 'letter', printJobs: { some: {} } },
} as const;
/** Permits for the gateway that can be taken up, as far as their time allows. */
const GATED = [BEHIND.email, BEHIND.letter];

function line(action: string, mailingId: string, detail: JsonObject): AuditEntry {
  const tool = singleMailTool(mailingId);
  return tool === undefined
    ? { action, objectType: 'mailing', objectId: mailingId, detail }
    : { action, objectType: 'mail-credential', objectId: tool, detail };
}

function ownerOf(mailingId: string): { mailingId: string } | { credentialId: string } {
  const credentialId = singleMailTool(mailingId);
  return credentialId === undefined ? { mailingId } : { credentialId };
}
