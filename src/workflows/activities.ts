import {
  type ActivityInterfaceFor,
  CancelledFailure,
  CancellationScope,
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
    // Longer than a transaction may take; what a killed worker was doing is done anew after it.
    startToCloseTimeout: '30 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
  }),
);

/** Work that talks to a mail server: minutes to an hour between attempts, and after three days it is given up. */
export const post = proxyActivities<Activities>({
  taskQueue: TASK_QUEUES.mail,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/**
 * A letterbox: what is put into it goes its way whatever happens to the sender, and a mail that cannot be delivered
 * never stops a journey.
 */
export function openLetterbox() {
  let underWay = 0;

  async function sent(what: string, send: () => Promise<unknown>): Promise<boolean> {
    underWay += 1;
    try {
      await send();
      return true;
    } catch (error) {
      log.warn(`${what} was not delivered`, { error });
      return false;
    } finally {
      underWay -= 1;
    }
  }

  return {
    /** Sends, and says whether it went well; whoever is stopped meanwhile does not wait for it. */
    delivered(what: string, send: () => Promise<unknown>): Promise<boolean> {
      const sending = CancellationScope.nonCancellable(() => sent(what, send));
      const scope = CancellationScope.current();
      return scope.cancellable ? Promise.race([sending, scope.cancelRequested]) : sending;
    },
    /** Whether everything has been delivered or given up. */
    get isEmpty() {
      return underWay === 0;
    },
  };
}

export type Letterbox = ReturnType<typeof openLetterbox>;

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
