import type { Pool } from 'pg';
import type { Standstill } from '../domain/gate-stop.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailingStatus } from '../domain/mailing.ts';
import { type Claim, createClaim } from './delivery-claim.ts';
import type { DsnWishes } from './held-message.ts';

/** What a relay needs to serve a claim, read right before the transaction begins. */
export interface Ready {
  readonly raw: Uint8Array;
  readonly envelopeFrom: string;
  readonly messageId: string;
  readonly receivedAt: Date;
  readonly dsn: DsnWishes | null;
  readonly revoked: boolean;
  /** Whether everything that leaves is stopped. */
  readonly stopped: boolean;
  /** When the permit was taken up, and when everything was stopped since. */
  readonly takenUpAt: Date;
  /** When two people decided that it is sent again after all; null when nobody had to. */
  readonly againAt: Date | null;
  readonly standstills: readonly Standstill[];
  /** Whether the mail tool may still log in; what it sends as single mails stops with it. */
  readonly toolActive: boolean;
  /** null for a single mail. */
  readonly mailingStatus: MailingStatus | null;
  readonly approvedDigest: string | null;
}

/** How a claim ended. `held` goes back to be tried again at `nextAt`. */
export type Settlement =
  | { readonly status: 'accepted' | 'failed' | 'in-doubt'; readonly reply: string }
  | { readonly status: 'held'; readonly reply: string; readonly nextAt: Instant };

/** How many recipients were ended, of which mailings they could not be, and the last change of a mailing that was seen. */
export interface Returned {
  readonly returned: number;
  readonly failed: readonly { readonly mailingId: string; readonly error: unknown }[];
  readonly lastChange?: Instant;
}

/** Messages that can never leave: those of a mailing, or only those under one of its permits. */
interface Stopped {
  readonly mailingId: string;
  readonly permitId: string | null;
  readonly reply: string;
}

/** What became of the e-mails of one batch, all of them final. */
export interface BatchResult {
  readonly mailingId: string;
  readonly batch: number;
  readonly permitIds: readonly string[];
  readonly accepted: number;
  readonly failed: number;
  readonly inDoubt: number;
}

const MINE = 'message_id = $1 and recipient = $2 and fence = $3';
const keyOf = (claim: Claim) => [claim.messageId, claim.recipient, claim.fence];
const APPROVED = `('signed-off', 'releasing', 'dispatched')`;
const ENDED = `('evaluated', 'refused', 'withdrawn')`;
/** E-mail batches for which nothing lies here; what waits for a permit, or was kept from one by a stop, may still come. */
const EMPTY = `
  select g.id, (b ->> 'number')::int, '{}'::uuid[], 0, 0, 0
  from mailings g cross join jsonb_array_elements(g.state -> 'released') b
  where g.status in ('held', 'releasing') and (b #>> '{audience,email}')::int > 0 and b #> '{reports,email}' is null
    and (b ->> 'releasedAt')::timestamptz < $1
    and not exists (select 1 from gate_stops where resumed_at is null or resumed_at > $1)
    and not exists (select 1 from permits p
      where p.mailing_id = g.id and p.batch = (b ->> 'number')::int and p.channel = 'email' and p.revoked_at is null)
    and not exists (select 1 from held_messages m where m.mailing_id = g.id and m.permit_id is null)`;
const UTC = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** Joined to deliveries d; a single mail has no mailing g. */
const AROUND = `join held_messages m on m.id = d.message_id
           join permits p on p.id = m.permit_id
           join mail_credentials c on c.id = m.credential_id
           left join mailings g on g.id = m.mailing_id`;

/** Recipients of held messages, and the one relay at a time that may serve each. Leases run on the database's clock. */
export function deliveryStore(pool: Pool) {
  const changed = async (text: string, values: unknown[]) =>
    ((await pool.query(text, values)).rowCount ?? 0) > 0;
  return {
    claim: createClaim(pool),

    /** The message of `claim` and what decides whether it may leave; undefined when the claim is no longer ours. */
    async ready(claim: Claim): Promise<Ready | undefined> {
      const { rows } = await pool.query<Ready>({
        name: 'delivery-ready',
        text: `select m.raw, m.envelope_from as "envelopeFrom", m.message_id as "messageId",
             m.received_at as "receivedAt", m.dsn, p.revoked_at is not null as revoked,
             exists (select 1 from gate_stops where resumed_at is null) as stopped,
             p.consumed_at as "takenUpAt", d.again_at as "againAt",
             (select coalesce(jsonb_agg(jsonb_build_object('from', ${UTC('stopped_at')}, 'to', ${UTC('resumed_at')})), '[]')
              from gate_stops where resumed_at > p.consumed_at) as standstills,
             c.active as "toolActive", g.status as "mailingStatus",
             g.state #>> '{approval,covers,contentDigest}' as "approvedDigest"
           from deliveries d
           ${AROUND}
           where d.${MINE} and d.status = 'claimed' and d.lease_until > now() and p.consumed_at is not null`,
        values: keyOf(claim),
      });
      return rows[0];
    },

    /**
     * Records that the end of the data is about to be sent, and whether it may be: only while the claim is ours, the
     * gate is not stopped, the permit stands and the mailing is approved for `contentDigest`. After true, silence of the peer is in doubt.
     */
    async openData(claim: Claim, contentDigest: string, leaseSeconds: number): Promise<boolean> {
      return changed(
        `update deliveries d set status = 'data-opened', lease_until = now() + make_interval(secs => $5), updated_at = now()
         from held_messages m
           join permits p on p.id = m.permit_id
           join mail_credentials c on c.id = m.credential_id
           left join mailings g on g.id = m.mailing_id
         where d.${MINE} and d.status = 'claimed' and d.lease_until > now()
           and m.id = d.message_id and p.consumed_at is not null and p.revoked_at is null
           and case when p.mailing_id is null then c.active
             else g.status in ${APPROVED} and g.state #>> '{approval,covers,contentDigest}' = $4 end
           and sluis_gate_is_open()`,
        [...keyOf(claim), contentDigest, leaseSeconds],
      );
    },

    /**
     * Records how `claim` ended; false when it was no longer ours to say. A relay that slept past its lease may still
     * tell of a certain end: that is better than the doubt in which it was put.
     */
    async settle(claim: Claim, settlement: Settlement): Promise<boolean> {
      const { status, reply } = settlement;
      const certain = status === 'accepted' || status === 'failed';
      return changed(
        `update deliveries set status = $4, reply = $5, next_at = $6, lease_until = null, updated_at = now()
         where ${MINE} and (status in ('claimed', 'data-opened') or ($7 and status = 'in-doubt'))`,
        [...keyOf(claim), status, reply, status === 'held' ? settlement.nextAt : null, certain],
      );
    },

    /** Gives `claims` back as if they had not been claimed; those that are no longer ours stay as they are. */
    async giveBack(claims: readonly Claim[], nextAt: Instant): Promise<void> {
      await pool.query(
        `update deliveries d set status = 'held', attempts = d.attempts - 1, next_at = $4, lease_until = null, updated_at = now()
         from unnest($1::uuid[], $2::text[], $3::bigint[]) as mine (message_id, recipient, fence)
         where d.message_id = mine.message_id and d.recipient = mine.recipient and d.fence = mine.fence and d.status = 'claimed'`,
        [...columnsOf(claims), nextAt],
      );
    },

    /** Makes the leases of `claims` last `leaseSeconds` from now, where they have not run out. */
    async renew(claims: readonly Claim[], leaseSeconds: number): Promise<void> {
      await pool.query(
        `update deliveries d set lease_until = now() + make_interval(secs => $4)
         from unnest($1::uuid[], $2::text[], $3::bigint[]) as mine (message_id, recipient, fence)
         where d.message_id = mine.message_id and d.recipient = mine.recipient and d.fence = mine.fence
           and d.status in ('claimed', 'data-opened') and d.lease_until > now()`,
        [...columnsOf(claims), leaseSeconds],
      );
    },

    /** Takes back what a relay left behind: to be tried again before the data was opened, in doubt after it. */
    async takeBackExpired(now: Instant): Promise<{ retried: number; inDoubt: number }> {
      const doubt = await pool.query(
        `update deliveries set status = 'in-doubt', lease_until = null, updated_at = now(),
           reply = 'De verzending brak af na het laatste teken; onbekend of het is aangekomen'
         where status = 'data-opened' and lease_until < now()`,
      );
      const again = await pool.query(
        `update deliveries set status = 'held', next_at = $1, lease_until = null, updated_at = now()
         where status = 'claimed' and lease_until < now()`,
        [now],
      );
      return { retried: again.rowCount ?? 0, inDoubt: doubt.rowCount ?? 0 };
    },

    /**
     * Ends what can never leave any more, because its mailing has ended or is approved for other content. Looks at the
     * mailings that changed from `since` on, or at all of them when it is left out; a look at all costs as much as there
     * is held. Each mailing by itself: one that cannot be ended keeps no other from it.
     */
    async returnStopped(since?: Instant): Promise<Returned> {
      const { rows } = await pool.query<{ stopped: Stopped[] | null; lastChange: Date | null }>(
        `with changed as materialized (
           select id, status, updated_at, state #>> '{approval,covers,contentDigest}' as approved from mailings
           where ($1::timestamptz is null or updated_at >= $1) and (status in ${ENDED} or status in ${APPROVED})
         ), stopped as (
           select g.id as "mailingId", null::uuid as "permitId", 'De mailing is gestopt: ' || g.status as reply
           from changed g where g.status in ${ENDED} and exists (
             select 1 from held_messages m join deliveries d on d.message_id = m.id
             where m.mailing_id = g.id and d.status = 'held')
           union all
           select g.id, p.id, 'De mailing is daarna gewijzigd'
           from changed g join permits p on p.mailing_id = g.id
           where g.status in ${APPROVED} and p.content_digest <> g.approved and exists (
             select 1 from held_messages m join deliveries d on d.message_id = m.id
             where m.permit_id = p.id and d.status = 'held'))
         select (select jsonb_agg(to_jsonb(s)) from stopped s) as stopped, (select max(updated_at) from changed) as "lastChange"`,
        [since ?? null],
      );
      const [{ stopped, lastChange } = { stopped: null, lastChange: null }] = rows;
      const failed: Returned['failed'][number][] = [];
      let returned = 0;
      for (const { mailingId, permitId, reply } of stopped ?? []) {
        try {
          const { rowCount } = await pool.query(
            `update deliveries d set status = 'returned', next_at = null, updated_at = now(), reply = $2
             from held_messages m where m.id = d.message_id and d.status = 'held'
               and ${permitId === null ? 'm.mailing_id' : 'm.permit_id'} = $1::uuid`,
            [permitId ?? mailingId, reply],
          );
          returned += rowCount ?? 0;
        } catch (error) {
          failed.push({ mailingId, error });
        }
      }
      return { returned, failed, ...(lastChange && { lastChange: lastChange.toISOString() }) };
    },

    /**
     * Batches of which every e-mail is final and that were not reported yet. One that came in incomplete counts when
     * its last permit was given before `closedBefore`, and what was returned of it before that too; one for which nothing
     * came in at all, when it was let out before it. Somebody whose e-mail was returned and who got the new letter counts once.
     */
    async finalBatches(closedBefore: Instant): Promise<BatchResult[]> {
      const { rows } = await pool.query<BatchResult>(
        `with returned as (
           select p.id, count(*) as n, max(d.updated_at) as at
           from permits p join held_messages m on m.permit_id = p.id join deliveries d on d.message_id = m.id
           where p.channel = 'email' and p.mailing_id is not null and p.reported_at is null
             and d.status = 'returned' and d.again_at is null
           group by p.id
         ), open as (
           select p.mailing_id, p.batch, array_agg(p.id) as ids, max(p.batch_count) as places from permits p
           left join returned r on r.id = p.id
           where p.channel = 'email' and p.mailing_id is not null and p.reported_at is null and p.revoked_at is null
           group by p.mailing_id, p.batch
           having bool_and(p.consumed_at is not null)
             and (sum(p.count - coalesce(r.n, 0)) >= max(p.batch_count) or max(greatest(p.issued_at, r.at)) < $1))
         select o.mailing_id as "mailingId", o.batch, o.ids as "permitIds",
           count(*) filter (where d.status = 'accepted')::int as accepted,
           (count(*) filter (where d.status = 'failed') + least(count(*) filter (where d.status = 'returned'),
             greatest(0, o.places - count(*) filter (where d.status in ('accepted', 'failed', 'in-doubt')))))::int as failed,
           count(*) filter (where d.status = 'in-doubt')::int as "inDoubt"
         from open o join held_messages m on m.permit_id = any(o.ids) join deliveries d on d.message_id = m.id
         where not exists (select 1 from held_messages m2 join deliveries d2 on d2.message_id = m2.id
           where m2.permit_id = any(o.ids) and d2.status in ('held', 'claimed', 'data-opened'))
         group by o.mailing_id, o.batch, o.ids, o.places
         union all ${EMPTY}`,
        [closedBefore],
      );
      return rows;
    },
  };
}

function columnsOf(claims: readonly Claim[]) {
  return [
    claims.map((claim) => claim.messageId),
    claims.map((claim) => claim.recipient),
    claims.map((claim) => claim.fence),
  ];
}
