import type { ContactChannel } from '../domain/contact-channel.ts';
import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { given, toInstant } from './json.ts';

/** Contacts over one channel in one interval, about whatever: as the telephone system counted them. */
export interface ContactCount {
  readonly startsAt: Instant;
  readonly seconds: number;
  readonly channel: ContactChannel;
  readonly offered: number;
  readonly answered?: number;
  readonly abandoned?: number;
}

/** Counts of all contacts of the KCC. */
export function contactCountStore(db: Db) {
  return {
    /** Writes all counts or none; a later count of the same interval and channel replaces the earlier one. */
    import: (
      counts: readonly ContactCount[],
      provenance: Provenance,
    ): Promise<{ readonly imported: number }> =>
      db.transaction(async (queries) => {
        if (counts.length === 0) return { imported: 0 };
        const json = JSON.stringify(counts);
        const imported = await queries.$executeRaw`
          INSERT INTO contact_counts (starts_at, seconds, channel, offered, answered, abandoned)
          SELECT "startsAt", seconds, channel, offered, answered, abandoned
          FROM jsonb_to_recordset(${json}::jsonb) AS count (
            "startsAt" timestamptz, seconds int, channel text, offered int, answered int, abandoned int)
          ON CONFLICT (starts_at, channel) DO UPDATE SET
            seconds = excluded.seconds, offered = excluded.offered,
            answered = excluded.answered, abandoned = excluded.abandoned`;
        await appendAudit(queries, provenance, [
          {
            action: 'contact-counts-imported',
            objectType: 'contact-counts',
            objectId: counts[0]?.startsAt ?? '',
            detail: { imported },
          },
        ]);
        return { imported };
      }),

    /** Counts of intervals that start between the two instants, in order of time. */
    between: (from: Instant, to: Instant): Promise<ContactCount[]> =>
      db.read(async (queries) => {
        const rows = await queries.contactCount.findMany({
          where: { startsAt: { gte: new Date(from), lt: new Date(to) } },
          orderBy: [{ startsAt: 'asc' }, { channel: 'asc' }],
        });
        return rows.map(countOf);
      }),
  };
}

function countOf(row: Prisma.ContactCountGetPayload<object>): ContactCount {
  return {
    startsAt: toInstant(row.startsAt),
    seconds: row.seconds,
    channel: row.channel as ContactChannel,
    offered: row.offered,
    ...given('answered', row.answered, (answered) => answered),
    ...given('abandoned', row.abandoned, (abandoned) => abandoned),
  };
}
