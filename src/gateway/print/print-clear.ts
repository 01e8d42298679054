import type { Logger } from 'pino';
import { SYSTEM } from '../../domain/actor.ts';
import { NEEDS_FILES } from '../../domain/print-job.ts';
import { isJobName, MANIFEST_NAME } from '../../domain/print-manifest.ts';
import type { Store } from '../../store/client.ts';
import type { HeldFolder } from '../../store/print-leftover.ts';
import type { Clock } from '../clock.ts';
import { sha256 } from '../hash.ts';
import type { PrintArea } from './area.ts';
import { eachAlone } from './print-round.ts';
import { heldFolder, jobOfHeldFolder, MANIFEST_BYTES, orFault } from './whole.ts';

export interface PrintClearDeps {
  readonly store: Pick<Store, 'printJobs'>;
  readonly inbox: PrintArea;
  readonly held: PrintArea;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long files that no job needs stay in the held area: a job that is being taken in has its row long before. */
export const LEFTOVER_MS = 24 * 3_600_000;

/**
 * Clears the held area: letters are kept no longer than they are needed. What a job left that has ended goes at once. What
 * no job needs, such as the copy of a job that was taken away from the inbox after a crash, is told, and goes after a day.
 */
export function createPrintClear({ store, inbox, held, clock, logger }: PrintClearDeps) {
  let leftovers: readonly string[] = [];

  const remove = async (folder: string): Promise<void> => {
    const parts = partsOf(folder);
    // What the gateway cannot have put there is somebody else's, to look at.
    if (!parts) return;
    const writtenAt = await held.writtenAt(folder);
    if (Date.parse(clock()) - writtenAt < LEFTOVER_MS) return;
    if (await isWaiting(parts)) return;
    const provenance = { actor: SYSTEM, origin: 'gateway' as const, at: clock() };
    const lyingSince = new Date(writtenAt).toISOString();
    if (!(await store.printJobs.leftoverRemoved(parts, lyingSince, provenance))) return;
    await held.remove(folder);
    logger.warn({ folder }, 'print files that no job needs were removed');
  };

  /** Whether the same job still lies in the inbox, where it will be taken in again. */
  const isWaiting = async ({ jobId, digestStart }: HeldFolder): Promise<boolean> => {
    const manifest = await orFault(inbox.read(jobId, MANIFEST_NAME, MANIFEST_BYTES));
    return typeof manifest !== 'string' && sha256(manifest).startsWith(digestStart);
  };

  return {
    /** How many folders in the held area no job needs, as of the last look. */
    leftovers: () => leftovers.length,

    async clear(): Promise<void> {
      const folders = (await held.jobs()).map(({ name }) => name);
      const jobs = await store.printJobs.named(folders.map(jobOfHeldFolder));
      const unneeded: string[] = [];
      await eachAlone(
        folders,
        async (name) => {
          const job = jobs.get(jobOfHeldFolder(name));
          const status = job && heldFolder(job) === name ? job.status : 'refused';
          if (NEEDS_FILES.includes(status)) return;
          // A job that was refused may be being taken in again at this moment.
          if (status === 'refused') unneeded.push(name);
          else await held.remove(name);
        },
        { logger, step: 'clear' },
      );
      for (const folder of unneeded.filter((one) => !leftovers.includes(one))) {
        logger.warn({ folder }, 'print files in the held area that no job needs');
      }
      leftovers = unneeded;
      await eachAlone(unneeded, remove, { logger, step: 'leftovers' });
    },
  };
}

function partsOf(folder: string): HeldFolder | undefined {
  const [, jobId = '', digestStart = ''] = /^(.+)~([0-9a-f]{16})$/.exec(folder) ?? [];
  return isJobName(jobId) ? { folder, jobId, digestStart } : undefined;
}
