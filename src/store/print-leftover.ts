import type { Instant } from '../domain/instant.ts';
import { NEEDS_FILES } from '../domain/print-job.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { jobOf, type PrintJob } from './print-job-row.ts';

/** What lies in the held area, by the name of its job and the first digits of its manifest's digest. */
export interface HeldFolder {
  readonly folder: string;
  readonly jobId: string;
  readonly digestStart: string;
}

/** What lies in the held area, laid beside what is written down. */
export function printLeftovers(db: Db) {
  return {
    /** The jobs of these names, by name. */
    named: (jobIds: readonly string[]): Promise<ReadonlyMap<string, PrintJob>> =>
      db.read(async (q) => {
        const rows = await q.printJob.findMany({ where: { jobId: { in: [...jobIds] } } });
        return new Map(rows.map((row) => [row.jobId, jobOf(row)]));
      }),

    /**
     * Writes down that a folder that no job needs goes away; once more is nothing new. False when a job needs it after
     * all: nothing is written then, and it stays.
     */
    leftoverRemoved: (
      { folder, jobId, digestStart }: HeldFolder,
      lyingSince: Instant,
      provenance: Provenance,
    ): Promise<boolean> =>
      db.transaction(async (q) => {
        const needed = await q.printJob.count({
          where: {
            jobId,
            manifestDigest: { startsWith: digestStart },
            status: { in: [...NEEDS_FILES] },
          },
        });
        if (needed > 0) return false;
        const told = {
          action: 'print-leftover-removed',
          objectType: 'print-leftover',
          objectId: folder,
        };
        const same = { ...told, detail: { path: ['lyingSince'], equals: lyingSince } };
        if ((await q.auditLine.count({ where: same })) === 0) {
          await appendAudit(q, provenance, [{ ...told, detail: { jobId, lyingSince } }]);
        }
        return true;
      }),
  };
}
