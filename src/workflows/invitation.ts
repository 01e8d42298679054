import {
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  isCancellation,
  log,
  setHandler,
} from '@temporalio/workflow';
import { compareInstants, type Instant } from '../domain/instant.ts';
import { openLetterbox, post, work } from './activities.ts';
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
  const workingHours = input.policy.invitationWorkingHours;
  const waiting = [...input.candidates];
  /** Invitations without an answer, and until when it is waited for. */
  const open = new Map<string, Instant>();
  const letterbox = openLetterbox();
  let wantedAtAll = true;
  let busy = 0;
  let accepted = 0;

  const wanted = () => wantedAtAll && waiting.length > 0 && accepted + open.size + busy < positions;

  async function ask(personId: string): Promise<void> {
    const invitation = { needId, personId, now: presentInstant(), workingHours };
    const asked = await occupied(work.invite(invitation), ({ status, assignmentId, answerBy }) => {
      if (status === 'accepted') accepted += 1;
      const before = compareInstants(answerBy, startsAt) < 0 ? answerBy : startsAt;
      if (status === 'invited') open.set(assignmentId, before);
    });
    if (asked.status !== 'invited') return;
    const { assignmentId, answerBy } = asked;
    const reached = await letterbox.delivered('Invitation', () =>
      post.sendInvitation({ assignmentId, answerBy }),
    );
    // Who cannot be mailed cannot answer.
    if (!reached && open.has(assignmentId)) open.set(assignmentId, presentInstant());
  }

  async function answer(given: InvitationAnswer): Promise<{ status: string }> {
    open.delete(given.assignmentId);
    const { status } = await occupied(work.answerInvitation(given), (answered) => {
      if (answered.status === 'accepted') accepted += 1;
    });
    return { status };
  }

  /** Keeps a place taken while it is not known by whom, or somebody else would be asked for it meanwhile. */
  async function occupied<T>(working: Promise<T>, then: (result: T) => void): Promise<T> {
    busy += 1;
    try {
      const result = await working;
      then(result);
      return result;
    } finally {
      busy -= 1;
    }
  }

  setHandler(answerInvitation, answer, {
    validator: ({ assignmentId }) => {
      if (!wantedAtAll || !open.has(assignmentId)) {
        throw ApplicationFailure.nonRetryable('', INVITATION_NOT_OPEN);
      }
    },
  });
  setHandler(noLongerWanted, () => {
    wantedAtAll = false;
  });

  try {
    while (wantedAtAll && compareInstants(presentInstant(), startsAt) < 0) {
      // Asked side by side: nobody waits for another one's mail server.
      while (wanted()) void ask(waiting.shift() ?? '').catch(notAsked);
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
    await condition(() => busy === 0 && allHandlersFinished());
    if (!wantedAtAll) await cancelNeed(needId, letterbox);
    await condition(() => letterbox.isEmpty);
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

// A cancellation is seen where the journey waits, and somebody who is not there to be asked makes way for the next.
function notAsked(error: unknown): void {
  if (!isCancellation(error)) log.warn('Somebody could not be asked', { error });
}
