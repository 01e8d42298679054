import type { InputFault } from '../domain/input-fault.ts';
import type { Instant } from '../domain/instant.ts';
import type { PrintJobStatus } from '../domain/print-job.ts';
import type { PrintManifest } from '../domain/print-manifest.ts';
import type { PrintReceipt } from '../domain/print-receipt.ts';
import type { PrintJob as Row } from './generated/client.ts';
import { fromJson, given, toInstant } from './json.ts';

/** A folder of letters, and what has become of it. */
export interface PrintJob {
  readonly jobId: string;
  readonly mailingId: string;
  readonly batch: number;
  readonly status: PrintJobStatus;
  readonly manifest: PrintManifest;
  readonly manifestDigest: string;
  readonly addressCount: number;
  readonly pages: number;
  /** The first pages; empty when the job has ended. */
  readonly text: string;
  /** Of a refused one. */
  readonly reasons?: readonly InputFault[];
  readonly receivedAt: Instant;
  readonly permitId?: string;
  readonly releasedAt?: Instant;
  readonly placedAt?: Instant;
  readonly receipt?: PrintReceipt;
  readonly printedAt?: Instant;
  readonly endedAt?: Instant;
}

/** The job in a row. */
export function jobOf(row: Row): PrintJob {
  return {
    jobId: row.jobId,
    mailingId: row.mailingId,
    batch: row.batch,
    status: row.status as PrintJobStatus,
    manifest: fromJson<PrintManifest>(row.manifest),
    manifestDigest: row.manifestDigest,
    addressCount: row.addressCount,
    pages: row.pages,
    text: row.text,
    ...given('reasons', row.reasons, (reasons) => fromJson<InputFault[]>(reasons)),
    receivedAt: toInstant(row.receivedAt),
    ...given('permitId', row.permitId, String),
    ...given('releasedAt', row.releasedAt, toInstant),
    ...given('placedAt', row.placedAt, toInstant),
    ...given('receipt', row.receipt, (receipt) => fromJson<PrintReceipt>(receipt)),
    ...given('printedAt', row.printedAt, toInstant),
    ...given('endedAt', row.endedAt, toInstant),
  };
}
