import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  setHandler,
} from '@temporalio/workflow';
import { compareInstants, type Instant } from '../domain/instant.ts';
import { delivered, post, work } from './activities.ts';
import {
  answerInvitation,
  type InvitationAnswer,
  type InvitationJourneyInput,
  INVITATION_NOT_OPEN,
  noLongerWanted,
} from './contract.ts';
import { cancelNeed } from './invitation-cancel.ts';
import { presentInstant, until } from './waiting.ts';

/**
 * Finds people for one staffing need: asks as many as are still wanted, in the order of the candidates; who declines or
 * stays silent makes way for the next. It lives until the need begins, so that it can be cancelled with everyone told,
 * and answers with how many came.
 */
export async function invitationJourney(input: InvitationJourneyInput): Promise<number> {
  const { needId, positions, startsAt } = input;
  const waiting = [...input.candidates];
  /** Invitations without an answer, and until when it is waited for. */
  const open = new Map<string, Instant>();
  let wantedAtAll = true;
  let asking = 0;
  let accepted = 0;

  const wanted = () =>
    wantedAtAll && waiting.length > 0 && accepted + open.size + asking < positions;

  async function ask(personId: string): Promise<void> {
    asking += 1;
    const asked = await work
      .invite({
        needId,
        personId,
        now: presentInstant(),
        workingHours: input.policy.invitationWorkingHours,
      })
      .finally(() => (asking -= 1));
    if (asked.status === 'accepted') accepted += 1;
    if (asked.status !== 'invited') return;
    const { assignmentId, answerBy } = asked;
    open.set(assignmentId, compareInstants(answerBy, startsAt) < 0 ? answerBy : startsAt);
    const reached = await delivered('Invitation', () =>
      post.sendInvitation({ assignmentId, answerBy }),
    );
    // Who cannot be mailed cannot answer.
    if (!reached && open.has(assignmentId)) open.set(assignmentId, presentInstant());
  }

  async function answer(given: InvitationAnswer): Promise<{ status: string }> {
    open.delete(given.assignmentId);
    const { status } = await work.answerInvitation(given);
    if (status === 'accepted') accepted += 1;
    return { status };
  }

  setHandler(answerInvitation, answer, {
    validator: ({ assignmentId }) => {
      if (!wantedAtAll || !open.has(assignmentId))
        throw ApplicationFailure.nonRetryable('', INVITATION_NOT_OPEN);
    },
  });

  setHandler(noLongerWanted, () => {
    wantedAtAll = false;
  });

  try {
    while (wantedAtAll && compareInstants(presentInstant(), startsAt) < 0) {
      // Asked side by side: nobody waits for another one's mail server.
      while (wanted()) void ask(waiting.shift() ?? '').catch(cancelled);
      const first = earliest(open);
      const due = await until(
        first?.answerBy ?? startsAt,
        () => !wantedAtAll || wanted() || changed(first, open),
      );
      if (wantedAtAll && due && first && open.delete(first.assignmentId)) {
        await work.lapseInvitation({ assignmentId: first.assignmentId });
      }
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
    wantedAtAll = false;
  }
  await CancellationScope.nonCancellable(async () => {
    await condition(() => asking === 0 && allHandlersFinished());
    if (!wantedAtAll) await cancelNeed(needId);
  });
  return accepted;
}

function earliest(open: ReadonlyMap<string, Instant>) {
  const [first] = [...open].toSorted(([, a], [, b]) => compareInstants(a, b));
  return first && { assignmentId: first[0], answerBy: first[1] };
}

function changed(first: ReturnType<typeof earliest>, open: ReadonlyMap<string, Instant>): boolean {
  const now = earliest(open);
  return now?.assignmentId !== first?.assignmentId || now?.answerBy !== first?.answerBy;
}

// The journey sees the cancellation itself, and cancels what was asked.
function cancelled(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
