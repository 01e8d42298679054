import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { Instant } from '../domain/instant.ts';
import type { MailingStatus } from '../domain/mailing.ts';
import { itemLeaf, type PermitItem } from '../domain/permit.ts';
import { queryPieces } from './pieces-query.ts';

/** What a sender asked about delivery reports (RFC 3461); handed on with the message. */
export interface DsnWishes {
  readonly ret?: string;
  readonly envid?: string;
  /** By recipient. */
  readonly notify?: { readonly [recipient: string]: readonly string[] };
}

/** One message in one envelope, as the gate received it. */
export interface NewHeldMessage {
  readonly id: string;
  readonly credentialId: string;
  readonly mailingId?: string | undefined;
  readonly messageId: string;
  readonly envelopeFrom: string;
  /** Sorted, without repeats. */
  readonly recipients: readonly string[];
  /** SHA-256 of `raw`, hexadecimal. */
  readonly digest: string;
  readonly dedupeKey: string;
  readonly raw: Uint8Array;
  readonly receivedAt: Instant;
  readonly dsn?: DsnWishes | undefined;
  /** Of a message that named no mailing: the run of alike ones it belongs to. */
  readonly runId?: string | undefined;
}

/** A held message with its bytes. */
export interface HeldMessage extends PermitItem {
  readonly raw: Uint8Array;
}

/** What the gate has for one mailing; numbers of messages and of their addressees. */
export interface AtGate {
  readonly messages: number;
  readonly addressees: number;
  /** Addressees of messages that no permit covers, for now or because nobody agreed to that letter. */
  readonly withoutPermit: number;
  /** Of those: addressees of messages from before the letter was changed, which never leave. */
  readonly outdated: number;
  /** Of those: addressees of messages that were handed in once more after the change, to the byte. */
  readonly repeated: number;
  /** Of `withoutPermit`: addressees of messages that came in anew, while one of them got the mailing before it was changed. */
  readonly servedBefore: number;
}

const INSERT = `
with input as (
  select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::int[], $10::int[], $11::timestamptz[], $12::jsonb[], $13::uuid[])
  as t (id, credential_id, mailing_id, message_id, envelope_from, recipients, digest, dedupe_key, start, bytes, received_at, dsn, run_id)
), stored as (
  insert into held_messages
    (id, credential_id, mailing_id, message_id, envelope_from, recipients, digest, dedupe_key, raw, bytes, received_at, dsn, run_id)
  select id, credential_id, mailing_id, message_id, envelope_from, recipients::text[], digest, dedupe_key,
    substring($14::bytea from start for bytes), bytes, received_at, dsn, run_id
  from input
  on conflict (dedupe_key) do nothing
  returning id, recipients, received_at
), made as (
  insert into deliveries (message_id, recipient, updated_at)
  select id, unnest(recipients), received_at from stored
)
select count(*)::int as stored from stored`;

/**
 * The messages of these keys. Of earlier ones, from before their letter was changed, it is noted that they came once more,
 * so that somebody who handed them in anew is told why they stay; the ids are those of messages that came just now. When
 * the letter is the same but dates or numbers were changed, what lies under the permit of before will be returned
 * (`leaving`), or was it (`returned`, by addressee): neither can leave any more.
 */
const REPEATED = `
with earlier as (
  select id, dedupe_key, mailing_id, permit_id, received_at from held_messages where dedupe_key = any($1)
), letters as (
  select mailing_id, sluis_letter_since(mailing_id) as since
  from (select distinct mailing_id from earlier where mailing_id is not null) m
), outdated as (
  select h.id from held_messages h join letters l on l.mailing_id = h.mailing_id
  where h.dedupe_key = any($1) and h.id <> all($3::uuid[]) and h.received_at < l.since and h.permit_id is null and h.purged_at is null
  order by h.dedupe_key for update of h
), noted as (
  update held_messages h set repeated_at = $2 from outdated o where h.id = o.id
), stopped as (
  select e.id, coalesce(array_agg(d.recipient order by d.recipient) filter (where d.status = 'returned' and d.again_at is null), '{}') as returned,
    bool_or(d.status = 'held' and p.content_digest <> (g.state #>> '{content,contentDigest}')) as leaving
  from earlier e join letters l on l.mailing_id = e.mailing_id join mailings g on g.id = e.mailing_id
    left join permits p on p.id = e.permit_id join deliveries d on d.message_id = e.id
  where e.id <> all($3::uuid[]) and (l.since is null or e.received_at >= l.since)
  group by e.id
)
select e.id, e.dedupe_key as "dedupeKey", coalesce(s.returned, '{}') as returned, coalesce(s.leaving, false) as leaving
from earlier e left join stopped s on s.id = e.id`;

/** An earlier message with the same key as one that came in, or that message itself. */
interface SameKey {
  readonly id: string;
  readonly dedupeKey: string;
  /** Addressees for whom it was returned, because the mailing was changed while its letter stayed the same. */
  readonly returned: readonly string[];
  /** It lies under a permit from before such a change and is about to be returned. */
  readonly leaving: boolean;
}

/**
 * Messages that the gate keeps. Written with plain SQL, because a whole batch of them goes in with one statement and
 * one commit.
 */
export function heldMessageStore(pool: Pool) {
  /**
   * Stores `messages` and answers the id under which each is kept, in the same order: that of an earlier message when it
   * is an exact repeat of it; undefined for a repeat of one that is about to be returned, which has to be handed in again
   * once that was done. When the promise resolves they are durable.
   */
  const hold = async (messages: readonly NewHeldMessage[]): Promise<(string | undefined)[]> => {
    // Everyone who inserts takes the keys in one order, so that two who have the same messages never wait for each other.
    const inOrder = messages.toSorted((a, b) => (a.dedupeKey < b.dedupeKey ? -1 : 1));
    const column = (pick: (message: NewHeldMessage) => string | number | null) =>
      arrayLiteral(inOrder.map(pick));
    let end = 1;
    const [answer] = await queryPieces<{ stored: number }>(pool, {
      name: 'hold-messages',
      text: INSERT,
      values: [
        column((m) => m.id),
        column((m) => m.credentialId),
        column((m) => m.mailingId ?? null),
        column((m) => m.messageId),
        column((m) => m.envelopeFrom),
        column((m) => arrayLiteral(m.recipients)),
        column((m) => m.digest),
        column((m) => m.dedupeKey),
        column(({ raw }) => (end += raw.length) - raw.length),
        column((m) => m.raw.length),
        column((m) => m.receivedAt),
        column((m) => (m.dsn ? JSON.stringify(m.dsn) : null)),
        column((m) => m.runId ?? null),
      ],
      pieces: inOrder.map((m) => m.raw),
    });
    if (answer?.stored === messages.length) return messages.map((message) => message.id);
    const { rows } = await pool.query<SameKey>(REPEATED, [
      inOrder.map((message) => message.dedupeKey),
      inOrder.at(-1)!.receivedAt,
      inOrder.map((message) => message.id),
    ]);
    const kept = new Map(rows.map((row) => [row.dedupeKey, row]));
    const anew = messages.flatMap((message) => afterReturn(message, kept.get(message.dedupeKey)!));
    const ids = new Map<string, string | undefined>();
    if (anew.length > 0) {
      const held = await hold(anew.map(({ message }) => message));
      anew.forEach(({ instead }, index) => ids.set(instead, held[index]));
    }
    return messages.map(({ dedupeKey }) => {
      const { id, leaving } = kept.get(dedupeKey)!;
      if (leaving) return undefined;
      return ids.has(dedupeKey) ? ids.get(dedupeKey) : id;
    });
  };
  return {
    hold,

    /** Whose mailing `id` is and where it stands, for the gate's intake; undefined when there is none. */
    async mailingOf(
      id: string,
    ): Promise<{ status: MailingStatus; departmentId: string } | undefined> {
      const { rows } = await pool.query<{ status: MailingStatus; departmentId: string }>({
        name: 'mailing-of',
        text: 'select status, department_id as "departmentId" from mailings where id = $1',
        values: [id],
      });
      return rows[0];
    },

    /** What the permit `permitId` binds, without bytes. */
    async itemsUnder(permitId: string): Promise<PermitItem[]> {
      const { rows } = await pool.query<PermitItem>(
        `select id, envelope_from as "envelopeFrom", recipients, digest
         from held_messages where permit_id = $1 order by id`,
        [permitId],
      );
      return rows;
    },

    /** What stands for each message in the digest of `permitId`, also of those that were purged. */
    async leavesUnder(permitId: string): Promise<{ id: string; leaf: string }[]> {
      const { rows } = await pool.query<PermitItem & { leaf: string | null }>(
        `select id, envelope_from as "envelopeFrom", recipients, digest, item_leaf as leaf
         from held_messages where permit_id = $1 order by id`,
        [permitId],
      );
      return rows.map((row) => ({ id: row.id, leaf: row.leaf ?? itemLeaf(row, sha256) }));
    },

    /** The messages under `permitId` with their bytes, `limit` at a time in order of id, after the id `after`. */
    async bytesUnder(permitId: string, after: string, limit: number): Promise<HeldMessage[]> {
      const { rows } = await pool.query<HeldMessage>(
        `select id, envelope_from as "envelopeFrom", recipients, digest, raw
         from held_messages where permit_id = $1 and id > $2 order by id limit $3`,
        [permitId, after, limit],
      );
      return rows;
    },

    /** Up to `limit` messages of the present letter that came in until `at`, the same ones every time, with their bytes. */
    async receivedBefore(mailingId: string, at: Instant, limit: number): Promise<HeldMessage[]> {
      const { rows } = await pool.query<HeldMessage>(
        `with letter as materialized (select sluis_letter_since($1::uuid) as since)
         select id, envelope_from as "envelopeFrom", recipients, digest, raw
         from held_messages, letter where mailing_id = $1::uuid and received_at <= $2 and (since is null or received_at >= since)
           and bytes > 0 and octet_length(raw) > 0
         order by seq limit $3`,
        [mailingId, at, limit],
      );
      return rows;
    },

    /** These messages with their bytes; those that do not exist are left out. */
    async bytesOf(ids: readonly string[]): Promise<HeldMessage[]> {
      const { rows } = await pool.query<HeldMessage>(
        `select id, envelope_from as "envelopeFrom", recipients, digest, raw
         from held_messages where id = any($1::uuid[])`,
        [ids],
      );
      return rows;
    },

    /** What was handed in for mailing `mailingId`, whether it left already or not. */
    async atGate(mailingId: string): Promise<AtGate> {
      const { rows } = await pool.query<AtGate>(
        `with letter as materialized (select sluis_letter_since($1::uuid) as since)
         select count(*)::int as messages, coalesce(sum(cardinality(recipients)), 0)::int as addressees,
           coalesce(sum(cardinality(recipients)) filter (where permit_id is null), 0)::int as "withoutPermit",
           coalesce(sum(cardinality(recipients)) filter (where permit_id is null and received_at < since), 0)::int as outdated,
           coalesce(sum(cardinality(recipients)) filter (where permit_id is null and received_at < since and repeated_at >= since), 0)::int as repeated,
           coalesce(sum(cardinality(recipients)) filter (where id in (select message_id from sluis_served_before($1::uuid))), 0)::int as "servedBefore"
         from held_messages, letter where mailing_id = $1`,
        [mailingId],
      );
      return rows[0]!;
    },
  };
}

/**
 * What is held of a message that repeats one that was returned: for those addressees, under a key of its own that every
 * further repeat leads to as well.
 */
function afterReturn(
  message: NewHeldMessage,
  { id, dedupeKey, returned, leaving }: SameKey,
): { readonly instead: string; readonly message: NewHeldMessage }[] {
  if (returned.length === 0 || leaving) return [];
  const key = sha256(Buffer.from(`${dedupeKey} ${id}`)).toString('hex');
  return [{ instead: dedupeKey, message: { ...message, recipients: returned, dedupeKey: key } }];
}

/** `values` as PostgreSQL writes an array; as text also arrays of different lengths fit in one column of input. */
function arrayLiteral(values: readonly (string | number | null)[]): string {
  return `{${values.map(elementLiteral).join(',')}}`;
}

function elementLiteral(value: string | number | null): string {
  if (value === null) return 'NULL';
  return typeof value === 'number' ? String(value) : `"${value.replace(/["\\]/g, '\\$&')}"`;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
