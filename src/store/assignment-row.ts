import type { Instant } from '../domain/instant.ts';
import type { Queries } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { given, toInstant } from './json.ts';

export type AssignmentStatus = 'invited' | 'accepted' | 'declined' | 'lapsed' | 'cancelled';

/** An invitation to help at the KCC between two instants, and what became of it. */
export interface Assignment {
  readonly id: string;
  readonly needId: string;
  readonly mailingId: string;
  readonly personId: string;
  readonly status: AssignmentStatus;
  /** SEQUENCE of its calendar invitation (RFC 5545): grows with every change that goes out. */
  readonly sequence: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly invitedAt: Instant;
  readonly answeredAt?: Instant;
}

export const WITH_NEED = {
  need: { select: { mailingId: true, startsAt: true, endsAt: true } },
} as const;

/** A row as an Assignment. */
export function assignmentOf(
  row: Prisma.AssignmentGetPayload<{ include: typeof WITH_NEED }>,
): Assignment {
  return {
    id: row.id,
    needId: row.needId,
    mailingId: row.need.mailingId,
    personId: row.personId,
    status: row.status as AssignmentStatus,
    sequence: row.sequence,
    startsAt: toInstant(row.need.startsAt),
    endsAt: toInstant(row.need.endsAt),
    invitedAt: toInstant(row.invitedAt),
    ...given('answeredAt', row.answeredAt, toInstant),
  };
}

/** The invitation, locked with its need until the end of the transaction. @throws NotFound */
export async function lockAssignment(queries: Queries, id: string): Promise<Assignment> {
  // The need first, always: two answers for one need wait for each other instead of deadlocking.
  await queries.$queryRaw`
    SELECT 1 FROM staffing_needs WHERE id = (SELECT need_id FROM assignments WHERE id = ${id}::uuid) FOR UPDATE`;
  const row = await queries.assignment.findUnique({ where: { id }, include: WITH_NEED });
  if (!row) throw new NotFound('assignment', id);
  return assignmentOf(row);
}
