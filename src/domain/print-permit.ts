import type { PermitItem } from './permit.ts';

/** What the gateway puts beside the files of a released job. */
export const PERMIT_NAME = 'permit.jws';
export const PERMIT_ITEMS_NAME = 'permit-items.json';

/** A job as a permit binds it: its name, and through the digest of its manifest every byte, count and date in it. */
export interface PermittedJob {
  readonly jobId: string;
  readonly manifestDigest: string;
}

/** The items of a permit for print jobs. */
export function printItems(jobs: readonly PermittedJob[]): PermitItem[] {
  return jobs.map(({ jobId, manifestDigest }) => ({
    id: jobId,
    envelopeFrom: '',
    recipients: [],
    digest: manifestDigest,
  }));
}
