import type { Instant } from '../domain/instant.ts';
import type { Db } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { toInstant } from './json.ts';
import { type Page, type PageRequest, paged } from './page.ts';

/** An e-mail of a mailing that did not arrive, and will not be tried again. */
export interface Undelivered {
  readonly recipient: string;
  /** failed: the peer did not take it; returned: it was held until the mailing was stopped or changed. */
  readonly became: 'failed' | 'returned';
  /** What the peer said last, or why it never left. */
  readonly reply: string;
  readonly at: Instant;
}

/** Whom the e-mails of a mailing did not reach, until their addresses are purged. */
export function undeliveredStore(db: Db) {
  return {
    /** The oldest first. */
    list: (mailingId: string, request: PageRequest): Promise<Page<Undelivered>> =>
      db.read(async (q) => {
        const where = whereOf(mailingId);
        const count = await q.delivery.count({ where });
        const rows = await q.delivery.findMany({ ...paged(request), where, ...SHAPE });
        return { count, results: rows.map(undelivered) };
      }),

    /** All of them, `most` at most. */
    all: (mailingId: string, most: number): Promise<Undelivered[]> =>
      db.read(async (q) => {
        const rows = await q.delivery.findMany({
          where: whereOf(mailingId),
          take: most,
          ...SHAPE,
        });
        return rows.map(undelivered);
      }),
  };
}

const SHAPE = {
  orderBy: [{ updatedAt: 'asc' }, { messageId: 'asc' }, { recipient: 'asc' }],
  select: { recipient: true, status: true, reply: true, updatedAt: true },
} satisfies Prisma.DeliveryFindManyArgs;

function whereOf(mailingId: string): Prisma.DeliveryWhereInput {
  return { status: { in: ['failed', 'returned'] }, message: { mailingId, purgedAt: null } };
}

function undelivered(
  row: Prisma.DeliveryGetPayload<{ select: (typeof SHAPE)['select'] }>,
): Undelivered {
  return {
    recipient: row.recipient,
    became: row.status === 'returned' ? 'returned' : 'failed',
    reply: row.reply ?? '',
    at: toInstant(row.updatedAt),
  };
}
