import type { Logger } from 'pino';
import { addSeconds, type Instant } from '../domain/instant.ts';
import type { BatchResult } from '../store/delivery.ts';
import type { Store } from '../store/client.ts';
import type { Clock } from './clock.ts';

export interface TidyDeps {
  readonly store: {
    readonly permits: Pick<Store['permits'], 'markReported'>;
    readonly deliveries: Pick<
      Store['deliveries'],
      'takeBackExpired' | 'returnStopped' | 'finalBatches'
    >;
  };
  /** Tells the mailing what became of a batch. Resolves when that was taken or can never be; rejects to be asked again. */
  readonly reportBatch: (result: BatchResult) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface TidyOptions {
  /** Hours after its permit in which a batch that came in incomplete still waits for the rest. */
  readonly closeAfterHours: number;
}

/**
 * Takes back what others left behind, ends what was stopped, and reports what is done; each time it is called. What goes
 * wrong in one of these, or with one mailing, keeps no other from being done, and is tried again the next time.
 */
export function createTidy(
  { store, reportBatch, clock, logger }: TidyDeps,
  { closeAfterHours }: TidyOptions,
): () => Promise<void> {
  const returnStopped = createReturnStopped(store.deliveries, logger);
  const takeBack = async () => {
    const { retried, inDoubt } = await store.deliveries.takeBackExpired(clock());
    if (retried + inDoubt > 0)
      logger.warn({ retried, inDoubt }, 'took back what a relay left behind');
  };
  const report = async () => {
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
  };
  return async () => {
    for (const step of [takeBack, returnStopped, report]) {
      await step().catch((error: unknown) => logger.error({ err: error }, 'tidying'));
    }
  };
}

/** Clocks of those who change mailings may differ by this much, and a change shows only after its commit. */
const OVERLAP_SECONDS = 10;
const LOOK_AT_ALL_MS = 600_000;

/** Ends what was stopped by looking at mailings that changed since the last look, and now and then at all of them. */
function createReturnStopped(
  deliveries: Pick<TidyDeps['store']['deliveries'], 'returnStopped'>,
  logger: TidyDeps['logger'],
) {
  let lookAtAllFrom = 0;
  let lastChange: Instant | undefined;
  return async (): Promise<void> => {
    const all = Date.now() >= lookAtAllFrom || lastChange === undefined;
    const since = all ? undefined : addSeconds(lastChange!, -OVERLAP_SECONDS);
    const { returned, failed, ...seen } = await deliveries.returnStopped(since);
    if (returned > 0) logger.info({ returned }, 'ended messages of stopped mailings');
    for (const { mailingId, error } of failed) {
      logger.error({ mailingId, err: error }, 'messages of a stopped mailing could not be ended');
    }
    // What could not be ended is looked at again.
    if (failed.length > 0) return;
    if (all) lookAtAllFrom = Date.now() + LOOK_AT_ALL_MS;
    lastChange = seen.lastChange ?? lastChange;
  };
}
