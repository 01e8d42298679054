import type { PersonId } from '../domain/actor.ts';
import type { Instant } from '../domain/instant.ts';
import {
  decideDoubt,
  type DoubtAnswer,
  type DoubtDecision,
  type DoubtRefusal,
  type LeavesUnder,
  sendAgainRefusal,
} from '../domain/smtp-doubt.ts';
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
     * Notes what `by` found out; with the same answer of a second person it is settled: recorded as sent or not sent, or
     * sent again with the same Message-ID. Nothing is noted when it is to be sent again and cannot be.
     * @throws NotFound; Conflict when it is not in doubt any more
     */
    answer: (
      doubt: Pick<Doubt, 'messageId' | 'recipient'>,
      answer: DoubtAnswer,
      by: PersonId,
      provenance: Provenance,
    ): Promise<DoubtDecision | DoubtRefusal> =>
      db.transaction(async (q) => {
        const { messageId, recipient } = doubt;
        const [row] = await q.$queryRaw<
          (LeavesUnder & { status: string; answer: DoubtAnswer | null; by: string | null })[]
        >`
          select d.status, d.doubt_answer as answer, d.doubt_by as by, c.active as "toolActive",
            g.status as "mailingStatus", g.state #>> '{approval,covers,contentDigest}' as "approvedDigest",
            p.content_digest as "permittedDigest", p.revoked_at is not null as revoked
          from deliveries d
          join held_messages m on m.id = d.message_id
          join mail_credentials c on c.id = m.credential_id
          left join permits p on p.id = m.permit_id
          left join mailings g on g.id = m.mailing_id
          where d.message_id = ${messageId}::uuid and d.recipient = ${recipient} for update of d`;
        if (!row) throw new NotFound('delivery', messageId);
        if (row.status !== 'in-doubt') {
          throw new Conflict(`This message is not in doubt any more: it is ${row.status}.`);
        }
        const refusal = answer === 'send-again' ? sendAgainRefusal(row) : undefined;
        if (refusal) return refusal;
        const open = { ...(row.answer && { answer: row.answer }), ...(row.by && { by: row.by }) };
        const decision = decideDoubt(open, answer, by);
        await q.delivery.update({
          where: { messageId_recipient: { messageId, recipient } },
          data:
            decision === 'settled'
              ? { doubtAnswer: null, doubtBy: null, ...settledAs(answer, provenance.at) }
              : { doubtAnswer: answer, doubtBy: by },
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

function settledAs(answer: DoubtAnswer, at: Instant): Prisma.DeliveryUpdateInput {
  switch (answer) {
    case 'sent':
      return {
        status: 'accepted',
        reply: 'Verzonden, volgens twee mensen die het hebben nagekeken',
      };
    case 'not-sent':
      return {
        status: 'failed',
        reply: 'Niet verzonden, volgens twee mensen die het hebben nagekeken',
      };
    case 'send-again':
      return { status: 'held', nextAt: at, againAt: at };
  }
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
