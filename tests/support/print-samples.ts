import { createHash } from 'node:crypto';
import { permitActivities } from '../../src/activities/permit.ts';
import type { PermitSigner } from '../../src/activities/permit-signer.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import type { PrintReceipt } from '../../src/domain/print-receipt.ts';
import type { Store } from '../../src/store/client.ts';
import type { PrintJob } from '../../src/store/print-job.ts';
import { aHeldMailing, provenance, record } from './builders/store-rows.ts';

/** As PRINTER_ID is when nobody sets it. */
export const SAMPLE_PRINTER = 'printer';
/** Long enough ago to be past every cut-off time, holidays or not. */
export const LONG_AGO_SECONDS = 12 * 86_400;

/** A print job as the gateway writes down that it is held. */
export function newPrintJob(mailingId: string, jobId: string, letters: number, text = '') {
  const manifest = {
    format: 'sluis-print-job/1',
    jobId,
    mailingId,
    batch: 1,
    addressCount: letters,
    postage: 'two-days',
    files: [{ name: 'brieven.pdf', sha256: 'a'.repeat(64), bytes: 40_000, pages: letters * 2 }],
  } as const;
  const manifestText = `${JSON.stringify(manifest, undefined, 2)}\n`;
  const manifestDigest = createHash('sha256').update(manifestText).digest('hex');
  return { manifest, manifestText, manifestDigest, pages: letters * 2, text };
}

/** A job that was handed in an hour before `at`, and let out at `at` by worker and gateway. */
export async function releasedPrintJob(
  { store, signer }: { readonly store: Store; readonly signer: PermitSigner },
  { at, ...job }: { mailingId: string; jobId: string; letters: number; text?: string; at: string },
): Promise<PrintJob> {
  const { mailingId, jobId } = job;
  await store.printJobs.hold(
    newPrintJob(mailingId, jobId, job.letters, job.text),
    provenance({ at: addSeconds(at, -3600) }),
  );
  const permits = permitActivities({
    store,
    signer,
    clock: () => at,
    lateCheck: async () => new Set(),
  });
  const before = await store.permits.ofBatch(mailingId, 1, 'letter');
  if (before.length === 0) await permits.issuePermit({ mailingId, batch: 1 });
  else await permits.issueSupplementaryPermits();
  const open = (await store.permits.open(at, 'letter')).filter((one) => one.mailingId === mailingId); // prettier-ignore
  for (const given of open) await store.permits.consume(given, provenance({ at }));
  const found = await store.printJobs.find(jobId);
  if (found?.status !== 'released') throw new Error(`${jobId} is ${String(found?.status)}`);
  await store.printJobs.placed(found, provenance({ at }));
  return found;
}

/** What the print house writes of `job`, printed as soon as it was let out. */
export function receiptOf(job: PrintJob): PrintReceipt {
  const { jobId, permitId = '', manifestDigest, addressCount, releasedAt = '' } = job;
  return {
    format: 'sluis-print-receipt/1',
    jobId,
    permitId,
    manifestDigest,
    addressCount,
    printer: SAMPLE_PRINTER,
    printedAt: releasedAt,
  };
}

/** A mailing of `letters` letters in one batch, which was released. */
export async function aReleasedLetterMailing(store: Store, letters: number) {
  const audience = { letter: letters, email: 0, portal: 0 };
  const held = await aHeldMailing(store, { audience });
  const { contentDigest } = (held.mailing as HeldMailing).content;
  const at = new Date().toISOString();
  const covers = { contentDigest, audience, dispatchPlanKey: 'plan' };
  const { mailing } = await record(
    store,
    held,
    { type: 'dispatch-planned', at, by: 'lead', plan: { batches: [{ number: 1, releaseAt: at, audience }] } }, // prettier-ignore
    { type: 'signed-off', at, approval: { type: 'sign-off', by: 'lead', at, covers } },
    { type: 'batch-released', at, batch: { number: 1, releasedAt: at, audience } },
  );
  return mailing;
}
