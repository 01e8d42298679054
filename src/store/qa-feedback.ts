import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { given, toInstant } from './json.ts';
import { type Page, type PageRequest, paged } from './page.ts';
import { actorName } from './provenance.ts';

export interface NewQaFeedback {
  /** The caller's, so that a repeat gives nothing twice. */
  readonly id: string;
  readonly mailingId: string;
  /** The pair that it is about; left out when none answers the question. */
  readonly qaPairNumber?: number;
  readonly text: string;
}

/** What an agent misses in a Q&A sheet, or finds wrong in it. */
export interface QaFeedback extends NewQaFeedback {
  readonly givenBy: string;
  readonly givenAt: Instant;
  readonly handledAt?: Instant;
}

export interface QaFeedbackFilter extends PageRequest {
  readonly mailingId?: string;
  /** Only about mailings of this department. */
  readonly departmentId?: string;
  /** Only what this person gave. */
  readonly givenBy?: string;
  /** Only what waits for somebody. */
  readonly open?: boolean;
}

/** What agents say of answers. */
export function qaFeedbackStore(db: Db) {
  return {
    /** Keeps it; one with a known id stays as it is. */
    give: (feedback: NewQaFeedback, provenance: Provenance): Promise<QaFeedback> =>
      db.transaction(async (queries) => {
        const { id, mailingId, qaPairNumber = null, text } = feedback;
        const before = await queries.qaFeedback.findUnique({ where: { id } });
        if (before) return feedbackOf(before);
        const givenBy = actorName(provenance.actor);
        const givenAt = new Date(provenance.at);
        const row = await queries.qaFeedback.create({
          data: { id, mailingId, qaPairNumber, text, givenBy, givenAt },
        });
        await appendAudit(queries, provenance, [
          {
            action: 'qa-feedback-given',
            objectType: 'mailing',
            objectId: mailingId,
            detail: { feedbackId: id, ...(qaPairNumber !== null && { qaPairNumber }) },
          },
        ]);
        return feedbackOf(row);
      }),

    /** Puts it away as handled; the first time counts. @throws NotFound */
    handle: (id: string, provenance: Provenance): Promise<QaFeedback> =>
      db.transaction(async (queries) => {
        const { count } = await queries.qaFeedback.updateMany({
          where: { id, handledAt: null },
          data: { handledAt: new Date(provenance.at) },
        });
        const row = await queries.qaFeedback.findUnique({ where: { id } });
        if (!row) throw new NotFound('feedback', id);
        if (count > 0) {
          await appendAudit(queries, provenance, [
            {
              action: 'qa-feedback-handled',
              objectType: 'mailing',
              objectId: row.mailingId,
              detail: { feedbackId: id },
            },
          ]);
        }
        return feedbackOf(row);
      }),

    /** What nobody was told of yet and still waits, the oldest first. */
    notTold: (): Promise<QaFeedback[]> =>
      db.read(async (queries) => {
        const rows = await queries.qaFeedback.findMany({
          where: { toldAt: null, handledAt: null },
          orderBy: { givenAt: 'asc' },
          take: 500,
        });
        return rows.map(feedbackOf);
      }),

    /** When somebody was last told of feedback on this mailing; undefined when never. */
    lastTold: (mailingId: string): Promise<Instant | undefined> =>
      db.read(async (queries) => {
        const { _max } = await queries.qaFeedback.aggregate({
          where: { mailingId },
          _max: { toldAt: true },
        });
        return _max.toldAt ? toInstant(_max.toldAt) : undefined;
      }),

    /** Notes that its owner was told. */
    markTold: (ids: readonly string[], at: Instant): Promise<void> =>
      db.read(async (queries) => {
        await queries.qaFeedback.updateMany({
          where: { id: { in: [...ids] } },
          data: { toldAt: new Date(at) },
        });
      }),

    /** The feedback, or undefined. */
    find: (id: string): Promise<QaFeedback | undefined> =>
      db.read(async (queries) => {
        const row = await queries.qaFeedback.findUnique({ where: { id } });
        return row ? feedbackOf(row) : undefined;
      }),

    /** One page: what waits first, the last given first. */
    list: (filter: QaFeedbackFilter): Promise<Page<QaFeedback>> =>
      db.read(async (queries) => {
        const { mailingId, departmentId, givenBy, open = false } = filter;
        const where: Prisma.QaFeedbackWhereInput = {
          ...(mailingId !== undefined && { mailingId }),
          ...(departmentId !== undefined && { mailing: { departmentId } }),
          ...(givenBy !== undefined && { givenBy }),
          ...(open && { handledAt: null }),
        };
        const [count, rows] = await Promise.all([
          queries.qaFeedback.count({ where }),
          queries.qaFeedback.findMany({
            where,
            orderBy: [{ handledAt: { sort: 'desc', nulls: 'first' } }, { givenAt: 'desc' }],
            ...paged(filter),
          }),
        ]);
        return { count, results: rows.map(feedbackOf) };
      }),
  };
}

function feedbackOf(row: Prisma.QaFeedbackGetPayload<object>): QaFeedback {
  return {
    id: row.id,
    mailingId: row.mailingId,
    ...given('qaPairNumber', row.qaPairNumber, (number) => number),
    text: row.text,
    givenBy: row.givenBy,
    givenAt: toInstant(row.givenAt),
    ...given('handledAt', row.handledAt, toInstant),
  };
}
