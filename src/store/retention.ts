import { createHash } from 'node:crypto';
import type { Instant } from '../domain/instant.ts';
import { itemLeaf, type PermitItem } from '../domain/permit.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db, Queries } from './db.ts';
import type { RetentionRun as Row } from './generated/client.ts';
import { toInstant } from './json.ts';

/** What lies at the gate of one mailing, with letters and addresses; without a mailing: single mails. */
export interface KeptMessages {
  readonly mailingId?: string;
  readonly title?: string;
  readonly messages: number;
  readonly addressees: number;
  readonly bytes: number;
  /** When the last of it came to its end; the term begins here. */
  readonly endedAt: Instant;
}

/** What was purged. */
export interface Purged {
  readonly messages: number;
  readonly addressees: number;
  readonly bytes: number;
}

/** One run of the retention job. */
export interface RetentionRun extends Purged {
  readonly id: string;
  readonly startedAt: Instant;
  /** Absent while it runs, or when it broke off. */
  readonly finishedAt?: Instant;
  readonly mailings: number;
  readonly requests: number;
  /** Of which the first pages were emptied. */
  readonly printJobs: number;
}

interface KeptRow extends Omit<KeptMessages, 'mailingId' | 'title' | 'endedAt'> {
  readonly mailingId: string | null;
  readonly title: string | null;
  readonly endedAt: Date;
}

const NOTHING: Purged = { messages: 0, addressees: 0, bytes: 0 };
/** Bodies are emptied so many at a time, each part with its line in the audit chain. */
const PART = 2_000;

/** Personal data that is past its term, and the job that takes it away. */
export function retentionStore(db: Db) {
  return {
    /**
     * What has come to its end and still lies at the gate, the oldest first: of mailings all of whose messages have an
     * end that was reported, and of single mails. What is held, in doubt or unreported is not among it.
     */
    kept: (): Promise<KeptMessages[]> =>
      db.read(async (q) => {
        const rows = await q.$queryRaw<KeptRow[]>`
          with one as (
            select m.id, m.mailing_id, m.bytes, cardinality(m.recipients) as addressees, max(d.updated_at) as ended_at,
              bool_and(d.status in ('accepted', 'failed', 'returned')) as ended
            from held_messages m join deliveries d on d.message_id = m.id
            where m.purged_at is null group by m.id)
          select o.mailing_id as "mailingId", g.title, count(*)::int as messages, sum(o.addressees)::int as addressees,
            sum(o.bytes)::float8 as bytes, max(o.ended_at) as "endedAt"
          from one o left join mailings g on g.id = o.mailing_id
          where o.mailing_id is not null or o.ended
          group by o.mailing_id, g.title, g.status, case when o.mailing_id is null then date_trunc('day', o.ended_at) end
          having o.mailing_id is null or (bool_and(o.ended) and g.status in ('dispatched', 'evaluated', 'refused', 'withdrawn')
            and exists (select 1 from delivery_reports r where r.mailing_id = o.mailing_id))
          order by "endedAt"`;
        return rows.map(({ mailingId, title, endedAt, ...counts }) => ({
          ...counts,
          endedAt: toInstant(endedAt),
          ...(mailingId !== null && { mailingId }),
          ...(title !== null && { title }),
        }));
      }),

    /**
     * Empties letters and addresses of one mailing, or of single mails that ended before `before`. What was sent can
     * still be proved: for each message the leaf of its permit's digest stays, and so do its counts.
     * @throws ConstraintViolated when one of them has no end after all
     */
    async purge(
      what: { readonly mailingId: string } | { readonly singlesBefore: Instant },
      provenance: Provenance,
    ): Promise<Purged> {
      let total = NOTHING;
      for (;;) {
        const part = await db.transaction((q) => purgePart(q, what, provenance));
        if (part.messages === 0) return total;
        total = sum(total, part);
      }
    },

    /**
     * Empties the first pages of print jobs that went back before `before`, or were with the printer by then without a
     * receipt, of a mailing that left all the same. Answers how many. What is held still waits; what ended has none.
     */
    purgePrintTexts: (before: Instant, provenance: Provenance): Promise<number> =>
      db.transaction(async (q) => {
        const rows = await q.$queryRaw<{ mailingId: string; jobs: number }[]>`
          with emptied as (
            update print_jobs j set text = '' from mailings g
            where g.id = j.mailing_id and j.text <> '' and (
              j.status = 'refused' and j.received_at < ${before}::timestamptz
              or j.status = 'released' and j.released_at < ${before}::timestamptz
                and g.status in ('dispatched', 'evaluated', 'refused', 'withdrawn'))
            returning j.mailing_id)
          select mailing_id as "mailingId", count(*)::int as jobs from emptied group by mailing_id order by mailing_id`;
        const lines = rows.map(({ mailingId, jobs }) => ({
          action: 'print-texts-purged',
          objectType: 'mailing',
          objectId: mailingId,
          detail: { jobs },
        }));
        await appendAudit(q, provenance, lines);
        return rows.reduce((all, { jobs }) => all + jobs, 0);
      }),

    /** Notes that a run began. */
    begin: async (id: string, at: Instant): Promise<void> => {
      await db.transaction((q) => q.retentionRun.create({ data: { id, startedAt: at } }));
    },

    /** Notes what a run did, with its line in the audit chain. */
    finish: async (
      { id, startedAt: _, finishedAt, ...counts }: RetentionRun,
      provenance: Provenance,
    ): Promise<void> => {
      await db.transaction(async (q) => {
        await q.retentionRun.update({
          where: { id },
          data: { ...counts, finishedAt: finishedAt ?? provenance.at },
        });
        await appendAudit(q, provenance, [
          { action: 'retention-run', objectType: 'retention', objectId: id, detail: counts },
        ]);
      });
    },

    /** The last runs, the latest first. */
    runs: (limit: number): Promise<RetentionRun[]> =>
      db.read(async (q) => {
        const rows = await q.retentionRun.findMany({ orderBy: { startedAt: 'desc' }, take: limit });
        return rows.map(runOf);
      }),
  };
}

async function purgePart(
  q: Queries,
  what: { readonly mailingId: string } | { readonly singlesBefore: Instant },
  provenance: Provenance,
): Promise<Purged> {
  const mailingId = 'mailingId' in what ? what.mailingId : null;
  const before = 'singlesBefore' in what ? what.singlesBefore : null;
  const rows = await q.$queryRaw<(PermitItem & { bytes: number })[]>`
    select m.id, m.envelope_from as "envelopeFrom", m.recipients, m.digest, m.bytes
    from held_messages m
    where m.purged_at is null and case when ${mailingId}::uuid is not null then m.mailing_id = ${mailingId}::uuid
      else m.mailing_id is null and not exists (
        select 1 from deliveries d where d.message_id = m.id
          and (d.status not in ('accepted', 'failed', 'returned') or d.updated_at >= ${before}::timestamptz)) end
    order by m.id limit ${PART} for update of m`;
  if (rows.length === 0) return NOTHING;
  const leaves = rows.map((row) => itemLeaf(row, sha256));
  const ids = rows.map(({ id }) => id);
  await q.$executeRaw`
    update held_messages m set raw = '', message_id = '', envelope_from = '', dsn = null,
      recipients = array(select '#' || n from generate_series(1, cardinality(m.recipients)) n),
      digest = given.leaf, item_leaf = given.leaf, purged_at = ${provenance.at}::timestamptz
    from unnest(${ids}::uuid[], ${leaves}::text[]) as given (id, leaf) where m.id = given.id`;
  await q.$executeRaw`
    update deliveries d set recipient = numbered.place, reply = substring(d.reply from '^[0-9]{3}')
    from (select message_id, recipient, '#' || row_number() over (partition by message_id order by recipient) as place
      from deliveries where message_id = any(${ids}::uuid[])) numbered
    where d.message_id = numbered.message_id and d.recipient = numbered.recipient`;
  const purged = rows.reduce(
    (total, { recipients, bytes }) =>
      sum(total, { messages: 1, addressees: recipients.length, bytes }),
    NOTHING,
  );
  await appendAudit(q, provenance, [
    {
      action: 'messages-purged',
      ...(mailingId === null
        ? { objectType: 'retention', objectId: 'single-mails' }
        : { objectType: 'mailing', objectId: mailingId }),
      detail: { ...purged },
    },
  ]);
  return purged;
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

function sum(left: Purged, right: Purged): Purged {
  return {
    messages: left.messages + right.messages,
    addressees: left.addressees + right.addressees,
    bytes: left.bytes + right.bytes,
  };
}

function runOf(row: Row): RetentionRun {
  const { startedAt, finishedAt, bytes, ...counts } = row;
  return {
    ...counts,
    bytes: Number(bytes),
    startedAt: toInstant(startedAt),
    ...(finishedAt && { finishedAt: toInstant(finishedAt) }),
  };
}
