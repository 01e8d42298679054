import type { ContactChannel } from '../domain/contact-channel.ts';
import type { QuestionOutcome } from '../domain/evaluation.ts';
import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { Prisma } from './generated/client.ts';
import { given, toInstant } from './json.ts';
import { type Page, type PageRequest, paged } from './page.ts';
import { actorName } from './provenance.ts';

export interface NewQuestion {
  /** The caller's, so that a repeat logs nothing twice. */
  readonly id: string;
  /** Left out: about no mailing that Sluis knows. */
  readonly mailingId?: string;
  readonly askedAt: Instant;
  readonly channel: ContactChannel;
  /** As it was put, without anything about who put it. */
  readonly text: string;
  /** The pair of the Q&A sheet that answered it. */
  readonly qaPairNumber?: number;
  readonly outcome: QuestionOutcome;
}

/** A logged question; `loggedBy` is the agent. */
export interface Question extends NewQuestion {
  readonly loggedBy: string;
}

export interface QuestionFilter extends PageRequest {
  readonly mailingId?: string;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** Questions about a mailing in one interval over one channel. */
export interface QuestionCount {
  readonly start: Instant;
  readonly channel: ContactChannel;
  readonly questions: number;
}

/** Questions about one mailing, and how many of them were answered at once. */
export interface MailingQuestions {
  readonly mailingId?: string;
  readonly questions: number;
  readonly answered: number;
}

/** The question log. */
export function questionStore(db: Db) {
  return {
    /** Logs the question; one with a known id is left as it is. */
    log: (question: NewQuestion, provenance: Provenance): Promise<Question> =>
      db.transaction(async (queries) => {
        const { id, mailingId, askedAt, channel, text, qaPairNumber, outcome } = question;
        const before = await queries.question.findUnique({ where: { id } });
        if (before) return questionOf(before);
        const row = await queries.question.create({
          data: {
            id,
            mailingId: mailingId ?? null,
            askedAt: new Date(askedAt),
            channel,
            text,
            qaPairNumber: qaPairNumber ?? null,
            outcome,
            loggedBy: actorName(provenance.actor),
          },
        });
        await appendAudit(queries, provenance, [
          {
            action: 'question-logged',
            objectType: 'question',
            objectId: id,
            detail: { channel, outcome, ...(mailingId !== undefined && { mailingId }) },
          },
        ]);
        return questionOf(row);
      }),

    /** One page, the last asked first. */
    list: (filter: QuestionFilter): Promise<Page<Question>> =>
      db.read(async (queries) => {
        const { mailingId, from, to } = filter;
        const where: Prisma.QuestionWhereInput = {
          ...(mailingId !== undefined && { mailingId }),
          askedAt: {
            ...(from !== undefined && { gte: new Date(from) }),
            ...(to !== undefined && { lt: new Date(to) }),
          },
        };
        const [count, rows] = await Promise.all([
          queries.question.count({ where }),
          queries.question.findMany({
            where,
            orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
            ...paged(filter),
          }),
        ]);
        return { count, results: rows.map(questionOf) };
      }),

    /** Every question about the mailing, the first asked first: what an evaluation reads. */
    forMailing: (mailingId: string): Promise<Question[]> =>
      db.read(async (queries) => {
        const rows = await queries.question.findMany({
          where: { mailingId },
          orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(questionOf);
      }),

    /** Questions per mailing between two instants, the most asked first; those about none have no `mailingId`. */
    countsPerMailing: ({ from, to }: { from: Instant; to: Instant }): Promise<MailingQuestions[]> =>
      db.read(async (queries) => {
        const rows = await queries.$queryRaw<
          { mailingId: string | null; questions: bigint; answered: bigint }[]
        >`
          SELECT mailing_id::text AS "mailingId", count(*) AS questions, count(*) FILTER (WHERE outcome = 'answered') AS answered
          FROM questions WHERE asked_at >= ${new Date(from)} AND asked_at < ${new Date(to)}
          GROUP BY 1 ORDER BY 2 DESC, 1`;
        return rows.map(({ mailingId, questions, answered }) => ({
          ...given('mailingId', mailingId, (id) => id),
          questions: Number(questions),
          answered: Number(answered),
        }));
      }),

    /**
     * Questions per interval of `seconds` (half an hour) between two instants, counted from the whole hour; intervals
     * without questions do not occur. Without `mailingId`: about whatever.
     */
    countsPerInterval: (
      { mailingId, from, to }: { mailingId?: string; from: Instant; to: Instant },
      seconds = 1800,
    ): Promise<QuestionCount[]> =>
      db.read(async (queries) => {
        const rows = await queries.$queryRaw<{ start: Date; channel: string; questions: bigint }[]>`
          SELECT date_bin(make_interval(secs => ${seconds}), asked_at, 'epoch') AS start, channel, count(*) AS questions
          FROM questions
          WHERE asked_at >= ${new Date(from)} AND asked_at < ${new Date(to)}
            ${mailingId === undefined ? Prisma.empty : Prisma.sql`AND mailing_id = ${mailingId}::uuid`}
          GROUP BY 1, 2 ORDER BY 1, 2`;
        return rows.map(({ start, channel, questions }) => ({
          start: toInstant(start),
          channel: channel as ContactChannel,
          questions: Number(questions),
        }));
      }),
  };
}

function questionOf(row: Prisma.QuestionGetPayload<object>): Question {
  return {
    id: row.id,
    ...given('mailingId', row.mailingId, (id) => id),
    askedAt: toInstant(row.askedAt),
    channel: row.channel as ContactChannel,
    text: row.text,
    ...given('qaPairNumber', row.qaPairNumber, (number) => number),
    outcome: row.outcome as QuestionOutcome,
    loggedBy: row.loggedBy,
  };
}
