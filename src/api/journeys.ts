import {
  type Client,
  isGrpcServiceError,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { MailingCommandOf } from '../domain/mailing-commands.ts';
import type { Refusal } from '../domain/refusal.ts';
import { unanswered, unavailable } from '../http/problem.ts';
import {
  answerInvitation,
  type CommandResult,
  INVITATION_NOT_OPEN,
  type InvitationAnswer,
  invitationWorkflowId,
  type MailingJourneyInput,
  mailingUpdate,
  type MailingUpdateName,
  planningWorkflowId,
  mailingWorkflowId,
  REFUSAL,
  TASK_QUEUES,
} from '../workflows/contract.ts';
import { Refused } from './refused.ts';
import { invitationEnded } from './translate.ts';

/** What the API asks of the running journeys. */
export interface Journeys {
  /** Starts the journey of a mailing; does nothing when it runs already. */
  readonly start: (input: MailingJourneyInput) => Promise<void>;
  /**
   * Gives a command and waits for its result.
   * @throws Refused when the journey says no, Problem 503 when it cannot be reached (nothing was accepted) or does not
   *   answer in time (it may still be carried out)
   */
  readonly command: (
    mailingId: string,
    command: MailingCommandOf<MailingUpdateName>,
    updateId: string,
  ) => Promise<CommandResult>;
  /** @throws Problem 409 when it is not open (any more), and as `command` does */
  readonly answerInvitation: (
    needId: string,
    answer: InvitationAnswer,
    updateId: string,
  ) => Promise<void>;
  /** Starts a calculation that the store knows of; does nothing when it was started before. */
  readonly startPlanning: (jobId: string) => Promise<void>;
  /** @throws Problem 503 when Temporal cannot be reached */
  readonly assertReachable: () => Promise<void>;
  /** Whether a worker asks for work. */
  readonly workerPolls: () => Promise<boolean>;
}

/** Long enough for a worker that is just restarting, short enough for a person who waits. */
const PATIENCE_MS = 10_000;

/** The journeys behind a Temporal client; `settled` resolves when nothing is asked any more, so that it can be closed. */
export function createJourneys(client: Client): Journeys & { settled: () => Promise<unknown> } {
  const asked = new Set<Promise<unknown>>();
  const within = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
    const answer = client.withDeadline(Date.now() + ms, work);
    asked.add(answer);
    try {
      return await answer;
    } catch (error) {
      throw translated(error);
    } finally {
      asked.delete(answer);
    }
  };
  return {
    settled: () => Promise.allSettled(asked),
    start: (input) =>
      within(PATIENCE_MS, async () => {
        await client.workflow.start('mailingJourney', {
          workflowId: mailingWorkflowId(input.mailing.id),
          taskQueue: TASK_QUEUES.journeys,
          args: [input],
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
        });
      }),
    command: (mailingId, command, updateId) =>
      within(PATIENCE_MS, () =>
        client.workflow
          .getHandle(mailingWorkflowId(mailingId))
          .executeUpdate(mailingUpdate(command.type), { args: [command], updateId }),
      ),
    answerInvitation: (needId, answer, updateId) =>
      within(PATIENCE_MS, async () => {
        await client.workflow
          .getHandle(invitationWorkflowId(needId))
          .executeUpdate(answerInvitation, { args: [answer], updateId });
      }),
    startPlanning: (jobId) =>
      within(PATIENCE_MS, async () => {
        await client.workflow
          .start('planningJourney', {
            workflowId: planningWorkflowId(jobId),
            taskQueue: TASK_QUEUES.journeys,
            args: [{ jobId }],
            workflowIdReusePolicy: 'REJECT_DUPLICATE',
            workflowIdConflictPolicy: 'USE_EXISTING',
          })
          .catch((error: unknown) => {
            if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
          });
      }),
    assertReachable: () =>
      within(3_000, async () => {
        await client.workflowService.getSystemInfo({});
      }),
    workerPolls: () =>
      within(3_000, async () => {
        const { pollers } = await client.workflowService.describeTaskQueue({
          namespace: client.options.namespace,
          taskQueue: { name: TASK_QUEUES.journeys },
          taskQueueType: 1,
        });
        return (pollers ?? []).length > 0;
      }),
  };
}

/** The error as the API knows it. */
function translated(error: unknown): unknown {
  const said = saidBy(error);
  if (said?.type === REFUSAL) return new Refused(said.details?.[0] as Refusal);
  // It heard another answer, or let the invitation lapse, in this very moment.
  if (said?.type === INVITATION_NOT_OPEN) return invitationEnded();
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return unanswered();
  const away =
    // The row says that it runs, so it is about to: the sweeper starts what is not there.
    error instanceof WorkflowNotFoundError ||
    isGrpcServiceError(error) ||
    isGrpcServiceError((error as { cause?: unknown } | undefined)?.cause);
  return away ? unavailable('temporal') : error;
}

/** What a journey says when it does not do what it was asked. */
function saidBy(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}
