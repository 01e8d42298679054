import type { Instant } from '../domain/instant.ts';
import type { ActivityDeps } from './deps.ts';
import { isNamed } from './failure.ts';

type TellingDeps = Pick<ActivityDeps, 'store' | 'mailer' | 'workplace'>;

/**
 * Tells people of shifts of theirs that were taken off the roster; an appointment that came of an invitation leaves their
 * calendar too. For the sweeper: it is told until it was told, and a mail that was sent before is the same mail again.
 */
export async function tellOfCancelledShifts(deps: TellingDeps, now: Instant): Promise<number> {
  const { store, mailer, workplace } = deps;
  const cancelled = await store.shifts.notTold();
  for (const { id, personId, startsAt, endsAt, assignmentId, cancelledAt = now } of cancelled) {
    const to = await store.people.find(personId);
    const assignment = assignmentId && (await store.assignments.find(assignmentId));
    if (to && assignment) {
      const { mailingId, sequence } = assignment;
      await notForGood(
        mailer.invitationCancelled({
          key: `invitation-cancelled:${assignment.id}`,
          at: cancelledAt,
          to,
          assignmentId: assignment.id,
          mailingId,
          title: (await store.mailings.find(mailingId))?.title ?? '',
          // The row counts the cancellation already; the mail wants the number of the invitation.
          sequence: sequence - 1,
          startsAt,
          endsAt,
          location: workplace,
          reason: OFF_THE_ROSTER,
        }),
      );
    } else if (to) {
      const key = `shift-cancelled:${id}`;
      await notForGood(mailer.shiftCancelled({ key, at: cancelledAt, to, startsAt, endsAt }));
    }
    await store.shifts.markTold(id, now);
  }
  return cancelled.length;
}

/** Whoever has no address that takes mail cannot be told this way, and trying again would not change that. */
async function notForGood(sent: Promise<unknown>): Promise<void> {
  await sent.catch((error: unknown) => {
    if (!isNamed(error, 'MailPermanent')) throw error;
  });
}

const OFF_THE_ROSTER = {
  nl: 'Uw dienst is uit het rooster gehaald.',
  en: 'Your shift was taken off the roster.',
};
