import type { Instant } from '../domain/instant.ts';
import type { Db, Queries } from './db.ts';
import { Prisma } from './generated/client.ts';
import { type MailingSummary, summaryOf } from './mailing-row.ts';
import type { Page } from './page.ts';

/** Mailings in the order in which somebody has to look at them, however many there are. */
export function mailingUrgency(db: Db) {
  const first = (status: Prisma.Sql, order: Prisma.Sql, limit: number) =>
    db.read(async (queries): Promise<Page<MailingSummary>> => {
      const rows = await queries.$queryRaw<{ id: string; count: number }[]>`
        SELECT id::text, count(*) OVER ()::int AS count FROM mailings WHERE status IN (${status}) ORDER BY ${order}, id LIMIT ${limit}`;
      const ids = rows.map(({ id }) => id);
      return { count: rows[0]?.count ?? 0, results: await summariesOf(queries, ids) };
    });

  return {
    /**
     * Held ones: with an emergency first, then those that have to leave before `soon`, then by the day that the department wants; last those
     * that the department itself is changing.
     */
    heldByUrgency: (soon: Instant, limit: number): Promise<Page<MailingSummary>> =>
      first(
        Prisma.sql`'held'`,
        Prisma.sql`state -> 'emergencyRequest' IS NULL, state #>> '{content,window,closesAt}' >= ${soon},
          state #> '{preparation,changesRequested}' IS NOT NULL, state #>> '{content,window,preferredAt}'`,
        limit,
      ),

    /** Signed off and not evaluated yet: those of which a batch waits for somebody first, then the last changed. */
    underWay: (limit: number): Promise<Page<MailingSummary>> =>
      first(
        Prisma.sql`'signed-off', 'releasing', 'dispatched'`,
        Prisma.sql`state -> 'paused' IS NULL, updated_at DESC`,
        limit,
      ),
  };
}

async function summariesOf(queries: Queries, ids: readonly string[]): Promise<MailingSummary[]> {
  const rows = await queries.mailing.findMany({ where: { id: { in: [...ids] } } });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [summaryOf(row)] : [];
  });
}
