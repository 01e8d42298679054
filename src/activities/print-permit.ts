import { compareInstants } from '../domain/instant.ts';
import type { Approval } from '../domain/mailing.ts';
import { isOldLetter } from '../domain/print-job.ts';
import { similarity, sketchOf } from '../domain/resemblance.ts';
import type { Store } from '../store/client.ts';
import type { PrintJob } from '../store/print-job.ts';

/** A letter and the text of it that the lead read share this much; salutation and amounts are filled in. */
const LIKE_THE_TEXT = 0.3;
const LIKE_A_LETTER = 0.5;

/**
 * The print jobs of a batch that a permit can be given for: held, at most `room` addressees, handed in since the letter is
 * what it is now, and there at the approval or the same letter as what was. Undefined when the mailing has no print jobs:
 * its letters are handed over on another way.
 */
export async function permittedJobs(
  store: Pick<Store, 'printJobs' | 'mailings'>,
  mailing: { readonly id: string; readonly approval: Approval },
  batch: number,
  room: number,
): Promise<PrintJob[] | undefined> {
  const all = await store.printJobs.ofMailing(mailing.id);
  // With its first job a mailing became one of the print areas, also when that job was taken back.
  const used = all.filter(({ status }) => status !== 'refused');
  if (used.length === 0) return undefined;
  const waiting = used.filter(
    (job) => job.batch === batch && job.status === 'held' && job.permitId === undefined,
  );
  const since = await store.mailings.letterSince(mailing.id);
  const present = (job: PrintJob) => !isOldLetter(job, since);
  const alike = await approvedOf(store, mailing, used.filter(present), waiting.filter(present));
  let left = room;
  return alike.filter(({ addressCount }) => {
    if (addressCount > left) return false;
    left -= addressCount;
    return true;
  });
}

async function approvedOf(
  { mailings }: Pick<Store, 'mailings'>,
  { id, approval }: { readonly id: string; readonly approval: Approval },
  all: readonly PrintJob[],
  waiting: readonly PrintJob[],
): Promise<PrintJob[]> {
  const wasThere = ({ receivedAt }: PrintJob) => compareInstants(receivedAt, approval.at) <= 0;
  if (waiting.every(wasThere)) return [...waiting];
  const letters = all.filter((job) => wasThere(job) && job.text !== '');
  const texts = letters.length > 0 ? [] : ((await mailings.find(id))?.details?.texts ?? []);
  const known = [
    ...letters.map(({ text }) => ({ sketch: sketchOf(text), enough: LIKE_A_LETTER })),
    ...texts.map(({ text }) => ({ sketch: sketchOf(text), enough: LIKE_THE_TEXT })),
  ];
  const isAlike = ({ text }: PrintJob) => {
    const sketch = sketchOf(text);
    return text !== '' && known.some((one) => similarity(one.sketch, sketch) >= one.enough);
  };
  return waiting.filter((job) => wasThere(job) || isAlike(job));
}

/** Addressees of `jobs` together. */
export function lettersOf(jobs: readonly PrintJob[]): number {
  return jobs.reduce((sum, job) => sum + job.addressCount, 0);
}

/** Letters under `permits` that were called back from the printer: others may take their place. */
export async function stoppedUnder(
  { printJobs }: Pick<Store, 'printJobs'>,
  mailingId: string,
  permits: readonly { readonly id: string }[],
): Promise<number> {
  const jobs = await printJobs.ofMailing(mailingId);
  return lettersOf(
    jobs.filter((job) => job.status === 'stopped' && permits.some(({ id }) => id === job.permitId)),
  );
}
