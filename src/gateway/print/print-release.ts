import type { Logger } from 'pino';
import { SYSTEM } from '../../domain/actor.ts';
import { laterOf } from '../../domain/instant.ts';
import type { Mailing } from '../../domain/mailing.ts';
import { isOldLetter } from '../../domain/print-job.ts';
import { MANIFEST_NAME } from '../../domain/print-manifest.ts';
import { PERMIT_ITEMS_NAME, PERMIT_NAME, printItems } from '../../domain/print-permit.ts';
import { mayLeave, permitFaults } from '../../domain/permit.ts';
import type { Provenance } from '../../store/audit-line.ts';
import type { Store } from '../../store/client.ts';
import type { GivenPermit } from '../../store/permit.ts';
import type { PrintJob } from '../../store/print-job.ts';
import type { Clock } from '../clock.ts';
import { sha256Bytes } from '../hash.ts';
import { type createPermitVerifier, PermitRejected } from '../permit-verifier.ts';
import { PermitDiffers } from '../taken-permits.ts';
import type { PrintArea } from './area.ts';
import { eachAlone } from './print-round.ts';
import { filesOf, heldFolder, isWhole } from './whole.ts';

export interface PrintReleaseDeps {
  readonly store: Pick<Store, 'printJobs' | 'permits' | 'mailings'> & {
    readonly gateStop: Pick<Store['gateStop'], 'isStopped'>;
  };
  readonly held: PrintArea;
  readonly released: PrintArea;
  readonly verify: ReturnType<typeof createPermitVerifier>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Lets print jobs out under permits: takes permits up, and places what they are for in the printer's area. */
export function createPrintRelease(deps: PrintReleaseDeps) {
  return {
    /** Checks every open permit for letters and takes up those that are what they say. */
    async takeUp(): Promise<void> {
      const { store, clock } = deps;
      for (const given of await store.permits.open(clock(), 'letter')) await takeUp(deps, given);
    },

    /** Places every job whose permit was taken up; one that was placed before a crash is found to be there. */
    async place(): Promise<void> {
      const released = await deps.store.printJobs.inStatus('released');
      const waiting = released.filter(({ placedAt }) => !placedAt);
      await eachAlone(waiting, (job) => place(deps, job), { ...deps, step: 'place' });
    },
  };
}

async function takeUp(deps: PrintReleaseDeps, given: GivenPermit): Promise<void> {
  const { store, verify, clock, logger } = deps;
  const about = { permitId: given.id, mailingId: given.mailingId };
  try {
    const checkedAt = clock();
    const permit = await verify(given.jws, checkedAt);
    const mailing = (await store.mailings.find(given.mailingId))?.mailing;
    if (mailing && leave(mailing, permit.contentDigest) === 'wait') return;
    const jobs = await store.printJobs.underPermit(given.id);
    const faults = permitFaults(
      permit,
      {
        ...given,
        items: printItems(jobs),
        channel: 'letter',
        count: jobs.reduce((sum, job) => sum + job.addressCount, 0),
      },
      sha256Bytes,
    );
    const since = await store.mailings.letterSince(given.mailingId);
    const old = jobs.some((job) => isOldLetter(job, since));
    if (!mailing || old || leave(mailing, permit.contentDigest) === 'stop') {
      // Its jobs are free for what is approved now: a permit that was refused would keep them, and their room, for good.
      if (await store.permits.takeBack(given, provenance(deps))) {
        logger.warn(about, 'print permit taken back: no longer approved');
      }
      return;
    }
    if (faults.length > 0) throw new PermitDiffers(faults.join(', '));
    for (const job of jobs) {
      if (!(await isWhole(deps.held, heldFolder(job), job))) {
        throw new PermitDiffers(`files of ${job.jobId} differ`);
      }
    }
    // The printer checks the permit as of this moment: a clock set back meanwhile may not precede the check.
    const at = laterOf(checkedAt, clock());
    if (await store.permits.consume(given, { ...provenance(deps), at })) {
      logger.info(about, 'print permit taken up');
    }
  } catch (error) {
    const why = refusalOf(error);
    if (why === undefined) {
      // Keys that cannot be had, a clock that runs ahead, an area that is away: held, and looked at again.
      logger.warn({ ...about, err: error }, 'print permit not taken up yet');
      return;
    }
    logger.error({ ...about, why }, 'print permit refused');
    await store.permits.refuse(given, why, provenance(deps));
  }
}

async function place(deps: PrintReleaseDeps, job: PrintJob): Promise<void> {
  const { store, held, released, logger } = deps;
  // The jobs before this one may have taken minutes.
  if (await store.gateStop.isStopped()) return;
  const permit = await store.permits.find(job.permitId ?? '');
  // Revoked, or its letter changed, after it was taken up and before the job lay there: it will be stopped.
  if (permit.revokedAt || isOldLetter(job, await store.mailings.letterSince(job.mailingId))) return;
  const items = (await store.printJobs.underPermit(permit.id)).map((one) => ({
    jobId: one.jobId,
    manifestDigest: one.manifestDigest,
  }));
  const listed = filesOf(held, heldFolder(job), job);
  const manifest = listed.filter(({ name }) => name === MANIFEST_NAME);
  await released.store(job.jobId, [
    ...listed.filter(({ name }) => name !== MANIFEST_NAME),
    { name: PERMIT_ITEMS_NAME, content: Buffer.from(JSON.stringify(items)) },
    { name: PERMIT_NAME, content: Buffer.from(permit.jws) },
    // Last, as in the inbox: without it there is no job.
    ...manifest,
  ]);
  if (!(await isWhole(released, job.jobId, job))) {
    await released.remove(job.jobId);
    throw new Error(`Print job ${job.jobId} is not whole in the printer's area; placed again.`);
  }
  if (await store.printJobs.placed(job, provenance(deps))) {
    logger.info({ jobId: job.jobId, mailingId: job.mailingId }, 'print job released');
    return;
  }
  // Another gateway placed it; or it was stopped, or everything was, while this one was placing it.
  const now = await store.printJobs.find(job.jobId);
  const stays = now?.placedAt && (now.status === 'released' || now.status === 'printed');
  if (!stays) await released.remove(job.jobId);
}

function leave(mailing: Mailing, contentDigest: string) {
  const approved = 'approval' in mailing ? mailing.approval.covers.contentDigest : undefined;
  return mayLeave(mailing.status, approved, contentDigest);
}

/** Why the permit will never open the gate; undefined when it may be otherwise a moment later. */
function refusalOf(error: unknown): string | undefined {
  if (error instanceof PermitDiffers) return error.message;
  return error instanceof PermitRejected && error.doubt === 'not-a-permit'
    ? error.doubt
    : undefined;
}

function provenance({ clock }: Pick<PrintReleaseDeps, 'clock'>): Provenance {
  return { actor: SYSTEM, origin: 'gateway', at: clock() };
}
