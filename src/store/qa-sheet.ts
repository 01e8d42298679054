import type { Instant } from '../domain/instant.ts';
import type { QaPair, QaSheet } from '../domain/qa-sheet.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db, Queries } from './db.ts';
import type { Prisma } from './generated/client.ts';
import { toInstant } from './json.ts';
import { lockMailing } from './mailing-row.ts';
import { actorName } from './provenance.ts';

/** A Q&A sheet with who wrote it. */
export interface StoredQaSheet extends QaSheet {
  readonly mailingId: string;
  readonly writtenBy: string;
  readonly writtenAt: Instant;
}

const WITH_PAIRS = { pairs: { orderBy: { number: 'asc' } } } as const;

/** The Q&A sheets of mailings; a change makes a next version, a version never changes. */
export function qaSheetStore(db: Db) {
  return {
    /**
     * Writes the next version; pairs that are the latest version already make no new one. `commandId` is the same for what one form was sent with, however often.
     * @throws NotFound
     */
    save: (
      mailingId: string,
      pairs: readonly QaPair[],
      provenance: Provenance,
      commandId?: string,
    ): Promise<StoredQaSheet> =>
      db.transaction(async (queries) => {
        await lockMailing(queries, mailingId);
        const latest = await latestOf(queries, mailingId);
        if (latest && canonicalJson(latest.pairs) === canonicalJson(pairs)) return latest;
        const version = (latest?.version ?? 0) + 1;
        const row = await queries.qaSheet.create({
          data: {
            mailingId,
            version,
            writtenBy: actorName(provenance.actor),
            writtenAt: new Date(provenance.at),
            ...(commandId !== undefined && { commandId }),
            pairs: { createMany: { data: pairs.map(columnsOf) } },
          },
          include: WITH_PAIRS,
        });
        await appendAudit(queries, provenance, [
          {
            action: 'qa-sheet-written',
            objectType: 'mailing',
            objectId: mailingId,
            detail: { version, pairs: pairs.length },
          },
        ]);
        return sheetOf(row);
      }),

    /** The latest version, or undefined. */
    latest: (mailingId: string): Promise<StoredQaSheet | undefined> =>
      db.read((queries) => latestOf(queries, mailingId)),

    /** That version, or undefined. */
    version: (mailingId: string, version: number): Promise<StoredQaSheet | undefined> =>
      db.read(async (queries) => {
        const row = await queries.qaSheet.findUnique({
          where: { mailingId_version: { mailingId, version } },
          include: WITH_PAIRS,
        });
        return row ? sheetOf(row) : undefined;
      }),

    /** The number of the pair that this command added when it came first, and the last version that it wrote; undefined when it added none. */
    addedBy: (
      mailingId: string,
      commandId: string,
    ): Promise<{ readonly number: number; readonly version: number } | undefined> =>
      db.read(async (queries) => {
        const written = await queries.qaSheet.findMany({
          where: { mailingId, commandId },
          orderBy: { version: 'asc' },
          include: WITH_PAIRS,
        });
        const [first, last] = [written[0], written.at(-1)];
        if (!first || !last) return undefined;
        const before = await queries.qaPair.findMany({
          where: { mailingId, sheetVersion: first.version - 1 },
          select: { number: true },
        });
        const known = new Set(before.map(({ number }) => number));
        const added = first.pairs.find(({ number }) => !known.has(number));
        return added && { number: added.number, version: last.version };
      }),
  };
}

async function latestOf(queries: Queries, mailingId: string): Promise<StoredQaSheet | undefined> {
  const row = await queries.qaSheet.findFirst({
    where: { mailingId },
    orderBy: { version: 'desc' },
    include: WITH_PAIRS,
  });
  return row ? sheetOf(row) : undefined;
}

function columnsOf({ number, topic, question, answer, internalNote, owner }: QaPair) {
  return { number, topic, question, answer, internalNote, owner };
}

function sheetOf(row: Prisma.QaSheetGetPayload<{ include: typeof WITH_PAIRS }>): StoredQaSheet {
  return {
    mailingId: row.mailingId,
    version: row.version,
    writtenBy: row.writtenBy,
    writtenAt: toInstant(row.writtenAt),
    pairs: row.pairs.map(columnsOf),
  };
}
