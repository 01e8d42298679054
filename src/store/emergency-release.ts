import type { PersonId } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import type { Db } from './db.ts';

/** A mailing that two people let out without sign-off, as the audit chain has it. */
export interface EmergencyRelease {
  readonly mailingId: string;
  readonly title: string;
  readonly departmentName: string;
  readonly releasedAt: Instant;
  readonly askedBy?: PersonId;
  readonly confirmedBy: PersonId;
  readonly addressees: number;
  /** Stands with the mailing and not in the chain: it is gone when the mailing was withdrawn or approved anew. */
  readonly reason?: string;
}

interface Row extends Omit<EmergencyRelease, 'askedBy' | 'releasedAt' | 'reason'> {
  readonly releasedAt: Date;
  readonly askedBy: string | null;
  readonly reason: string | null;
}

/** Emergency releases. They are read from the audit chain, so that none can be left out. */
export function emergencyReleaseStore(db: Db) {
  return {
    /** From `from` until before `until`, the first one first. */
    between: (from: Instant, until: Instant): Promise<EmergencyRelease[]> =>
      db.read(async (q) => {
        const rows = await q.$queryRaw<Row[]>`
          select l.object_id as "mailingId", g.title, d.name as "departmentName", l.at as "releasedAt",
            l.actor as "confirmedBy", asked.actor as "askedBy",
            coalesce((select sum((b #>> '{audience,letter}')::int + (b #>> '{audience,email}')::int + (b #>> '{audience,portal}')::int)
              from jsonb_array_elements(l.detail #> '{plan,batches}') b), 0)::int as addressees,
            case when g.state #>> '{approval,type}' = 'emergency' and (g.state #>> '{approval,at}')::timestamptz = l.at
              then g.state #>> '{approval,reason}' end as reason
          from audit_lines l
          join mailings g on g.id = l.object_id::uuid
          join departments d on d.id = g.department_id
          left join lateral (
            select r.actor from audit_lines r
            where r.object_type = 'mailing' and r.object_id = l.object_id and r.action = 'emergency-requested' and r.seq < l.seq
            order by r.seq desc limit 1) asked on true
          where l.object_type = 'mailing' and l.action = 'emergency-released'
            and l.at >= ${from}::timestamptz and l.at < ${until}::timestamptz
          order by l.seq`;
        return rows.map(({ askedBy, reason, releasedAt, ...row }) => ({
          ...row,
          releasedAt: releasedAt.toISOString(),
          ...(askedBy !== null && { askedBy }),
          ...(reason !== null && { reason }),
        }));
      }),

    /** When the mailing was let out in emergency last; undefined when it never was. */
    ofMailing: (mailingId: string): Promise<Instant | undefined> =>
      db.read(async (q) => {
        const line = await q.auditLine.findFirst({
          where: { objectType: 'mailing', objectId: mailingId, action: 'emergency-released' },
          orderBy: { seq: 'desc' },
          select: { at: true },
        });
        return line?.at.toISOString();
      }),
  };
}
