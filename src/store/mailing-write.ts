import type { Instant } from '../domain/instant.ts';
import type {
  AnnouncedMailing,
  DraftMailing,
  SubmittedMailing,
  WithdrawnMailing,
} from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Queries } from './db.ts';
import { Conflict, VersionConflict } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { type JsonObject, toJson } from './json.ts';

const BEFORE_SUBMISSION = ['announced', 'draft'];

export type MailingRow = Prisma.MailingGetPayload<object>;

/** Puts those who write the same mailing in line, also while there is no row yet that could be locked. */
export async function lockId(queries: Queries, id: string): Promise<void> {
  await queries.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
}

/** Which mailing is to be written, and at which version of its row; left out: whatever the row is at. */
export interface OpenMailing {
  readonly id: string;
  readonly departmentId: string;
  readonly expectedRowVersion?: number;
}

/**
 * The row before submission; null when there is none yet.
 * @throws VersionConflict, and Conflict when it was submitted or is another department's
 */
export async function openRow(
  queries: Queries,
  { id, departmentId, expectedRowVersion }: OpenMailing,
): Promise<MailingRow | null> {
  const row = await queries.mailing.findUnique({ where: { id } });
  if (expectedRowVersion !== undefined && expectedRowVersion !== (row?.version ?? 0)) {
    throw new VersionConflict('mailing', expectedRowVersion, row?.version ?? 0);
  }
  if (!row) return null;
  if (row.departmentId !== departmentId) throw inUse(id);
  if (!BEFORE_SUBMISSION.includes(row.status)) {
    throw new Conflict(`This mailing is ${row.status}: it was submitted already.`);
  }
  return row;
}

/** The columns that every change before the workflow writes. */
export function columnsOf(
  mailing: AnnouncedMailing | DraftMailing | SubmittedMailing | WithdrawnMailing,
  title: string,
  audienceSize: number,
  at: Instant,
) {
  const { id, departmentId, status } = mailing;
  return {
    id,
    departmentId,
    status,
    title,
    audienceSize,
    state: toJson(mailing),
    updatedAt: new Date(at),
  };
}

/** Makes the row, or writes over it and counts its version up. */
export function writeRow(
  queries: Queries,
  before: MailingRow | null,
  columns: ReturnType<typeof columnsOf> & Partial<Prisma.MailingUncheckedCreateInput>,
  at: Instant,
): Promise<MailingRow> {
  return before
    ? queries.mailing.update({
        where: { id: before.id },
        data: { ...columns, version: before.version + 1 },
      })
    : queries.mailing.create({ data: { ...columns, createdAt: new Date(at) } });
}

/** Writes the one audit line of a change. */
export function auditMailing(
  queries: Queries,
  provenance: Provenance,
  objectId: string,
  action: string,
  detail: JsonObject,
): Promise<void> {
  return appendAudit(queries, provenance, [{ action, objectType: 'mailing', objectId, detail }]);
}

/** The id belongs to another mailing. */
export function inUse(id: string): Conflict {
  return new Conflict(`There is another mailing with id ${id}.`);
}
