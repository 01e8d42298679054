import type { EvidenceContent } from '../domain/evidence.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { MailingStatus } from '../domain/mailing.ts';
import type { AuditLine } from './audit-line.ts';
import { auditLineOf } from './audit.ts';
import type { Db } from './db.ts';
import { Prisma } from './generated/client.ts';
import { fromJson, toInstant } from './json.ts';
import { mailingIntake } from './mailing-intake.ts';
import { mailingRecorder } from './mailing-record.ts';
import { mailingSubmission } from './mailing-submit.ts';
import { mailingUrgency } from './mailing-urgency.ts';
import { type MailingRecord, type MailingSummary, recordOf, summaryOf } from './mailing-row.ts';
import { type Page, type PageRequest, paged } from './page.ts';

/** Which mailings are wanted; without fields all of them. */
export interface MailingFilter extends PageRequest {
  readonly departmentId?: string;
  /** Any of these. */
  readonly status?: readonly MailingStatus[];
}

/** The statuses in which a workflow has work to do. */
const ACTIVE = ['submitted', 'held', 'signed-off', 'releasing', 'dispatched'];

/** Mailings: rows that the API writes until they are submitted, and their workflow from then on. */
export function mailingStore(db: Db) {
  const summaries = (args: Prisma.MailingFindManyArgs): Promise<MailingSummary[]> =>
    db.read(async (queries) => (await queries.mailing.findMany(args)).map(summaryOf));

  return {
    ...mailingIntake(db),
    ...mailingSubmission(db),
    ...mailingRecorder(db),
    ...mailingUrgency(db),

    /** The mailing with its content, or undefined. */
    find: (id: string): Promise<MailingRecord | undefined> =>
      db.read(async (queries) => {
        const row = await queries.mailing.findUnique({ where: { id } });
        return row ? recordOf(queries, row) : undefined;
      }),

    /** What these mailings are called, by id; what is no mailing is left out. */
    titlesOf: (ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
      db.read(async (queries) => {
        const rows = await queries.mailing.findMany({
          where: { id: { in: [...new Set(ids)] } },
          select: { id: true, title: true },
        });
        return new Map(rows.map(({ id, title }) => [id, title]));
      }),

    /** Up to `limit` mailings with `part` in their title, in whatever case, the last changed first. */
    titled: (part: string, limit: number): Promise<{ id: string; title: string }[]> =>
      db.read((queries) =>
        queries.mailing.findMany({
          where: { title: { contains: part.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' } },
          orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
          select: { id: true, title: true },
          take: limit,
        }),
      ),

    /** One page, the last changed first. */
    list: (filter: MailingFilter): Promise<Page<MailingSummary>> =>
      db.read(async (queries) => {
        const { departmentId, status } = filter;
        const where: Prisma.MailingWhereInput = {
          ...(departmentId !== undefined && { departmentId }),
          ...(status !== undefined && { status: { in: [...status] } }),
        };
        const [count, rows] = await Promise.all([
          queries.mailing.count({ where }),
          queries.mailing.findMany({
            where,
            orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
            ...paged(filter),
          }),
        ]);
        return { count, results: rows.map(summaryOf) };
      }),

    /** Submitted before `olderThan` and still not held: their workflow was never started. The longest waiting first. */
    notStarted: (olderThan: Instant, limit = 100): Promise<MailingSummary[]> =>
      summaries({
        where: { status: 'submitted', updatedAt: { lt: new Date(olderThan) } },
        orderBy: { updatedAt: 'asc' },
        take: limit,
      }),

    /** Mailings for which something was due before `now` and has not been done. The most overdue first. */
    overdue: (now: Instant, limit = 100): Promise<MailingSummary[]> =>
      summaries({
        where: { dueAt: { lt: new Date(now) }, status: { in: ACTIVE } },
        orderBy: { dueAt: 'asc' },
        take: limit,
      }),

    /** Every mailing whose workflow must run, a part at a time: `after` is the last id of the part before. */
    unfinished: (after?: string, limit = 500): Promise<MailingSummary[]> =>
      summaries({
        where: { status: { in: ACTIVE }, ...(after !== undefined && { id: { gt: after } }) },
        orderBy: { id: 'asc' },
        take: limit,
      }),

    /** Every version of what the mailing says, the first one first. */
    versions: (id: string): Promise<EvidenceContent[]> =>
      db.read(async (queries) => {
        const rows = await queries.mailingVersion.findMany({
          where: { mailingId: id },
          orderBy: { version: 'asc' },
        });
        return rows.map(({ version, contentDigest, details, writtenBy, writtenAt }) => ({
          version,
          contentDigest,
          details: fromJson<MailingDetails>(details),
          writtenBy,
          writtenAt: toInstant(writtenAt),
        }));
      }),

    /** Since when the letter is what it is now; undefined when it was never another one. */
    letterSince: (id: string): Promise<Instant | undefined> =>
      db.read(async (queries) => {
        const [row] = await queries.$queryRaw<{ since: Date | null }[]>`
          select sluis_letter_since(${id}::uuid) as since`;
        return row?.since ? toInstant(row.since) : undefined;
      }),

    /** What happened to the mailing, the first thing first. */
    timeline: (id: string): Promise<AuditLine[]> =>
      db.read(async (queries) => {
        const rows = await queries.auditLine.findMany({
          where: { objectType: 'mailing', objectId: id },
          orderBy: { seq: 'asc' },
        });
        return rows.map(auditLineOf);
      }),
  };
}
