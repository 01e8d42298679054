import type { Logger } from 'pino';
import { SYSTEM } from '../../domain/actor.ts';
import { addSeconds, compareInstants, type Instant } from '../../domain/instant.ts';
import { readReceipt, receiptFault, type ReceiptFault } from '../../domain/print-receipt.ts';
import type { Store } from '../../store/client.ts';
import type { PrintedBatch } from '../../store/print-job.ts';
import type { Clock } from '../clock.ts';
import type { PrintArea } from './area.ts';
import { eachAlone } from './print-round.ts';
import { orFault } from './whole.ts';

export interface PrintReceiptsDeps {
  readonly store: Pick<Store, 'printJobs'>;
  readonly released: PrintArea;
  readonly printer: string;
  /**
   * Told once that all letters of a batch that were released are printed. Resolves when that was taken or can never be;
   * rejects to be asked again.
   */
  readonly reportPrinted: (batch: PrintedBatch) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Hours after the last receipt in which a batch that was handed in incomplete still waits for the rest. */
const CLOSE_AFTER_HOURS = 24;

/** Takes what the printer writes, and tells the mailing when a batch is printed. */
export function createPrintReceipts(deps: PrintReceiptsDeps) {
  const { store, released, printer, clock, logger } = deps;
  /** Receipts stay where they are, so that a second run of the printer's check finds them. */
  const known = new Set<string>();

  const take = async (name: string): Promise<ReceiptFault | 'being-written' | undefined> => {
    const text = await orFault(released.readReceipt(name));
    // It gets its name before its first one is taken away.
    if (text === 'several-names') return 'being-written';
    const receipt = readReceipt(text);
    if (!receipt) return 'not-a-receipt';
    const job = await store.printJobs.find(receipt.jobId);
    if (!job) return 'unknown-job';
    const fault = receiptFault(receipt, job, printer);
    if (fault || job.status === 'printed') return fault;
    const provenance = { actor: SYSTEM, origin: 'gateway' as const, at: clock() };
    const at = earliest(receipt.printedAt, clock());
    const taken = await store.printJobs.printed(job, { ...receipt, printedAt: at }, provenance);
    if (taken) logger.info({ jobId: job.jobId, mailingId: job.mailingId }, 'print job printed');
    return taken ? undefined : 'not-released';
  };

  return {
    async collect(): Promise<void> {
      for (const name of await released.receipts()) {
        if (known.has(name)) continue;
        const fault = await take(name);
        if (fault === 'being-written') continue;
        known.add(name);
        if (!fault) continue;
        logger.error({ receipt: name.slice(0, 100), fault }, 'receipt refused');
        await store.printJobs.receiptRefused(name.slice(0, 100), fault, {
          actor: SYSTEM,
          origin: 'gateway',
          at: clock(),
        });
      }
    },

    async report(): Promise<void> {
      const report = async (batch: PrintedBatch) => {
        const closesAt = addSeconds(batch.lastPrintedAt, CLOSE_AFTER_HOURS * 3600);
        const whole = batch.printed >= batch.expected;
        if (!whole && compareInstants(clock(), closesAt) < 0) return;
        await deps.reportPrinted(batch);
        await store.printJobs.reported(batch, clock());
      };
      await eachAlone(await store.printJobs.printedBatches(), report, { logger, step: 'report' });
    },
  };
}

/** A printer whose clock runs ahead prints nothing in the future. */
function earliest(one: Instant, other: Instant): Instant {
  return compareInstants(one, other) < 0 ? new Date(one).toISOString() : other;
}
