import { addSeconds } from '../domain/instant.ts';
import type { ReleaseDeps, ReleaseOptions } from './release.ts';

export type TidyDeps = Pick<ReleaseDeps, 'reportBatch' | 'clock' | 'logger'> & {
  readonly store: {
    readonly permits: Pick<ReleaseDeps['store']['permits'], 'markReported'>;
    readonly deliveries: Pick<
      ReleaseDeps['store']['deliveries'],
      'takeBackExpired' | 'returnStopped' | 'finalBatches'
    >;
  };
};

/** Takes back what others left behind, ends what was stopped, and reports what is done. */
export async function tidy(
  { store, reportBatch, clock, logger }: TidyDeps,
  { closeAfterHours }: Pick<ReleaseOptions, 'closeAfterHours'>,
): Promise<void> {
  const { retried, inDoubt } = await store.deliveries.takeBackExpired(clock());
  if (retried + inDoubt > 0)
    logger.warn({ retried, inDoubt }, 'took back what a relay left behind');
  const returned = await store.deliveries.returnStopped();
  if (returned > 0) logger.info({ returned }, 'ended messages of stopped mailings');
  const closedBefore = addSeconds(clock(), -3600 * closeAfterHours);
  for (const result of await store.deliveries.finalBatches(closedBefore)) {
    const { permitIds, ...facts } = result;
    try {
      await reportBatch(result);
      await store.permits.markReported(permitIds, clock());
      logger.info(facts, 'batch reported');
    } catch (error) {
      logger.warn({ ...facts, err: error }, 'batch not reported yet');
    }
  }
}
