import type { Instant } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
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

/** Briefings and who has read them. */
export function briefingStore(db: Db) {
  const list = (where: Prisma.BriefingWhereInput): Promise<Briefing[]> =>
    db.read(async (queries) => {
      const rows = await queries.briefing.findMany({
        where,
        orderBy: [{ plannedAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(briefingOf);
    });

  return {
    /**
     * Makes these the briefings of the mailing that are still to be sent: what was planned and not sent is replaced,
     * what was sent stays. One for the same occasion and time as a sent one is not planned again.
     * @throws NotFound when there is no such mailing
     */
    plan: (
      mailingId: string,
      briefings: readonly NewBriefing[],
      provenance: Provenance,
    ): Promise<Briefing[]> =>
      db.transaction(async (queries) => {
        await lockMailing(queries, mailingId);
        await queries.briefing.deleteMany({ where: { mailingId, sentAt: null } });
        await queries.briefing.createMany({
          data: briefings.map(({ id, occasion, plannedAt, qaSheetVersion, content }) => ({
            id,
            mailingId,
            occasion,
            plannedAt,
            qaSheetVersion: qaSheetVersion ?? null,
            content: toJson(content),
          })),
          skipDuplicates: true,
        });
        await appendAudit(queries, provenance, [
          {
            action: 'briefings-written',
            objectType: 'mailing',
            objectId: mailingId,
            detail: { briefings: briefings.length },
          },
        ]);
        const rows = await queries.briefing.findMany({
          where: { mailingId },
          orderBy: [{ plannedAt: 'asc' }, { id: 'asc' }],
        });
        return rows.map(briefingOf);
      }),

    /** Records that it went out to the agents; the first time counts. @throws NotFound */
    markSent: (id: string, provenance: Provenance): Promise<Briefing> =>
      db.transaction(async (queries) => {
        const { count } = await queries.briefing.updateMany({
          where: { id, sentAt: null },
          data: { sentAt: provenance.at },
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
          data: [{ briefingId: id, personId, readAt: provenance.at }],
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

    /** Planned before `now` and not sent: what the sweeper looks for. */
    due: (now: Instant): Promise<Briefing[]> => list({ sentAt: null, plannedAt: { lt: now } }),
  };
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
