import type { PersonId } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { decideDoubt, type DoubtAnswer, type DoubtDecision } from '../domain/smtp-doubt.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { Conflict, NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { type Page, type PageRequest, paged } from './page.ts';

/** One recipient of whom nobody knows whether the message arrived, with what is known to find out. */
export interface Doubt {
  /** Id of the held message; the queue id that the mail tool was told. */
  readonly messageId: string;
  readonly recipient: string;
  /** Of a single mail there is none. */
  readonly mailingId?: string;
  /** Of the mailing. */
  readonly title?: string;
  readonly batch?: number;
  /** The Message-ID header, to look for in the peer's log; empty when the sender gave none. */
  readonly messageIdHeader: string;
  /** What happened last. */
  readonly reply: string;
  readonly since: Instant;
  readonly attempts: number;
  /** What one person has answered already. */
  readonly answer?: DoubtAnswer;
  readonly answeredBy?: PersonId;
}

/** Which of them are wanted. */
export interface DoubtFilter {
  readonly mailingId?: string;
  /** Of the mailing; of a single mail that of its mail tool. */
  readonly departmentId?: string;
}

/** Recipients in doubt, until two people agree on what happened. */
export function doubtStore(db: Db) {
  return {
    count: (filter: DoubtFilter = {}): Promise<number> =>
      db.read((q) => q.delivery.count({ where: whereOf(filter) })),

    /** The oldest first. */
    list: (filter: DoubtFilter & PageRequest): Promise<Page<Doubt>> =>
      db.read(async (q) => {
        const where = whereOf(filter);
        const count = await q.delivery.count({ where });
        const rows = await q.delivery.findMany({
          ...paged(filter),
          where,
          orderBy: [{ updatedAt: 'asc' }, { messageId: 'asc' }],
          select: {
            messageId: true,
            recipient: true,
            reply: true,
            updatedAt: true,
            attempts: true,
            doubtAnswer: true,
            doubtBy: true,
            message: {
              select: {
                messageId: true,
                mailingId: true,
                mailing: { select: { title: true } },
                permit: { select: { batch: true } },
              },
            },
          },
        });
        const results = rows.map(({ message, ...row }) => ({
          messageId: row.messageId,
          recipient: row.recipient,
          ...(message.mailingId !== null && { mailingId: message.mailingId }),
          ...(message.mailing && { title: message.mailing.title }),
          ...(message.permit && { batch: message.permit.batch }),
          messageIdHeader: message.messageId,
          reply: row.reply ?? '',
          since: row.updatedAt.toISOString(),
          attempts: row.attempts,
          ...(row.doubtAnswer !== null && { answer: row.doubtAnswer as DoubtAnswer }),
          ...(row.doubtBy !== null && { answeredBy: row.doubtBy }),
        }));
        return { count, results };
      }),

    /**
     * Notes what `by` found out; with the same answer of a second person it is settled: recorded as sent, or sent again
     * with the same Message-ID.
     * @throws NotFound; Conflict when it is not in doubt any more
     */
    answer: (
      doubt: Pick<Doubt, 'messageId' | 'recipient'>,
      answer: DoubtAnswer,
      by: PersonId,
      provenance: Provenance,
    ): Promise<DoubtDecision> =>
      db.transaction(async (q) => {
        const { messageId, recipient } = doubt;
        const [row] = await q.$queryRaw<
          { status: string; answer: DoubtAnswer | null; by: string | null }[]
        >`
          select status, doubt_answer as answer, doubt_by as by from deliveries
          where message_id = ${messageId}::uuid and recipient = ${recipient} for update`;
        if (!row) throw new NotFound('delivery', messageId);
        if (row.status !== 'in-doubt') {
          throw new Conflict(`This message is not in doubt any more: it is ${row.status}.`);
        }
        const open = { ...(row.answer && { answer: row.answer }), ...(row.by && { by: row.by }) };
        const decision = decideDoubt(open, answer, by);
        const settled = {
          doubtAnswer: null,
          doubtBy: null,
          ...(answer === 'sent'
            ? {
                status: 'accepted',
                reply: 'Verzonden, volgens twee mensen die het hebben nagekeken',
              }
            : { status: 'held', nextAt: provenance.at }),
        };
        await q.delivery.update({
          where: { messageId_recipient: { messageId, recipient } },
          data: decision === 'settled' ? settled : { doubtAnswer: answer, doubtBy: by },
        });
        await appendAudit(q, provenance, [
          {
            action: decision === 'settled' ? 'doubt-settled' : 'doubt-answered',
            objectType: 'held-message',
            objectId: messageId,
            detail: { answer, ...(row.by !== null && { before: row.by }) },
          },
        ]);
        return decision;
      }),
  };
}

function whereOf({ mailingId, departmentId }: DoubtFilter): Prisma.DeliveryWhereInput {
  return {
    status: 'in-doubt',
    message: {
      ...(mailingId !== undefined && { mailingId }),
      ...(departmentId !== undefined && {
        OR: [{ mailing: { departmentId } }, { mailingId: null, credential: { departmentId } }],
      }),
    },
  };
}
