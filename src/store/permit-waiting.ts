import type { Instant } from '../domain/instant.ts';
import type { PermitItem } from '../domain/permit.ts';
import type { Db } from './db.ts';

/** A message that waits for a permit. */
export interface WaitingItem extends PermitItem {
  readonly receivedAt: Instant;
}

/** What still waits for a permit. */
export function permitWaiting(db: Db) {
  return {
    /**
     * Messages of the mailing that no permit covers, in an order that is the same every time and says nothing about
     * when they came: who is in which batch must not hang on who was handed in first. What came in before the letter was
     * changed is not among them: nobody has agreed to the old letter. Nor is what came in anew for somebody who got the
     * old one.
     */
    async waiting(mailingId: string): Promise<WaitingItem[]> {
      const rows = await db.read(
        (q) => q.$queryRaw<(PermitItem & { receivedAt: Date })[]>`
          with letter as materialized (select sluis_letter_since(${mailingId}::uuid) as since)
          select id, envelope_from as "envelopeFrom", recipients, digest, received_at as "receivedAt"
          from held_messages, letter
          where mailing_id = ${mailingId}::uuid and permit_id is null and (since is null or received_at >= since)
            and id not in (select message_id from sluis_served_before(${mailingId}::uuid))
          order by sha256(convert_to(mailing_id::text || id::text, 'UTF8'))`,
      );
      return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }));
    },

    /**
     * Addressees of the batch whose e-mail was returned under a permit that stands: it never left and never will, because
     * the mailing was changed. Their places are free for the new letter; not so those of whom it was in doubt once.
     */
    async returnedPlaces(mailingId: string, batch: number): Promise<number> {
      const [row] = await db.read(
        (q) => q.$queryRaw<{ places: number }[]>`
          select count(*)::int as places
          from permits p join held_messages m on m.permit_id = p.id join deliveries d on d.message_id = m.id
          where p.mailing_id = ${mailingId}::uuid and p.batch = ${batch} and p.channel = 'email'
            and p.revoked_at is null and d.status = 'returned' and d.again_at is null`,
      );
      return row?.places ?? 0;
    },

    /** Batches with letters that were let out and have no permit for them yet, because everything was stopped. */
    lettersWaiting: (): Promise<{ readonly mailingId: string; readonly batch: number }[]> =>
      db.read(
        (q) => q.$queryRaw<{ mailingId: string; batch: number }[]>`
          select g.id as "mailingId", (b ->> 'number')::int as batch
          from mailings g cross join jsonb_array_elements(g.state -> 'released') b
          where g.status in ('releasing', 'dispatched') and (b #>> '{audience,letter}')::int > 0
            and b #> '{reports,letter}' is null and not exists (
              select 1 from permits p
              where p.mailing_id = g.id and p.batch = (b ->> 'number')::int and p.channel = 'letter')`,
      ),

    /** Mailings that are approved and have messages without a permit. */
    async mailingsWaiting(): Promise<string[]> {
      const rows = await db.read(
        (q) => q.$queryRaw<{ id: string }[]>`
          select g.id from mailings g where g.status in ('signed-off', 'releasing', 'dispatched')
            and exists (select 1 from held_messages m where m.mailing_id = g.id and m.permit_id is null)`,
      );
      return rows.map((row) => row.id);
    },

    /**
     * Single mails that came in before `before` and were not found to be a mailing, by mail tool, at most `limit` of each.
     */
    async singlesWaiting(before: Instant, limit: number): Promise<Map<string, PermitItem[]>> {
      const rows = await db.read(
        (q) => q.$queryRaw<(PermitItem & { credentialId: string })[]>`
          select m.id, m.envelope_from as "envelopeFrom", m.recipients, m.digest, m.credential_id as "credentialId"
          from held_messages m join mail_credentials c on c.id = m.credential_id
          join unannounced_runs r on r.id = m.run_id
          where m.mailing_id is null and m.permit_id is null and m.received_at < ${before}::timestamptz
            and r.mailing_id is null and c.active and c.single_limit >= r.addressees
          order by m.received_at limit 5000`,
      );
      const byTool = new Map<string, PermitItem[]>();
      for (const { credentialId, ...item } of rows) {
        const items = byTool.get(credentialId) ?? [];
        if (items.length < limit) byTool.set(credentialId, [...items, item]);
      }
      return byTool;
    },
  };
}
