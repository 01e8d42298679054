import type { JWTVerifyGetKey } from 'jose';
import type { Instant } from '../../domain/instant.ts';
import { itemsDigest, type Permit } from '../../domain/permit.ts';
import { MANIFEST_NAME, type PrintManifest, readManifest } from '../../domain/print-manifest.ts';
import { PERMIT_ITEMS_NAME, PERMIT_NAME, type PermittedJob, printItems } from '../../domain/print-permit.ts'; // prettier-ignore
import type { PrintVerdict } from '../../domain/print-verdict.ts';
import { sha256, sha256Bytes } from '../hash.ts';
import { createPermitVerifier, PermitRejected } from '../permit-verifier.ts';
import type { PrintArea } from './area.ts';
import { isWhole, MANIFEST_BYTES, orFault } from './whole.ts';

export type JobCheck =
  | { readonly verdict: Exclude<PrintVerdict, 'may-print'> }
  | {
      readonly verdict: 'may-print';
      readonly manifest: PrintManifest;
      readonly manifestDigest: string;
      readonly permit: Permit;
    };

const PERMIT_BYTES = 50_000;
const ITEMS_BYTES = 1_048_576;

/**
 * Whether `printer` may print the job in `area` at `now`: whether its permit is genuine, for this printer, for now and for
 * exactly these bytes. Asks nobody and nothing but the job and the keys.
 */
export async function checkJob(
  area: PrintArea,
  job: string,
  { keys, printer, now }: { keys: JWTVerifyGetKey; printer: string; now: Instant },
): Promise<JobCheck> {
  const bytes = await orFault(area.read(job, MANIFEST_NAME, MANIFEST_BYTES));
  if (typeof bytes === 'string') return { verdict: 'not-a-job' };
  const { manifest } = readManifest(bytes);
  if (!manifest) return { verdict: 'manifest-faulty' };
  if (manifest.jobId !== job) return { verdict: 'other-name' };
  const jws = await orFault(area.read(job, PERMIT_NAME, PERMIT_BYTES));
  if (typeof jws === 'string') return { verdict: 'no-permit' };
  const permit = await believed(keys, Buffer.from(jws).toString('latin1'), now);
  if (typeof permit === 'string') return { verdict: permit };
  if (permit.printer !== printer) return { verdict: 'other-printer' };
  if (Date.parse(now) > Date.parse(permit.sendUntil)) return { verdict: 'expired' };
  const manifestDigest = sha256(bytes);
  const own = { jobId: job, manifestDigest };
  const items = await orFault(area.read(job, PERMIT_ITEMS_NAME, ITEMS_BYTES));
  if (typeof items === 'string' || !isBound(permit, manifest, own, Buffer.from(items))) {
    return { verdict: 'other-job' };
  }
  const expected = [MANIFEST_NAME, PERMIT_NAME, PERMIT_ITEMS_NAME, ...manifest.files.map((file) => file.name)]; // prettier-ignore
  const entries = await area.entries(job);
  const strangers = entries.filter(({ name, fault }) => fault || !expected.includes(name));
  const whole = strangers.length === 0 && (await isWhole(area, job, { manifest, manifestDigest }));
  if (!whole) return { verdict: 'file-differs' };
  return { verdict: 'may-print', manifest, manifestDigest, permit };
}

async function believed(
  keys: JWTVerifyGetKey,
  jws: string,
  now: Instant,
): Promise<Permit | Exclude<PrintVerdict, 'may-print'>> {
  try {
    return await createPermitVerifier(keys, 'letter')(jws.trim(), now);
  } catch (error) {
    if (error instanceof PermitRejected) return error.doubt;
    throw error;
  }
}

/** Whether the permit binds this very job: it is among the items, and they are those that the permit was given for. */
function isBound(
  permit: Permit,
  { mailingId, batch }: PrintManifest,
  own: PermittedJob,
  text: Buffer,
): boolean {
  const items = readItems(text.toString('utf8'));
  return (
    permit.mailingId === mailingId &&
    permit.batch === batch &&
    items.some((one) => one.jobId === own.jobId && one.manifestDigest === own.manifestDigest) &&
    itemsDigest(printItems(items), sha256Bytes) === permit.digest
  );
}

function readItems(text: string): PermittedJob[] {
  try {
    const items = JSON.parse(text) as unknown;
    return Array.isArray(items) && items.every(isItem) ? items : [];
  } catch {
    return [];
  }
}

function isItem(value: unknown): value is PermittedJob {
  if (typeof value !== 'object' || value === null) return false;
  const { jobId, manifestDigest } = value as { [field: string]: unknown };
  return typeof jobId === 'string' && typeof manifestDigest === 'string';
}
