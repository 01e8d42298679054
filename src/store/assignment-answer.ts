import { appendAudit } from './audit-append.ts';
import type { AuditEntry, Provenance } from './audit-line.ts';
import { type Assignment, assignmentOf, lockAssignment, WITH_NEED } from './assignment-row.ts';
import type { Db, Queries } from './db.ts';
import { Conflict } from './errors.ts';
import { createShifts } from './shift.ts';

export type Answer = 'accepted' | 'declined';

/** Answers to invitations, and the shift that comes of an acceptance. */
export function answerAssignment(db: Db) {
  return {
    /**
     * Records the answer; accepting makes the shift in the same transaction and fills the need when it was the last
     * position. The same answer again changes nothing.
     * @throws Conflict when another answer was given, the invitation has ended or the need has enough people;
     *   OverlappingShift when the person already works then; NotFound
     */
    answer: (id: string, answer: Answer, provenance: Provenance): Promise<Assignment> =>
      db.transaction(async (queries) => {
        const before = await lockAssignment(queries, id);
        if (before.status === answer) return before;
        if (before.status !== 'invited') {
          throw new Conflict(`This invitation is ${before.status} and can no longer be answered.`);
        }
        const entries = [entry(before, answer)];
        if (answer === 'accepted') entries.push(...(await fill(queries, before)));
        const row = await queries.assignment.update({
          where: { id },
          data: { status: answer, answeredAt: new Date(provenance.at) },
          include: WITH_NEED,
        });
        await appendAudit(queries, provenance, entries);
        return assignmentOf(row);
      }),

    /**
     * Takes the invitation back, also one that was accepted: its shift is cancelled, and the need is open again. The
     * sequence grows, for the calendar. One that has ended stays as it is.
     * @throws NotFound
     */
    cancel: (id: string, provenance: Provenance): Promise<Assignment> =>
      db.transaction(async (queries) => {
        const before = await lockAssignment(queries, id);
        if (before.status !== 'invited' && before.status !== 'accepted') return before;
        const row = await queries.assignment.update({
          where: { id },
          data: { status: 'cancelled', sequence: { increment: 1 } },
          include: WITH_NEED,
        });
        await queries.shift.updateMany({
          where: { assignmentId: id, cancelledAt: null },
          // The journey tells the person itself, with the calendar entry.
          data: {
            cancelledAt: new Date(provenance.at),
            ...(provenance.origin === 'worker' && { toldAt: new Date(provenance.at) }),
          },
        });
        if (before.status === 'accepted') {
          await queries.staffingNeed.updateMany({
            where: { id: before.needId, status: 'filled' },
            data: { status: 'open' },
          });
        }
        await appendAudit(queries, provenance, [entry(before, 'cancelled')]);
        return assignmentOf(row);
      }),
  };
}

/** Takes one position of the need for the person. */
async function fill(queries: Queries, assignment: Assignment): Promise<AuditEntry[]> {
  const { id, needId, personId, startsAt, endsAt, mailingId } = assignment;
  const need = await queries.staffingNeed.findUniqueOrThrow({ where: { id: needId } });
  const taken = await queries.assignment.count({ where: { needId, status: 'accepted' } });
  if (need.status === 'superseded' || taken >= need.positions) {
    throw new Conflict('Enough people have said yes for this time; nobody more is needed.');
  }
  const person = await queries.person.findUniqueOrThrow({ where: { id: personId } });
  const kind = person.kind === 'guest' ? 'guest' : 'extra';
  await createShifts(queries, [
    { id: crypto.randomUUID(), personId, startsAt, endsAt, kind, assignmentId: id },
  ]);
  if (taken + 1 < need.positions) return [];
  await queries.staffingNeed.update({ where: { id: needId }, data: { status: 'filled' } });
  return [
    {
      action: 'staffing-need-filled',
      objectType: 'staffing-need',
      objectId: needId,
      detail: { mailingId, positions: need.positions },
    },
  ];
}

function entry({ id, needId, mailingId }: Assignment, action: string): AuditEntry {
  return { action, objectType: 'assignment', objectId: id, detail: { needId, mailingId } };
}
