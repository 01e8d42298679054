import type { Batch } from '../domain/dispatch-plan.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { KnownAdjustment } from '../domain/known-adjustment.ts';
import type { MailingDetails } from '../domain/mailing-details.ts';
import type { PastMailing } from '../domain/past-mailing.ts';
import type { MailingKind, ReleasedBatch } from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { fromJson, given } from './json.ts';
import type { MailingRecord } from './mailing-row.ts';

/** Waves that are over: those that files tell of, and those that Sluis evaluated. */
export function pastMailingStore(db: Db) {
  const imported = (): Promise<PastMailing[]> =>
    db.read(async (queries) => {
      const rows = await queries.pastMailing.findMany({ orderBy: { name: 'asc' } });
      return rows.map((row) => ({
        name: row.name,
        title: row.title,
        kind: row.kind as MailingKind,
        departmentId: row.departmentId,
        batches: fromJson<Batch[]>(row.releases),
        counts: fromJson<PastMailing['counts']>(row.counts),
        ...given('adjustments', row.adjustments, (told) => fromJson<KnownAdjustment[]>(told)),
      }));
    });

  return {
    /** Those that were imported. */
    imported,

    /** Writes all of `mailings` or none; one with a known name replaces it and keeps its counts. */
    import: (
      mailings: readonly Omit<PastMailing, 'counts'>[],
      provenance: Provenance,
    ): Promise<{ readonly imported: number }> =>
      db.transaction(async (queries) => {
        const rows = mailings.map(({ batches, ...one }) => ({ ...one, releases: batches }));
        const written = await queries.$executeRaw`
          INSERT INTO past_mailings (name, title, kind, department_id, releases, adjustments, imported_at)
          SELECT name, title, kind, "departmentId", releases, adjustments, ${new Date(provenance.at)}
          FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS past (
            name text, title text, kind text, "departmentId" uuid, releases jsonb, adjustments jsonb)
          ON CONFLICT (name) DO UPDATE SET title = excluded.title, kind = excluded.kind,
            department_id = excluded.department_id, releases = excluded.releases,
            adjustments = excluded.adjustments, imported_at = excluded.imported_at`;
        await appendAudit(queries, provenance, [line('past-mailings-imported', written)]);
        return { imported: written };
      }),

    /** Writes the counts of all of the mailings, or none; they replace those that a mailing had. Names that are not there are passed over. */
    importCounts: (
      counts: ReadonlyMap<string, PastMailing['counts']>,
      provenance: Provenance,
    ): Promise<{ readonly imported: number }> =>
      db.transaction(async (queries) => {
        const rows = [...counts].map(([name, days]) => ({ name, days }));
        const written = await queries.$executeRaw`
          UPDATE past_mailings SET counts = past.days, imported_at = ${new Date(provenance.at)}
          FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS past (name text, days jsonb)
          WHERE past_mailings.name = past.name`;
        await appendAudit(queries, provenance, [line('past-contacts-imported', written)]);
        return { imported: written };
      }),

    /** Everything to learn from: the imported ones, and the mailings of Sluis that were evaluated, the last `limit` of those. */
    all: async (limit = 50): Promise<PastMailing[]> => {
      const evaluated = await db.read(async (queries) => {
        const rows = await queries.evaluation.findMany({
          orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
          take: limit,
          include: {
            mailing: {
              select: {
                title: true,
                departmentId: true,
                kind: true,
                state: true,
                versions: { select: { version: true, details: true } },
              },
            },
          },
        });
        return rows.flatMap(({ mailingId, mailing, result }): PastMailing[] => {
          const state = fromJson<MailingRecord['mailing']>(mailing.state);
          if (!('released' in state) || mailing.kind === null) return [];
          const last = 'content' in state ? state.content.version : undefined;
          const version = mailing.versions.find((one) => one.version === last);
          const { adjustments } = version ? fromJson<MailingDetails>(version.details) : {};
          return [
            {
              name: mailingId,
              title: mailing.title,
              kind: mailing.kind as MailingKind,
              departmentId: mailing.departmentId,
              batches: state.released.map(batchOf),
              counts: fromJson<Evaluation>(result).perDay.map(({ date, actual }) => ({
                date,
                contacts: actual,
              })),
              ...(adjustments && { adjustments }),
            },
          ];
        });
      });
      return [...(await imported()), ...evaluated];
    },
  };
}

function batchOf({ number, releasedAt, audience }: ReleasedBatch): Batch {
  return { number, releaseAt: releasedAt, audience };
}

function line(action: string, imported: number) {
  return { action, objectType: 'past-mailings', objectId: 'all', detail: { imported } };
}
