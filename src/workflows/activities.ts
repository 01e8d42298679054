import {
  ActivityCancellationType,
  type ActivityInterfaceFor,
  CancelledFailure,
  CancellationScope,
  isCancellation,
  log,
  proxyActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { TASK_QUEUES } from './contract.ts';

/**
 * Work on the store alone. It is tried for as long as it takes: while the database is away, the journey waits. Whoever
 * is stopped while it is done, is stopped after it: what comes next finds it done.
 */
export const work = finished(
  proxyActivities<Activities>({
    taskQueue: TASK_QUEUES.journeys,
    startToCloseTimeout: '2 minutes',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  }),
);

/**
 * Work that talks to a mail server: minutes to an hour between attempts, and after three days it is given up. Nobody
 * waits for a mail of which the outcome no longer matters.
 */
export const post = proxyActivities<Activities>({
  taskQueue: TASK_QUEUES.mail,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '3 days',
  cancellationType: ActivityCancellationType.ABANDON,
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Runs `send` and says whether it went well: a mail that cannot be delivered never stops a journey. */
export async function delivered(what: string, send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (isCancellation(error)) throw error;
    log.warn(`${what} was not delivered`, { error });
    return false;
  }
}

type Proxied = ActivityInterfaceFor<Activities>;

function finished(proxied: Proxied): Proxied {
  return new Proxy(proxied, {
    get: (target, name) => async (input: never) => {
      const scope = CancellationScope.current();
      const activity = target[name as keyof Proxied] as (input: never) => Promise<unknown>;
      const result = await CancellationScope.nonCancellable(() => activity(input));
      if (scope.consideredCancelled) throw new CancelledFailure('Stopped after the work was done');
      return result;
    },
  });
}
