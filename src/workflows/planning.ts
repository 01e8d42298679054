import { log, proxyActivities } from '@temporalio/workflow';
import type { planningActivities } from '../activities/planning.ts';
import { type PlanningJourneyInput, TASK_QUEUES } from './contract.ts';

type PlanningActivities = ReturnType<typeof planningActivities>;

/** A solver that stops beating is tried elsewhere; a third failure is told to whoever asked. */
const solve = proxyActivities<PlanningActivities>({
  taskQueue: TASK_QUEUES.planning,
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', maximumAttempts: 3 },
});
const keep = proxyActivities<PlanningActivities>({
  taskQueue: TASK_QUEUES.planning,
  startToCloseTimeout: '1 minute',
});

/** One long calculation that somebody asked for. */
export async function planningJourney({ jobId }: PlanningJourneyInput): Promise<void> {
  try {
    await solve.calculatePlan({ jobId });
  } catch (error) {
    log.warn('A calculation did not finish', { error });
    await keep.failPlan({ jobId });
  }
}
