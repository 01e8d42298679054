import { type FailureReason, failureReason } from '../domain/failure-reason.ts';
import type { MailingStatus } from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';

/** What became of every e-mail of one mailing, once all of it has an end. */
export interface DeliveryReport {
  readonly mailingId: string;
  readonly status: MailingStatus;
  readonly accepted: number;
  readonly failed: number;
  /** Held until the mailing was stopped or changed; they never left. */
  readonly returned: number;
  /** Still so after three days; until then the report waits for two people to settle them. */
  readonly inDoubt: number;
  /** Of what failed. */
  readonly reasons: readonly { readonly reason: FailureReason; readonly count: number }[];
}

type Row = Omit<DeliveryReport, 'reasons'> & { readonly codes: Readonly<Record<string, number>> };

/** The one report that each mailing with e-mails ends in. */
export function deliveryReportStore(db: Db) {
  return {
    /** Mailings of which everything has an end and that were not reported yet. */
    due: (limit = 20): Promise<DeliveryReport[]> =>
      db.read(async (q) => {
        const rows = await q.$queryRaw<Row[]>`
          with ended as (
            select g.id, g.status from mailings g
            where g.status in ('dispatched', 'evaluated', 'refused', 'withdrawn')
              and not exists (select 1 from delivery_reports r where r.mailing_id = g.id)
              and exists (select 1 from held_messages m where m.mailing_id = g.id)
              and not exists (
                select 1 from held_messages m join deliveries d on d.message_id = m.id
                where m.mailing_id = g.id and (d.status in ('held', 'claimed', 'data-opened')
                  or (d.status = 'in-doubt' and d.updated_at > now() - interval '3 days')))
            limit ${limit}),
          counted as (
            select e.id, e.status, d.status as became,
              case when d.status = 'failed' then coalesce(substring(d.reply from '^[0-9]{3}( [0-9]\.[0-9]{1,3}\.[0-9]{1,3})?'), substring(d.reply from '^[0-9]{3}'), '') end as code,
              count(*)::int as n
            from ended e join held_messages m on m.mailing_id = e.id join deliveries d on d.message_id = m.id
            group by 1, 2, 3, 4)
          select id as "mailingId", status,
            coalesce(sum(n) filter (where became = 'accepted'), 0)::int as accepted,
            coalesce(sum(n) filter (where became = 'failed'), 0)::int as failed,
            coalesce(sum(n) filter (where became = 'returned'), 0)::int as returned,
            coalesce(sum(n) filter (where became = 'in-doubt'), 0)::int as "inDoubt",
            coalesce(jsonb_object_agg(code, n) filter (where code is not null), '{}') as codes
          from counted group by id, status`;
        return rows.map(({ codes, ...row }) => ({ ...row, reasons: reasonsIn(codes) }));
      }),

    /** Notes that the mailing was reported, so that it is not reported again. */
    record: async (
      { mailingId, accepted, failed, returned, inDoubt }: DeliveryReport,
      provenance: Provenance,
    ): Promise<void> => {
      await db.transaction(async (q) => {
        const counts = { accepted, failed, returned, inDoubt };
        const { count } = await q.deliveryReport.createMany({
          data: [{ mailingId, madeAt: provenance.at, ...counts }],
          skipDuplicates: true,
        });
        if (count === 0) return;
        await appendAudit(q, provenance, [
          {
            action: 'deliveries-reported',
            objectType: 'mailing',
            objectId: mailingId,
            detail: counts,
          },
        ]);
      });
    },
  };
}

function reasonsIn(codes: Readonly<Record<string, number>>): DeliveryReport['reasons'] {
  const counts = new Map<FailureReason, number>();
  for (const [code, count] of Object.entries(codes)) {
    const reason = failureReason(code);
    counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((left, right) => right.count - left.count);
}
