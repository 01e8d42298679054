import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, given, type JsonObject, toInstant, toJson } from './json.ts';
import { lockMailing } from './mailing-row.ts';
import { type Person, personOf } from './person.ts';

export type BriefingOccasion = 'ahead' | 'wave-day' | 'sheet-changed';

export interface NewBriefing {
  /** The caller's. */
  readonly id: string;
  readonly occasion: BriefingOccasion;
  readonly plannedAt: Instant;
  readonly qaSheetVersion?: number;
  /** What agents read. */
  readonly content: JsonObject;
}

/** The page that tells agents what is coming. */
export interface Briefing extends NewBriefing {
  readonly mailingId: string;
  readonly sentAt?: Instant;
}

/** Agents who have not read the last briefing of a mailing. */
export interface UnreadBriefing {
  readonly mailingId: string;
  readonly title: string;
  readonly unread: number;
}

const IN_ORDER: Prisma.BriefingOrderByWithRelationInput[] = [{ plannedAt: 'asc' }, { id: 'asc' }];

/** Briefings and who has read them. */
export function briefingStore(db: Db) {
  const list = (where: Prisma.BriefingWhereInput): Promise<Briefing[]> =>
    db.read(async (queries) => {
      const rows = await queries.briefing.findMany({
        where,
        orderBy: IN_ORDER,
      });
      return rows.map(briefingOf);
    });

  return {
    /**
     * Makes these the briefings of the mailing that are still to be sent. What was planned for the same occasion and
     * time keeps its id (with the new content while it is unsent); what is no longer planned goes, unless it was sent.
     * Planning the same again leaves no trace.
     * @throws NotFound when there is no such mailing
     */
    plan: (
      mailingId: string,
      briefings: readonly NewBriefing[],
      provenance: Provenance,
    ): Promise<Briefing[]> =>
      db.transaction(async (queries) => {
        await lockMailing(queries, mailingId);
        const before = await queries.briefing.findMany({ where: { mailingId } });
        const known = new Map(before.map((row) => [slotOf(briefingOf(row)), briefingOf(row)]));
        const planned = new Set(briefings.map(slotOf));
        const gone = [...known].filter(([slot, { sentAt }]) => !sentAt && !planned.has(slot));
        const fresh = briefings.filter((one) => !known.has(slotOf(one)));
        const renewed = briefings.flatMap((one) => {
          const old = known.get(slotOf(one));
          return old && !old.sentAt && !sameContent(old, one) ? [{ ...one, id: old.id }] : [];
        });
        await queries.briefing.deleteMany({
          where: { id: { in: gone.map(([, { id }]) => id) }, sentAt: null },
        });
        for (const one of renewed) {
          await queries.briefing.update({ where: { id: one.id }, data: contentColumns(one) });
        }
        await queries.briefing.createMany({
          data: fresh.map((one) => ({
            id: one.id,
            mailingId,
            occasion: one.occasion,
            plannedAt: new Date(one.plannedAt),
            ...contentColumns(one),
          })),
        });
        if (gone.length + renewed.length + fresh.length > 0) {
          await appendAudit(queries, provenance, [
            {
              action: 'briefings-written',
              objectType: 'mailing',
              objectId: mailingId,
              detail: { added: fresh.length, changed: renewed.length, dropped: gone.length },
            },
          ]);
        }
        const rows = await queries.briefing.findMany({ where: { mailingId }, orderBy: IN_ORDER });
        return rows.map(briefingOf);
      }),

    /** Records that it went out to the agents; the first time counts. @throws NotFound */
    markSent: (id: string, provenance: Provenance): Promise<Briefing> =>
      db.transaction(async (queries) => {
        const { count } = await queries.briefing.updateMany({
          where: { id, sentAt: null },
          data: { sentAt: new Date(provenance.at) },
        });
        const row = await queries.briefing.findUnique({ where: { id } });
        if (!row) throw new NotFound('briefing', id);
        if (count > 0) {
          await appendAudit(queries, provenance, [
            {
              action: 'briefing-sent',
              objectType: 'briefing',
              objectId: id,
              detail: { mailingId: row.mailingId },
            },
          ]);
        }
        return briefingOf(row);
      }),

    /** Records that the person has read it; the first time counts. @throws NotFound */
    read: (id: string, personId: string, provenance: Provenance): Promise<void> =>
      db.transaction(async (queries) => {
        const row = await queries.briefing.findUnique({ where: { id } });
        if (!row) throw new NotFound('briefing', id);
        const { count } = await queries.briefingRead.createMany({
          data: [{ briefingId: id, personId, readAt: new Date(provenance.at) }],
          skipDuplicates: true,
        });
        if (count === 0) return;
        await appendAudit(queries, provenance, [
          { action: 'briefing-read', objectType: 'briefing', objectId: id, detail: { personId } },
        ]);
      }),

    /** Who has read it, and when. */
    reads: (id: string): Promise<{ readonly personId: string; readonly readAt: Instant }[]> =>
      db.read(async (queries) => {
        const rows = await queries.briefingRead.findMany({
          where: { briefingId: id },
          orderBy: { readAt: 'asc' },
        });
        return rows.map(({ personId, readAt }) => ({ personId, readAt: toInstant(readAt) }));
      }),

    /** When the person read each of these, by briefing; what was not read is not there. */
    readBy: (personId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Instant>> =>
      db.read(async (queries) => {
        const rows = await queries.briefingRead.findMany({
          where: { personId, briefingId: { in: [...ids] } },
        });
        return new Map(rows.map(({ briefingId, readAt }) => [briefingId, toInstant(readAt)]));
      }),

    /** Active agents who have not read it, by name. */
    unreadBy: (id: string): Promise<Person[]> =>
      db.read(async (queries) => {
        const rows = await queries.person.findMany({
          where: { active: true, roles: { has: 'agent' }, reads: { none: { briefingId: id } } },
          orderBy: [{ name: 'asc' }, { id: 'asc' }],
        });
        return rows.map(personOf);
      }),

    /** The briefing, or undefined. */
    find: async (id: string): Promise<Briefing | undefined> => (await list({ id }))[0],

    /** Those of the mailing, in order of the time they are planned for. */
    forMailing: (mailingId: string): Promise<Briefing[]> => list({ mailingId }),

    /** Those that went out at or after `from`, the last first. */
    sentSince: async (from: Instant): Promise<Briefing[]> =>
      (await list({ sentAt: { gte: new Date(from) } })).toSorted((left, right) =>
        (right.sentAt ?? '').localeCompare(left.sentAt ?? ''),
      ),

    /** Of the mailings that agents were last told of, `most` of them and none before `from`: how many agents have not read their last briefing, unless all have. */
    unreadSince: (from: Instant, most: number): Promise<UnreadBriefing[]> =>
      db.read(
        (queries) => queries.$queryRaw<UnreadBriefing[]>`
          WITH last AS (
            SELECT * FROM (
              SELECT DISTINCT ON (mailing_id) id, mailing_id, sent_at, planned_at FROM briefings
              WHERE sent_at >= ${new Date(from)} ORDER BY mailing_id, sent_at DESC, planned_at, id
            ) AS per_mailing ORDER BY sent_at DESC, planned_at, id LIMIT ${most}
          )
          SELECT last.mailing_id::text AS "mailingId", m.title, count(*)::int AS unread
          FROM last JOIN mailings m ON m.id = last.mailing_id JOIN people p ON p.active AND 'agent' = ANY(p.roles)
          WHERE NOT EXISTS (SELECT FROM briefing_reads r WHERE r.briefing_id = last.id AND r.person_id = p.id)
          GROUP BY last.id, last.mailing_id, last.sent_at, last.planned_at, m.title
          ORDER BY last.sent_at DESC, last.planned_at, last.id`,
      ),

    /** Planned before `now` and not sent: what the sweeper looks for. */
    due: (now: Instant): Promise<Briefing[]> =>
      list({ sentAt: null, plannedAt: { lt: new Date(now) } }),
  };
}

/** One briefing per occasion and time. */
function slotOf({ occasion, plannedAt }: Pick<NewBriefing, 'occasion' | 'plannedAt'>): string {
  return `${occasion} ${Date.parse(plannedAt)}`;
}

function contentColumns({ qaSheetVersion, content }: NewBriefing) {
  return { qaSheetVersion: qaSheetVersion ?? null, content: toJson(content) };
}

function sameContent(left: NewBriefing, right: NewBriefing): boolean {
  return (
    left.qaSheetVersion === right.qaSheetVersion &&
    canonicalJson(left.content) === canonicalJson(right.content)
  );
}

function briefingOf(row: Prisma.BriefingGetPayload<object>): Briefing {
  return {
    id: row.id,
    mailingId: row.mailingId,
    occasion: row.occasion as BriefingOccasion,
    plannedAt: toInstant(row.plannedAt),
    ...given('qaSheetVersion', row.qaSheetVersion, (version) => version),
    content: fromJson(row.content),
    ...given('sentAt', row.sentAt, toInstant),
  };
}
