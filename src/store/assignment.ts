import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { answerAssignment } from './assignment-answer.ts';
import { type Assignment, assignmentOf, lockAssignment, WITH_NEED } from './assignment-row.ts';
import type { Db } from './db.ts';
import { Conflict, NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';

export interface NewInvitation {
  /** The caller's, so that a repeat invites nobody twice. */
  readonly id: string;
  readonly needId: string;
  readonly personId: string;
}

/** The statuses in which people may still be needed. */
const RUNNING = ['held', 'signed-off', 'releasing', 'dispatched'];

/** Invitations to help at the KCC and their answers. */
export function assignmentStore(db: Db) {
  const list = (where: Prisma.AssignmentWhereInput): Promise<Assignment[]> =>
    db.read(async (queries) => {
      const rows = await queries.assignment.findMany({
        where,
        orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }],
        include: WITH_NEED,
      });
      return rows.map(assignmentOf);
    });

  return {
    ...answerAssignment(db),

    /**
     * Invites the person for the need. Somebody who was invited for it before is not invited again: the answer is the
     * invitation that exists.
     * @throws NotFound for an unknown need; Conflict when the need is no longer open
     */
    invite: (invitation: NewInvitation, provenance: Provenance): Promise<Assignment> =>
      db.transaction(async (queries) => {
        const { id, needId, personId } = invitation;
        await queries.$queryRaw`SELECT 1 FROM staffing_needs WHERE id = ${needId}::uuid FOR UPDATE`;
        const need = await queries.staffingNeed.findUnique({ where: { id: needId } });
        if (!need) throw new NotFound('staffing need', needId);
        const before = await queries.assignment.findUnique({
          where: { needId_personId: { needId, personId } },
          include: WITH_NEED,
        });
        if (before) return assignmentOf(before);
        if (need.status !== 'open') throw new Conflict(`This staffing need is ${need.status}.`);
        const row = await queries.assignment.create({
          data: { id, needId, personId, status: 'invited', invitedAt: new Date(provenance.at) },
          include: WITH_NEED,
        });
        await appendAudit(queries, provenance, [
          {
            action: 'invited',
            objectType: 'assignment',
            objectId: id,
            detail: { needId, personId, mailingId: need.mailingId },
          },
        ]);
        return assignmentOf(row);
      }),

    /** Ends an invitation without an answer; one that was answered or ended stays as it is. @throws NotFound */
    lapse: (id: string, provenance: Provenance): Promise<Assignment> =>
      db.transaction(async (queries) => {
        const before = await lockAssignment(queries, id);
        if (before.status !== 'invited') return before;
        const row = await queries.assignment.update({
          where: { id },
          data: { status: 'lapsed' },
          include: WITH_NEED,
        });
        await appendAudit(queries, provenance, [
          { action: 'lapsed', objectType: 'assignment', objectId: id },
        ]);
        return assignmentOf(row);
      }),

    /** The invitation, or undefined. */
    find: async (id: string): Promise<Assignment | undefined> => (await list({ id }))[0],

    /** Everyone who was asked for the need, in the order in which they were asked. */
    forNeed: (needId: string): Promise<Assignment[]> => list({ needId }),

    /** Everyone who was asked for the mailing, under any version of its plan, in the order in which they were asked. */
    forMailing: (mailingId: string): Promise<Assignment[]> => list({ need: { mailingId } }),

    /** Invitations to help with what still runs, between two moments, that wait for an answer or were declined. */
    notComing: (from: Instant, to: Instant): Promise<Assignment[]> =>
      list({
        status: { in: ['invited', 'declined'] },
        need: {
          startsAt: { lt: new Date(to) },
          endsAt: { gt: new Date(from) },
          plan: { mailing: { status: { in: RUNNING } } },
        },
      }),

    /** What the person was asked for from `from` on, in the order in which they were asked. */
    forPerson: (personId: string, from: Instant): Promise<Assignment[]> =>
      list({ personId, need: { endsAt: { gt: new Date(from) } } }),
  };
}
