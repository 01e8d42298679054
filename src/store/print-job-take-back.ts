import { expiredBefore } from '../domain/print-cut-off.ts';
import { appendAudit } from './audit-append.ts';
import type { AuditEntry, Provenance } from './audit-line.ts';
import type { Db, Queries } from './db.ts';
import type { PrintJob } from './print-job-row.ts';
import { line } from './print-job-write.ts';

/** The department changes its mind about letters that have not left. */
export function printJobTakeBack(db: Db) {
  return {
    /**
     * Takes a held job back, for a reason. A permit that was given for it and not taken up is revoked, and the other jobs
     * under it wait for another one. One that lies with the printer is taken back when its permit has run out: nobody can
     * print it any more. False when the job has left or ended meanwhile; nothing changed then.
     */
    takeBack: (job: PrintJob, reason: string, provenance: Provenance): Promise<boolean> =>
      db.transaction(async (q) => {
        const before = new Date(expiredBefore(provenance.at));
        const unprinted = await q.printJob.updateMany({
          where: { jobId: job.jobId, status: 'released', permit: { expiresAt: { lt: before } } },
          data: { status: 'stopped', endedAt: provenance.at, text: '' },
        });
        if (unprinted.count > 0) {
          const detail = { why: 'permit-expired', reason };
          await appendAudit(q, provenance, [line('print-job-stopped', job, detail)]);
          return true;
        }
        const lapsed = await revokePermit(q, job, provenance);
        if (lapsed === 'taken-up') return false;
        const { count } = await q.printJob.updateMany({
          where: { jobId: job.jobId, status: 'held' },
          data: { status: 'returned', permitId: null, endedAt: provenance.at, text: '' },
        });
        if (count === 0) return false;
        await appendAudit(q, provenance, [
          ...lapsed,
          line('print-job-taken-back', job, { reason }),
        ]);
        return true;
      }),
  };
}

/** Revokes an open permit that holds the job and sets its jobs free; of this and its being taken up the first one wins. */
async function revokePermit(
  q: Queries,
  { jobId, mailingId, batch }: PrintJob,
  { at }: Provenance,
): Promise<AuditEntry[] | 'taken-up'> {
  const found = await q.printJob.findUnique({ where: { jobId }, include: { permit: true } });
  const permit = found?.permit;
  // One that was revoked or refused before opens nothing any more.
  if (!permit || (!permit.consumedAt && (permit.revokedAt ?? permit.refusal))) return [];
  const { count } = await q.permit.updateMany({
    where: { id: permit.id, consumedAt: null, revokedAt: null, refusal: null },
    data: { revokedAt: at },
  });
  if (count === 0) return 'taken-up';
  await q.printJob.updateMany({
    where: { permitId: permit.id, status: 'held' },
    data: { permitId: null },
  });
  const detail = { permitId: permit.id, batch, part: permit.part };
  return [{ action: 'permit-lapsed', objectType: 'mailing', objectId: mailingId, detail }];
}
