import { setTimeout as delay } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { addSeconds, type Instant } from '../domain/instant.ts';
import type { Store } from '../store/client.ts';
import type { MailingSummary } from '../store/mailing-row.ts';
import {
  type JourneyPolicy,
  type MailingJourneyInput,
  mailingWorkflowId,
  nudge,
  TASK_QUEUES,
  WORKFLOW_TYPES,
} from '../workflows/contract.ts';
import type { SweepLock } from './sweep-lock.ts';

export interface SweeperDeps {
  readonly store: {
    readonly mailings: Pick<Store['mailings'], 'notStarted' | 'overdue' | 'unfinished'>;
  };
  readonly client: Client;
  /** With what the municipality has set at this moment. */
  readonly policy: () => Promise<JourneyPolicy>;
  /** Only one sweeper of the installation works at a time. */
  readonly lock: SweepLock;
  /** Gives permits for messages that came in after their batch was let out (activities/permit.ts). */
  readonly issueSupplementaryPermits: () => Promise<{ readonly given: number }>;
  /** What is looked at about once a minute beside mailings; it may fail without holding the rest up. */
  readonly keepHouse: () => Promise<void>;
  readonly clock: () => Instant;
  readonly log: {
    info(facts: object, words: string): void;
    warn(facts: object, words: string): void;
    error(facts: object, words: string): void;
  };
}

/** What a round did; counts. */
export interface SweepReport {
  readonly started: number;
  readonly nudged: number;
  readonly permits: number;
}

const EVERY_MS = 5_000;
/** Rounds between two looks at everything that must run and everything that is due. */
const LOOK_EVERY = 12;
/** What the API is starting at this moment is left to it. */
const STARTING_SECONDS = 15;
/** Timers have this long to fire by themselves. */
const OVERDUE_SECONDS = 120;

/**
 * Makes good what a crash left between two steps, and what a timer forgot: starts journeys that should run and do not,
 * wakes those for which something is overdue, and gives permits for late messages. Everything it does may be done twice.
 */
export function createSweeper(deps: SweeperDeps) {
  const { store, client, lock, clock, log } = deps;
  /** Journeys that were woken in vain are left alone for longer and longer. */
  const patience = new Map<string, { until: number; waited: number }>();

  /** One round; `everything` looks beyond what is new. */
  async function sweep(everything = true): Promise<SweepReport> {
    const permits = await givePermits();
    const fresh = await store.mailings.notStarted(addSeconds(clock(), -STARTING_SECONDS));
    const startWith = async (mailing: MailingSummary) =>
      start(client, await deps.policy(), mailing);
    let started = await each(fresh, startWith);
    let nudged = 0;
    if (everything) {
      await deps.keepHouse();
      started += await each(await notRunning(), startWith);
      const overdue = await store.mailings.overdue(addSeconds(clock(), -OVERDUE_SECONDS));
      nudged = await each(overdue.filter(isPatient), async (mailing) => {
        log.warn({ mailingId: mailing.id }, 'Something is overdue; the journey is woken');
        await wake(client, await deps.policy(), mailing);
      });
    }
    return { started, nudged, permits };
  }

  /** What goes wrong here is of one mailing, or of all; neither keeps journeys from being started. */
  async function givePermits(): Promise<number> {
    try {
      return (await deps.issueSupplementaryPermits()).given;
    } catch (error) {
      log.error({ err: error }, 'Not every permit could be given; the next round tries again');
      return 0;
    }
  }

  async function notRunning(): Promise<MailingSummary[]> {
    const running = new Set<string>();
    const query = `WorkflowType = '${WORKFLOW_TYPES.mailing}' AND ExecutionStatus = 'Running'`;
    for await (const { workflowId } of client.workflow.list({ query })) running.add(workflowId);
    const missing: MailingSummary[] = [];
    for (let after: string | undefined; ;) {
      const part = await store.mailings.unfinished(after);
      missing.push(
        ...part.filter(
          (mailing) =>
            mailing.status !== 'submitted' && !running.has(mailingWorkflowId(mailing.id)),
        ),
      );
      after = part.at(-1)?.id;
      if (after === undefined) return missing.filter(isPatient);
    }
  }

  function isPatient({ id }: MailingSummary): boolean {
    const now = Date.parse(clock());
    const before = patience.get(id);
    if (before && now < before.until) return false;
    const waited = Math.min((before?.waited ?? OVERDUE_SECONDS) * 2, 24 * 3600);
    patience.set(id, { until: now + waited * 1000, waited });
    return true;
  }

  async function each(
    mailings: readonly MailingSummary[],
    act: (mailing: MailingSummary) => Promise<void>,
  ): Promise<number> {
    let done = 0;
    for (const mailing of mailings) {
      try {
        await act(mailing);
        done += 1;
      } catch (error) {
        // One mailing that cannot be helped does not keep the others from it.
        log.error(
          { mailingId: mailing.id, err: error },
          'The journey of a mailing could not be helped',
        );
      }
    }
    return done;
  }

  return {
    sweep,
    /** Sweeps until it is stopped, whenever this one holds the lock; stopping waits for the round to end. */
    start(): { stop(): Promise<void> } {
      const stopping = new AbortController();
      const running = (async () => {
        for (let round = 0; !stopping.signal.aborted; round += 1) {
          try {
            if (await lock.held()) {
              const report = await sweep(round % LOOK_EVERY === 0);
              if (report.started + report.nudged + report.permits > 0) log.info(report, 'Swept');
            }
          } catch (error) {
            log.error({ err: error }, 'A round of the sweeper failed; the next one follows');
          }
          await delay(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
        }
      })();
      return {
        async stop() {
          stopping.abort();
          await running;
          await lock.release();
        },
      };
    },
  };
}

/** Starts the journey from its row; does nothing when it runs, and takes over from one that failed or was ended by force. */
async function start(
  client: Client,
  policy: JourneyPolicy,
  { mailing, rowVersion }: MailingSummary,
): Promise<void> {
  const input: MailingJourneyInput = { mailing, rowVersion, policy };
  await client.workflow.start(WORKFLOW_TYPES.mailing, {
    workflowId: mailingWorkflowId(mailing.id),
    taskQueue: TASK_QUEUES.journeys,
    args: [input],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE_FAILED_ONLY',
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
}

async function wake(client: Client, policy: JourneyPolicy, mailing: MailingSummary): Promise<void> {
  try {
    await client.workflow.getHandle(mailingWorkflowId(mailing.id)).signal(nudge);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    await start(client, policy, mailing);
  }
}
