import { isDeepStrictEqual } from 'node:util';
import type { InputFault } from '../domain/input-fault.ts';
import type { PrintJobStatus } from '../domain/print-job.ts';
import type { AuditEntry, Provenance } from './audit-line.ts';
import type { Queries } from './db.ts';
import { NotFound } from './errors.ts';
import { type JsonObject, toJson } from './json.ts';
import type { PrintJob } from './print-job-row.ts';

/** A job as it was handed in. */
export interface NewPrintJob extends Pick<
  PrintJob,
  'manifest' | 'manifestDigest' | 'pages' | 'text'
> {
  /** manifest.json as it was written; kept beside the job, because its digest proves nothing without it. */
  readonly manifestText: string;
}

/** Writes the job as it is now, in place of one that was refused. @throws NotFound when there is no such mailing */
export async function write(
  q: Queries,
  { manifest, manifestText, manifestDigest, pages, text }: NewPrintJob,
  { status, reasons }: { status: PrintJobStatus; reasons?: readonly InputFault[] },
  { at }: Provenance,
): Promise<void> {
  const { jobId, mailingId, batch, addressCount } = manifest;
  const mailing = await q.mailing.findUnique({ where: { id: mailingId }, select: { id: true } });
  if (!mailing) throw new NotFound('mailing', mailingId);
  const data = {
    mailingId,
    batch,
    status,
    manifest: toJson(manifest),
    manifestDigest,
    addressCount,
    pages,
    // PostgreSQL has no text with a zero in it.
    text: text.replaceAll('\0', ''),
    ...(reasons && { reasons: reasonsJson(reasons) }),
    receivedAt: at,
  };
  // A job that was refused before is another one now.
  await q.printJob.deleteMany({ where: { jobId, status: 'refused' } });
  await q.printJob.create({ data: { jobId, ...data } });
  await q.printManifest.create({ data: { jobId, text: manifestText } });
}

/** Whether `before` is this job, refused for these reasons. */
export function isRefusedAs(
  before: { readonly manifestDigest: string; readonly reasons: unknown },
  { manifestDigest }: NewPrintJob,
  reasons: readonly InputFault[],
): boolean {
  return (
    before.manifestDigest === manifestDigest &&
    isDeepStrictEqual(before.reasons, reasonsJson(reasons))
  );
}

const reasonsJson = (reasons: readonly InputFault[]) =>
  reasons.map((one) => ({ path: one.path, text: { ...one.text } }));

/** What the audit log says of a job besides which one it is. */
export function factsOf(job: NewPrintJob): JsonObject {
  const { manifestDigest, manifestText, manifest, pages } = job;
  const manifestBytes = Buffer.byteLength(manifestText);
  return { manifestDigest, manifestBytes, addressCount: manifest.addressCount, pages };
}

/** The audit line of something that was done with a job. */
export function line(
  action: string,
  { jobId, mailingId, batch }: Pick<PrintJob, 'jobId' | 'mailingId' | 'batch'>,
  detail: JsonObject = {},
): AuditEntry {
  return {
    action,
    objectType: 'mailing',
    objectId: mailingId,
    detail: { jobId, batch, ...detail },
  };
}
