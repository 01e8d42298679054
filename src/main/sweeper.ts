import { setTimeout as delay } from 'node:timers/promises';
import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Logger } from 'pino';
import type { permitActivities } from '../activities/permit.ts';
import { addSeconds, type Instant } from '../domain/instant.ts';
import { DEFAULT_JOURNEY_POLICY } from '../domain/journey-policy.ts';
import type { Store } from '../store/client.ts';
import type { MailingSummary } from '../store/mailing-row.ts';
import {
  type MailingJourneyInput,
  mailingWorkflowId,
  nudge,
  TASK_QUEUES,
  WORKFLOW_TYPES,
} from '../workflows/contract.ts';
import type { Running } from './program.ts';

export interface SweeperParts {
  readonly store: Pick<Store, 'mailings'>;
  readonly client: Client;
  readonly permits: Pick<ReturnType<typeof permitActivities>, 'issueSupplementaryPermits'>;
  readonly clock: () => Instant;
  readonly log: Logger;
  /** Milliseconds between two rounds; 15,000 when left out. */
  readonly everyMs?: number;
}

/** The API starts a journey right after it wrote the row; when that is this long ago, it was cut off in between. */
const STARTED_WITHIN_SECONDS = 15;
/** A timer of the journey comes first; this long after, it did not come. */
const TIMER_LATE_SECONDS = 60;

/**
 * Looks over the rows again and again, and makes good what was cut off or went missing: journeys that were never started
 * or that Temporal has lost, timers that did not fire, permits for messages that came late. Several may run at once.
 */
export function startSweeper({ everyMs = 15_000, ...parts }: SweeperParts): Running {
  const stopping = new AbortController();
  const { signal } = stopping;
  const attempt = async (what: string, work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      parts.log.warn({ err: error }, `sweeper: ${what}`);
      return false;
    }
  };
  const sweep = async () => {
    let all = false;
    while (!signal.aborted) {
      // Once per start of the worker: what Temporal has lost shows only by asking for every one.
      all ||= await attempt('unfinished mailings', () => startUnfinished(parts));
      await attempt('mailings that were not started', () => startNotStarted(parts));
      await attempt('overdue mailings', () => nudgeOverdue(parts));
      await attempt('late messages', () => parts.permits.issueSupplementaryPermits());
      await delay(everyMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const sweeping = sweep();
  return {
    stop: async () => {
      stopping.abort();
      await sweeping;
    },
  };
}

async function startUnfinished(parts: SweeperParts): Promise<void> {
  let part = await parts.store.mailings.unfinished();
  while (part.length > 0) {
    for (const mailing of part) await ensureRuns(mailing, parts);
    part = await parts.store.mailings.unfinished(part.at(-1)?.id);
  }
}

async function startNotStarted(parts: SweeperParts): Promise<void> {
  const { store, clock } = parts;
  for (const mailing of await store.mailings.notStarted(
    addSeconds(clock(), -STARTED_WITHIN_SECONDS),
  )) {
    await ensureRuns(mailing, parts);
  }
}

async function nudgeOverdue(parts: SweeperParts): Promise<void> {
  const { store, client, clock, log } = parts;
  for (const mailing of await store.mailings.overdue(addSeconds(clock(), -TIMER_LATE_SECONDS))) {
    if (await ensureRuns(mailing, parts)) continue;
    log.warn({ mailingId: mailing.id }, 'sweeper: overdue, nudged');
    await client.workflow.getHandle(mailingWorkflowId(mailing.id)).signal(nudge);
  }
}

/** Takes the journey up again from its row where it does not run; whether that was needed. */
async function ensureRuns(
  { id, mailing, rowVersion }: MailingSummary,
  { client, log }: SweeperParts,
): Promise<boolean> {
  const input: MailingJourneyInput = { mailing, rowVersion, policy: DEFAULT_JOURNEY_POLICY };
  try {
    await client.workflow.start(WORKFLOW_TYPES.mailing, {
      workflowId: mailingWorkflowId(id),
      taskQueue: TASK_QUEUES.journeys,
      args: [input],
      workflowIdConflictPolicy: 'FAIL',
      // A journey that ended well is not begun again because its row was read a moment too early.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    });
    log.info({ mailingId: id }, 'sweeper: journey started from its row');
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}
