import {
  ActivityCancellationType,
  isCancellation,
  log,
  proxyActivities,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { TASK_QUEUES } from './contract.ts';

/**
 * Work on the store alone. It is tried for as long as it takes: while the database is away, the journey waits. Stopped
 * work is waited for, so that what comes after it finds it done or not begun.
 */
export const work = proxyActivities<Activities>({
  taskQueue: TASK_QUEUES.journeys,
  startToCloseTimeout: '2 minutes',
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/** Work that talks to a mail server: minutes to an hour between attempts, and after three days it is given up. */
export const post = proxyActivities<Activities>({
  taskQueue: TASK_QUEUES.mail,
  startToCloseTimeout: '15 minutes',
  scheduleToCloseTimeout: '3 days',
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
