import { createHash } from 'node:crypto';
import type { Instant } from '../domain/instant.ts';
import { addWorkingHours } from '../domain/working-time.ts';
import type { Assignment, AssignmentStatus } from '../store/assignment-row.ts';
import type { InvitationAnswer } from '../workflows/contract.ts';
import { type ActivityDeps, byWorker, houseRules, submittedMailing } from './deps.ts';
import { isNamed } from './failure.ts';

/** What came of an answer: as it was given, or why the person does not come after all. */
export type AnswerStatus = AssignmentStatus | 'overlapping-shift' | 'not-needed';

type InvitationDeps = Pick<ActivityDeps, 'store' | 'mailer' | 'clock' | 'workplace'>;

/** Asking people to help, and what they answer. */
export function invitationActivities(deps: InvitationDeps) {
  const { store, mailer, clock } = deps;

  const appointmentOf = async (assignment: Assignment) => {
    const [{ details }, person] = await Promise.all([
      submittedMailing(deps, assignment.mailingId),
      store.people.find(assignment.personId),
    ]);
    if (!person) throw new Error(`Person ${assignment.personId} is not in the store.`);
    const { id, startsAt, endsAt, mailingId, sequence } = assignment;
    return {
      to: person,
      assignmentId: id,
      mailingId,
      title: details.title,
      sequence,
      startsAt,
      endsAt,
      location: deps.workplace,
    };
  };

  return {
    /** Invites the person, once per need, and says until when the answer is waited for. */
    async invite({
      needId,
      personId,
      now,
      workingHours,
    }: {
      readonly needId: string;
      readonly personId: string;
      readonly now: Instant;
      readonly workingHours: number;
    }): Promise<{
      readonly assignmentId: string;
      readonly status: AssignmentStatus | 'not-needed';
      readonly answerBy: Instant;
    }> {
      const { calendar } = await houseRules(deps);
      const answerBy = addWorkingHours(now, workingHours, calendar);
      try {
        const invitation = { id: idOf(needId, personId), needId, personId };
        const { id, status } = await store.assignments.invite(invitation, byWorker(now));
        return { assignmentId: id, status, answerBy };
      } catch (error) {
        if (!isNamed(error, 'Conflict')) throw error;
        return { assignmentId: '', status: 'not-needed', answerBy };
      }
    },

    /** Mails the invitation with its calendar entry. */
    async sendInvitation({
      assignmentId,
      answerBy,
    }: {
      readonly assignmentId: string;
      readonly answerBy: Instant;
    }): Promise<void> {
      const assignment = await store.assignments.find(assignmentId);
      if (assignment?.status !== 'invited') return;
      await mailer.invitation({
        key: `invitation:${assignmentId}`,
        at: clock(),
        ...(await appointmentOf(assignment)),
        task: TASK,
        answerBefore: answerBy,
      });
    },

    /** Records the answer. A yes from somebody who turns out to work elsewhere then is recorded as a no. */
    async answerInvitation({
      assignmentId,
      answer,
    }: InvitationAnswer): Promise<{ readonly status: AnswerStatus }> {
      const provenance = await answererOf(deps, assignmentId);
      try {
        const { status } = await store.assignments.answer(assignmentId, answer, provenance);
        return { status };
      } catch (error) {
        if (isNamed(error, 'OverlappingShift')) {
          await store.assignments.answer(assignmentId, 'declined', provenance);
          return { status: 'overlapping-shift' };
        }
        if (!isNamed(error, 'Conflict')) throw error;
        await store.assignments.lapse(assignmentId, byWorker(clock()));
        return { status: 'not-needed' };
      }
    },

    /** Ends an invitation that was not answered in time. */
    async lapseInvitation({ assignmentId }: { readonly assignmentId: string }): Promise<void> {
      await store.assignments.lapse(assignmentId, byWorker(clock()));
    },

    /** Takes back every invitation of the need that is open or accepted; answers with those that were. */
    async cancelNeed({
      needId,
    }: {
      readonly needId: string;
    }): Promise<{ readonly assignmentIds: readonly string[] }> {
      const asked = await store.assignments.forNeed(needId);
      const ended: string[] = [];
      for (const { id } of asked) {
        const { status } = await store.assignments.cancel(id, byWorker(clock()));
        if (status === 'cancelled') ended.push(id);
      }
      return { assignmentIds: ended };
    },

    /** Mails that the appointment is off, so that it leaves the calendar too. */
    async sendCancellation({ assignmentId }: { readonly assignmentId: string }): Promise<void> {
      const assignment = await store.assignments.find(assignmentId);
      if (assignment?.status !== 'cancelled') return;
      const appointment = await appointmentOf(assignment);
      await mailer.invitationCancelled({
        key: `invitation-cancelled:${assignmentId}`,
        at: clock(),
        ...appointment,
        // The row counts the cancellation already; the mail wants the number of the invitation.
        sequence: appointment.sequence - 1,
        reason: CANCELLED,
      });
    },
  };
}

/** One invitation per person and need, so that asking again is the same asking: a UUID made from both. */
function idOf(needId: string, personId: string): string {
  const hash = createHash('sha256').update(`${needId}\n${personId}`).digest('hex');
  const variant = `8${hash.slice(13, 16)}-a${hash.slice(17, 20)}`;
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-${variant}-${hash.slice(20, 32)}`;
}

async function answererOf({ store, clock }: InvitationDeps, assignmentId: string) {
  const assignment = await store.assignments.find(assignmentId);
  if (!assignment) throw new Error(`Assignment ${assignmentId} is not in the store.`);
  const actor = { personId: assignment.personId, role: 'guest' } as const;
  return { actor, origin: 'link', at: clock() } as const;
}

const TASK = {
  nl: 'Vragen van inwoners over de mailing beantwoorden, samen met de collega’s van het KCC.',
  en: 'Answer residents’ questions about the mailing, together with the colleagues of the contact centre.',
};

const CANCELLED = {
  nl: 'De mailing gaat anders of niet door, en daarom is uw hulp op dit tijdstip niet nodig.',
  en: 'The mailing has changed or will not go ahead, so your help is not needed at this time.',
};
