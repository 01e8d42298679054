import type { InputFault } from '../domain/input-fault.ts';
import type { Instant } from '../domain/instant.ts';
import type { PrintJobStatus } from '../domain/print-job.ts';
import type { PrintManifest } from '../domain/print-manifest.ts';
import type { PrintReceipt } from '../domain/print-receipt.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { Conflict } from './errors.ts';
import { given, type JsonObject, toInstant, toJson } from './json.ts';
import { jobOf, type PrintJob } from './print-job-row.ts';
import { printJobTakeBack } from './print-job-take-back.ts';
import { factsOf, isRefusedAs, line, type NewPrintJob, write } from './print-job-write.ts';
import { printLeftovers } from './print-leftover.ts';

export type { PrintJob } from './print-job-row.ts';
export type { NewPrintJob } from './print-job-write.ts';

/** Letters that are still on their way or have left: those of one batch, and of the whole mailing. */
export interface HandedIn {
  readonly batch: number;
  readonly mailing: number;
}

/** The jobs in one status. */
export interface PrintTally {
  readonly status: PrintJobStatus;
  readonly jobs: number;
  /** When the oldest of them was handed in. */
  readonly receivedAt?: Instant;
  /** When the first of them was released. */
  readonly releasedAt?: Instant;
}

/** A job that may not leave, or be printed, any more. */
export interface OvertakenJob extends PrintJob {
  readonly why: 'mailing-ended' | 'permit-revoked' | 'letter-changed';
}

/** All that was released of the letters of one batch is printed. */
export interface PrintedBatch {
  readonly mailingId: string;
  readonly batch: number;
  readonly printed: number;
  /** Letters of the whole batch. */
  readonly expected: number;
  readonly lastPrintedAt: Instant;
}

const COUNTED = ['held', 'released', 'printed'];

/** Print jobs; what they hold lies in the print areas. */
export function printJobStore(db: Db) {
  const step = (
    job: Pick<PrintJob, 'jobId' | 'mailingId' | 'batch'>,
    from: PrintJobStatus,
    data: object,
    action: string,
    provenance: Provenance,
    detail: JsonObject = {},
  ): Promise<boolean> =>
    db.transaction(async (q) => {
      const { count } = await q.printJob.updateMany({
        where: { jobId: job.jobId, status: from },
        data,
      });
      if (count > 0) await appendAudit(q, provenance, [line(action, job, detail)]);
      return count > 0;
    });

  return {
    ...printJobTakeBack(db),
    ...printLeftovers(db),

    find: (jobId: string): Promise<PrintJob | undefined> =>
      db.read(async (q) => {
        const row = await q.printJob.findUnique({ where: { jobId } });
        return row ? jobOf(row) : undefined;
      }),

    ofMailing: (mailingId: string): Promise<PrintJob[]> =>
      db.read(async (q) => {
        const rows = await q.printJob.findMany({
          where: { mailingId },
          orderBy: [{ batch: 'asc' }, { jobId: 'asc' }],
        });
        return rows.map(jobOf);
      }),

    /** The manifests of a mailing's jobs as they were written, by job; those that came in before these were kept have none. */
    manifestTexts: (mailingId: string): Promise<ReadonlyMap<string, string>> =>
      db.read(async (q) => {
        const rows = await q.printManifest.findMany({ where: { job: { mailingId } } });
        return new Map(rows.map(({ jobId, text }) => [jobId, text]));
      }),

    /** Jobs in a status, oldest first. */
    inStatus: (status: PrintJobStatus): Promise<PrintJob[]> =>
      db.read(async (q) => {
        const rows = await q.printJob.findMany({
          where: { status },
          orderBy: { receivedAt: 'asc' },
        });
        return rows.map(jobOf);
      }),

    /** How many jobs are in each status that any is in, and since when the oldest of them was handed in and released. */
    tally: (): Promise<PrintTally[]> =>
      db.read(async (q) => {
        const rows = await q.printJob.groupBy({
          by: ['status'],
          _count: true,
          _min: { receivedAt: true, releasedAt: true },
        });
        return rows.map(({ status, _count: jobs, _min: oldest }) => ({
          status: status as PrintJobStatus,
          jobs,
          ...given('receivedAt', oldest.receivedAt, toInstant),
          ...given('releasedAt', oldest.releasedAt, toInstant),
        }));
      }),

    /** The jobs that a permit is given for, in the order of their names. */
    underPermit: (permitId: string): Promise<PrintJob[]> =>
      db.read(async (q) => {
        const rows = await q.printJob.findMany({ where: { permitId }, orderBy: { jobId: 'asc' } });
        return rows.map(jobOf);
      }),

    handedIn: (manifest: PrintManifest): Promise<HandedIn> =>
      db.read(async (q) => {
        const { mailingId, batch, jobId } = manifest;
        const where = { mailingId, status: { in: COUNTED }, NOT: { jobId } };
        const sum = async (of: object) =>
          (await q.printJob.aggregate({ where: of, _sum: { addressCount: true } }))._sum
            .addressCount ?? 0;
        return { batch: await sum({ ...where, batch }), mailing: await sum(where) };
      }),

    /**
     * Writes down that the job is held; once more is nothing new.
     * @throws Conflict when another job of that name is or was here
     * @throws NotFound when there is no such mailing
     */
    hold: (job: NewPrintJob, provenance: Provenance): Promise<void> =>
      db.transaction(async (q) => {
        const before = await q.printJob.findUnique({ where: { jobId: job.manifest.jobId } });
        if (before && before.status !== 'refused') {
          if (before.manifestDigest === job.manifestDigest) return;
          throw new Conflict('There is another print job of this name.');
        }
        await write(q, job, { status: 'held' }, provenance);
        await appendAudit(q, provenance, [line('print-job-held', job.manifest, factsOf(job))]);
      }),

    /**
     * Writes down why the job goes back; once more is nothing new, and one that is held or has left stays as it is.
     * @throws NotFound when there is no such mailing
     */
    refuse: (
      job: NewPrintJob,
      reasons: readonly InputFault[],
      provenance: Provenance,
    ): Promise<void> =>
      db.transaction(async (q) => {
        const before = await q.printJob.findUnique({ where: { jobId: job.manifest.jobId } });
        if (before && (before.status !== 'refused' || isRefusedAs(before, job, reasons))) return;
        await write(q, job, { status: 'refused', reasons }, provenance);
        const detail = { ...factsOf(job), faults: reasons.length };
        await appendAudit(q, provenance, [
          { ...line('print-job-refused', job.manifest, detail), result: 'refused' },
        ]);
      }),

    /**
     * The job lies in the printer's area. False when it may not lie there after all (it was stopped meanwhile, or everything
     * was) or was noted before.
     */
    placed: (job: PrintJob, provenance: Provenance): Promise<boolean> =>
      db.transaction(async (q) => {
        const [gate] = await q.$queryRaw<{ open: boolean }[]>`select sluis_gate_is_open() as open`;
        if (!gate?.open) return false;
        const { count } = await q.printJob.updateMany({
          where: { jobId: job.jobId, status: 'released', placedAt: null },
          data: { placedAt: provenance.at },
        });
        if (count > 0) await appendAudit(q, provenance, [line('print-job-released', job)]);
        return count > 0;
      }),

    /** There is a receipt for it. False when it is not released; a repeat is nothing new. */
    printed: (job: PrintJob, receipt: PrintReceipt, provenance: Provenance): Promise<boolean> =>
      step(
        job,
        'released',
        { status: 'printed', receipt: toJson(receipt), printedAt: receipt.printedAt, text: '' },
        'print-job-printed',
        provenance,
      ),

    /** It was released and the printer is told not to print it. */
    stopped: (job: OvertakenJob, provenance: Provenance): Promise<boolean> =>
      step(
        job,
        'released',
        { status: 'stopped', endedAt: provenance.at, text: '' },
        'print-job-stopped',
        provenance,
        { why: job.why },
      ),

    /** Its mailing ended before it left. */
    returned: (job: PrintJob, provenance: Provenance): Promise<boolean> =>
      step(
        job,
        'held',
        { status: 'returned', endedAt: provenance.at, text: '' },
        'print-job-returned',
        provenance,
      ),

    /**
     * Jobs that are released although their permit was revoked or their letter was changed, and held ones whose mailing has
     * ended.
     */
    overtaken: (): Promise<OvertakenJob[]> =>
      db.read(async (q) => {
        const found = await q.$queryRaw<{ jobId: string; why: OvertakenJob['why'] }[]>`
          select j.job_id as "jobId", case when j.status = 'held' then 'mailing-ended'
            when p.revoked_at is not null then 'permit-revoked' else 'letter-changed' end as why
          from print_jobs j join mailings g on g.id = j.mailing_id left join permits p on p.id = j.permit_id
          where (j.status = 'held' and g.status in ('refused', 'withdrawn', 'evaluated'))
            or (j.status = 'released'
              and (p.revoked_at is not null or j.received_at < sluis_letter_since(j.mailing_id)))`;
        const whyOf = new Map(found.map(({ jobId, why }) => [jobId, why]));
        const rows = await q.printJob.findMany({ where: { jobId: { in: [...whyOf.keys()] } } });
        return rows.map((row) => ({ ...jobOf(row), why: whyOf.get(row.jobId)! }));
      }),

    /** Mailings that are approved and have print jobs without a permit. */
    mailingsWaiting: (): Promise<string[]> =>
      db.read(async (q) => {
        const rows = await q.mailing.findMany({
          where: {
            status: { in: ['signed-off', 'releasing', 'dispatched'] },
            printJobs: { some: { status: 'held', permitId: null } },
          },
          select: { id: true },
        });
        return rows.map(({ id }) => id);
      }),

    /** Batches of which no released job is without a receipt, and that were not reported. */
    printedBatches: (): Promise<PrintedBatch[]> =>
      db.read(async (q) => {
        const rows = await q.$queryRaw<(PrintedBatch & { lastPrintedAt: Date })[]>`
          select j.mailing_id as "mailingId", j.batch, max(p.batch_count)::int as expected,
            sum(j.address_count) filter (where j.status = 'printed')::int as printed,
            max(j.printed_at) as "lastPrintedAt"
          from print_jobs j join permits p on p.id = j.permit_id
          where j.status in ('released', 'printed')
          group by j.mailing_id, j.batch
          having bool_and(j.status = 'printed') and bool_or(p.reported_at is null)`;
        return rows.map((row) => ({ ...row, lastPrintedAt: toInstant(row.lastPrintedAt) }));
      }),

    /** Something that looks like a receipt was not taken; one line per file. */
    receiptRefused: (name: string, fault: string, provenance: Provenance): Promise<void> =>
      db.transaction(async (q) => {
        const told = {
          action: 'print-receipt-refused',
          objectType: 'print-receipt',
          objectId: name,
        };
        if ((await q.auditLine.count({ where: told })) > 0) return;
        await appendAudit(q, provenance, [{ ...told, result: 'refused', detail: { fault } }]);
      }),

    /** The mailing was told of the batch. */
    reported: ({ mailingId, batch }: PrintedBatch, at: Instant): Promise<void> =>
      db.read(async (q) => {
        await q.permit.updateMany({
          where: { mailingId, batch, channel: 'letter', reportedAt: null },
          data: { reportedAt: at },
        });
      }),
  };
}
