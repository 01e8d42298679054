import type { Batch } from '../domain/dispatch-plan.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import type { KnownAdjustment } from '../domain/known-adjustment.ts';
import type { PastMailing } from '../domain/past-mailing.ts';
import type { MailingKind, ReleasedBatch } from '../domain/mailing.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { Prisma } from './generated/client.ts';
import { fromJson, given } from './json.ts';

interface EvaluatedRow extends Pick<PastMailing, 'name' | 'title' | 'kind' | 'departmentId'> {
  readonly released: readonly ReleasedBatch[];
  readonly days: Evaluation['perDay'];
  readonly adjustments: readonly KnownAdjustment[] | null;
  readonly seenShare: number | null;
}

/** The last `limit` evaluations `e` with their mailing `m` and the version `v` of it that was evaluated; what is read of them and what marks them is about the same rows. */
const lastEvaluated = (limit: number) => Prisma.sql`
  (select *, xmin as written from evaluations order by made_at desc, id desc limit ${limit}) e
  join mailings m on m.id = e.mailing_id
  left join mailing_versions v on v.mailing_id = m.id and v.version = (m.state->'content'->>'version')::int`;

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

  // Only what is learned from: the letters of fifty mailings would take longer to read than all the rest.
  const evaluated = (limit: number): Promise<PastMailing[]> =>
    db.read(async (queries) => {
      const rows = await queries.$queryRaw<EvaluatedRow[]>`
        select m.id::text as name, m.title, m.department_id::text as "departmentId", m.kind, m.state->'released' as released,
          e.result->'perDay' as days, (e.result->>'seenShare')::float8 as "seenShare", v.details->'adjustments' as adjustments
        from ${lastEvaluated(limit)}
        where m.kind is not null and jsonb_typeof(m.state->'released') = 'array'
        order by e.made_at desc, e.id desc`;
      return rows.map(({ released, days, adjustments, seenShare, ...mailing }): PastMailing => ({
        ...mailing,
        batches: released.map(batchOf),
        counts: days.map(({ date, actual }) => ({ date, contacts: actual })),
        ...(adjustments && { adjustments }),
        ...(seenShare !== null && { seenShare }),
      }));
    });

  /** Another one whenever any row was written that `all` reads, by whichever process: PostgreSQL marks each row with the transaction that wrote it. */
  const versionOf = (limit: number): Promise<string> =>
    db.read(async (queries) => {
      const [row] = await queries.$queryRaw<{ version: string | null }[]>`
        select md5(string_agg(mark, ',' order by mark)) as version from (
          select name || ' ' || xmin as mark from past_mailings
          union all
          select concat_ws(' ', e.id, e.written, m.xmin, v.xmin) from ${lastEvaluated(limit)}
        ) as marks`;
      return row?.version ?? '';
    });

  const lists = new Map<
    number,
    { readonly version: string; readonly list: readonly PastMailing[] }
  >();

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

    /**
     * Everything to learn from: the imported ones, and the mailings of Sluis that were evaluated, the last `limit` of those. The same list as
     * the last time while nothing of it changed, so that what was learned of a list can be kept with it.
     */
    all: async (limit = 50): Promise<readonly PastMailing[]> => {
      // Before the rows: should they change in between, they are only read once more the next time.
      const version = await versionOf(limit);
      const known = lists.get(limit);
      if (known?.version === version) return known.list;
      const list = [...(await imported()), ...(await evaluated(limit))];
      lists.set(limit, { version, list });
      return list;
    },
  };
}

function batchOf({ number, releasedAt, audience }: ReleasedBatch): Batch {
  return { number, releaseAt: releasedAt, audience };
}

function line(action: string, imported: number) {
  return { action, objectType: 'past-mailings', objectId: 'all', detail: { imported } };
}
