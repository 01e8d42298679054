import type { PersonId } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import { decideDoubt, type DoubtAnswer, type DoubtDecision } from '../domain/smtp-doubt.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { Conflict, NotFound } from './errors.ts';

/** One recipient of whom nobody knows whether the message arrived, with what is known to find out. */
export interface Doubt {
  /** Id of the held message; the queue id that the mail tool was told. */
  readonly messageId: string;
  readonly recipient: string;
  /** Of a single mail there is none. */
  readonly mailingId?: string;
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

/** Recipients in doubt, until two people agree on what happened. */
export function doubtStore(db: Db) {
  return {
    /** Those of one mailing, or all of them; the oldest first. */
    list: (mailingId?: string): Promise<Doubt[]> =>
      db.read(async (q) => {
        const rows = await q.delivery.findMany({
          where: { status: 'in-doubt', ...(mailingId !== undefined && { message: { mailingId } }) },
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
              select: { messageId: true, mailingId: true, permit: { select: { batch: true } } },
            },
          },
        });
        return rows.map(({ message, ...row }) => ({
          messageId: row.messageId,
          recipient: row.recipient,
          ...(message.mailingId !== null && { mailingId: message.mailingId }),
          ...(message.permit && { batch: message.permit.batch }),
          messageIdHeader: message.messageId,
          reply: row.reply ?? '',
          since: row.updatedAt.toISOString(),
          attempts: row.attempts,
          ...(row.doubtAnswer !== null && { answer: row.doubtAnswer as DoubtAnswer }),
          ...(row.doubtBy !== null && { answeredBy: row.doubtBy }),
        }));
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
