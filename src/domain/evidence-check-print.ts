import { type EvidenceFault, fault } from './evidence-fault.ts';
import type { EvidenceBundle, EvidencePrintJob } from './evidence.ts';
import { canonicalJson } from './canonical-json.ts';
import type { SignedPermit } from './evidence-check-permits.ts';
import { type Hash, toHex } from './merkle-tree.ts';
import { itemLeaf } from './permit.ts';
import { type PrintManifest, readManifest } from './print-manifest.ts';
import { printItems } from './print-permit.ts';
import { PRINT_RECEIPT_FORMAT, type PrintReceipt, receiptFault } from './print-receipt.ts';

/** A print job as the bundle has it, once its fields are looked at one by one. */
type Job = EvidencePrintJob & {
  readonly jobId?: string;
  readonly mailingId?: string;
  readonly batch?: number;
  readonly status?: string;
  readonly manifest?: Partial<PrintManifest>;
  readonly manifestText?: unknown;
  readonly manifestDigest?: string;
  readonly addressCount?: number;
  readonly pages?: number;
  readonly receivedAt?: string;
  readonly permitId?: string;
  readonly releasedAt?: string;
  readonly placedAt?: string;
  readonly receipt?: PrintReceipt;
  readonly printedAt?: string;
  readonly endedAt?: string;
};

/**
 * What is wrong with the print jobs of a bundle: each must have come in as the log says, with its manifest whole, have
 * left under a permit that binds it and was used, and be printed as its receipt says; and none that came in is missing.
 */
export function checkEvidencePrintJobs(
  bundle: EvidenceBundle,
  signed: readonly SignedPermit[],
  hash: Hash,
): EvidenceFault[] {
  const jobs = bundle.printJobs as readonly Job[];
  const lines = linesOf(bundle);
  return [
    ...jobs.flatMap((job, index) => {
      const where = `printJobs.${index}`;
      return [
        ...(cameIn(job, bundle.mailingId, lines) ? [] : [fault('print-job-unrecorded', where)]),
        ...(isManifestKept(job, lines, hash) ? [] : [fault('manifest-differs', where)]),
        ...(leftUnderPermit(job, bundle, signed, hash) ? [] : [fault('print-job-unpermitted', where)]), // prettier-ignore
        ...(isPrintedAsSaid(job, signed) ? [] : [fault('receipt-differs', where)]),
        ...(endedAsRecorded(job, lines) ? [] : [fault('print-job-unrecorded', where)]),
      ];
    }),
    ...lines('print-job-held')
      .filter(({ detail }) => !jobs.some(({ jobId }) => jobId === detail['jobId']))
      .map(() => fault('print-job-missing', 'printJobs')),
    ...signed.flatMap((permit, index) => {
      const under = jobs.filter(({ permitId }) => permitId !== undefined && permitId === permit?.id); // prettier-ignore
      const count = under.reduce((sum, { addressCount = 0 }) => sum + addressCount, 0);
      return under.length > 0 && count !== permit?.count
        ? [fault('count-differs', `permits.${index}`)]
        : [];
    }),
  ];
}

function linesOf({ auditLines }: EvidenceBundle) {
  return (action: string) =>
    auditLines
      .filter((line) => line.action === action)
      .map(({ at, detail }) => ({ at, detail: (detail ?? {}) as { [name: string]: unknown } }));
}

type Lines = ReturnType<typeof linesOf>;

/** The lines that say that a job such as this one came in. */
const arrivalsOf = ({ status }: Job, lines: Lines) =>
  lines(status === 'refused' ? 'print-job-refused' : 'print-job-held');

/** Recorded when it came in, with these numbers, and its manifest says the same of itself. */
function cameIn(job: Job, mailingId: string, lines: Lines): boolean {
  const { jobId, batch, manifestDigest, addressCount, pages, manifest, receivedAt } = job;
  const facts = { jobId, batch, manifestDigest, addressCount, pages };
  const recorded = arrivalsOf(job, lines).some(
    ({ at, detail }) =>
      at === receivedAt &&
      Object.entries(facts).every(([name, value]) => detail[name] === value && value !== undefined),
  );
  return (
    recorded &&
    job.mailingId === mailingId &&
    manifest?.jobId === jobId &&
    manifest?.mailingId === mailingId &&
    manifest?.batch === batch &&
    manifest?.addressCount === addressCount
  );
}

/** Its manifest is there as it was written, has the digest that the permit binds, and says what the bundle says of it. */
function isManifestKept(job: Job, lines: Lines, hash: Hash): boolean {
  const { jobId, manifest, manifestText, manifestDigest } = job;
  const recorded = arrivalsOf(job, lines).find(
    ({ detail }) => detail['jobId'] === jobId && detail['manifestDigest'] === manifestDigest,
  );
  // The log says of each job since manifests are kept how long its manifest is.
  const length = recorded?.detail['manifestBytes'];
  if (manifestText === undefined) return length === undefined;
  const bytes = utf8(typeof manifestText === 'string' ? manifestText : '');
  const written = readManifest(bytes).manifest;
  const shown = readManifest(utf8(JSON.stringify(manifest ?? null))).manifest;
  return (
    (length === undefined || length === bytes.length) &&
    toHex(hash(bytes)) === manifestDigest &&
    written !== undefined &&
    shown !== undefined &&
    canonicalJson(written) === canonicalJson(shown)
  );
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** What left did so under a signed permit that binds this very manifest, from the moment that it was used. */
function leftUnderPermit(
  { jobId = '', manifestDigest = '', batch, permitId, releasedAt, status }: Job,
  bundle: EvidenceBundle,
  signed: readonly SignedPermit[],
  hash: Hash,
): boolean {
  const left = ['released', 'printed', 'stopped'].includes(status ?? '');
  if (left !== (releasedAt !== undefined)) return false;
  if (permitId === undefined) return !left;
  const at = signed.findIndex((permit) => permit?.id === permitId);
  const [permit, given] = [signed[at], bundle.permits[at]];
  const leaf = printItems([{ jobId, manifestDigest }]).map((item) => itemLeaf(item, hash))[0];
  return (
    permit?.channel === 'letter' &&
    permit.batch === batch &&
    given?.items.some((item) => item.leaf === leaf) === true &&
    (!left || given.consumedAt === releasedAt)
  );
}

/** There is a receipt of it when it is printed and only then, and it is of this job, this permit and its printer. */
function isPrintedAsSaid(job: Job, signed: readonly SignedPermit[]): boolean {
  const { receipt, status, printedAt, jobId, permitId, releasedAt } = job;
  const { manifestDigest = '', addressCount = -1 } = job;
  if (status !== 'printed') return receipt === undefined && printedAt === undefined;
  if (!receipt || permitId === undefined || releasedAt === undefined) return false;
  const printer = signed.find((permit) => permit?.id === permitId)?.printer ?? '';
  const facts = { permitId, manifestDigest, addressCount, releasedAt };
  return (
    receipt.format === PRINT_RECEIPT_FORMAT &&
    receipt.jobId === jobId &&
    receipt.printedAt === printedAt &&
    receiptFault(receipt, facts, printer) === undefined
  );
}

/** Its further steps are in the log, at their moments, and no step is there that it did not take. */
function endedAsRecorded(job: Job, lines: Lines): boolean {
  const { jobId, batch, status, placedAt, endedAt } = job;
  const isOfIt = ({ detail }: ReturnType<Lines>[number]) =>
    detail['jobId'] === jobId && detail['batch'] === batch;
  const at = (...actions: readonly string[]) =>
    actions.flatMap((action) => lines(action).filter(isOfIt))[0]?.at;
  const isIn = (line: string | undefined, states: readonly string[]) =>
    (line !== undefined) === states.includes(status ?? '');
  const stopped = at('print-job-stopped');
  const back = at('print-job-returned', 'print-job-taken-back');
  return (
    at('print-job-released') === placedAt &&
    (stopped ?? back) === endedAt &&
    isIn(at('print-job-printed'), ['printed']) &&
    isIn(stopped, ['stopped']) &&
    isIn(back, ['returned'])
  );
}
