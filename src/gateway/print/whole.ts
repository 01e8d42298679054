import type { EntryFault } from '../../domain/print-job.ts';
import { MANIFEST_NAME } from '../../domain/print-manifest.ts';
import type { PrintJob } from '../../store/print-job.ts';
import { sha256OfPieces } from '../hash.ts';
import { AreaFault, type AreaFile, type PrintArea } from './area.ts';

export const MANIFEST_BYTES = 1_048_576;

type Content = Pick<PrintJob, 'manifest' | 'manifestDigest'>;

/** Where a job lies in the held area: by its content too, so that no other one of its name is ever in its place. */
export function heldFolder({ manifest, manifestDigest }: Content): string {
  return `${manifest.jobId}~${manifestDigest.slice(0, 16)}`;
}

/** Of which job a folder of the held area is, by its name. */
export function jobOfHeldFolder(folder: string): string {
  return folder.split('~')[0] ?? '';
}

/** Whether `area` has the job in `folder` exactly as its manifest says, every byte of it. */
export async function isWhole(area: PrintArea, folder: string, job: Content): Promise<boolean> {
  for (const { name, sha256: digest, bytes } of contentsOf(job)) {
    const found = await orFault(sha256OfPieces(area.pieces(folder, name, bytes)));
    if (found !== digest) return false;
  }
  return true;
}

/** The files of a job that is whole, its manifest last. Reading their content throws AreaFault. */
export function filesOf(area: PrintArea, folder: string, job: Content): AreaFile[] {
  return contentsOf(job).map(({ name, bytes }) => ({
    name,
    content: area.pieces(folder, name, bytes),
  }));
}

/** The value, or what is wrong with what lies there. */
export async function orFault<T>(work: Promise<T>): Promise<T | EntryFault> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AreaFault) return error.fault;
    throw error;
  }
}

function contentsOf({ manifest, manifestDigest }: Content) {
  const last = { name: MANIFEST_NAME, sha256: manifestDigest, bytes: MANIFEST_BYTES };
  return [...manifest.files, last];
}
