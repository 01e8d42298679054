import type { Instant } from '../domain/instant.ts';
import type { PlanningKind } from '../domain/planning-question.ts';
import type { Text } from '../domain/text.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, given, toInstant, toJson } from './json.ts';
import { actorName } from './provenance.ts';

export type PlanningStatus = 'waiting' | 'running' | 'done' | 'failed';

/** A long calculation that somebody asked for, and what came of it. */
export interface PlanningJob {
  readonly id: string;
  readonly mailingId: string;
  readonly kind: PlanningKind;
  readonly status: PlanningStatus;
  /** Between 0 and 1. */
  readonly progress: number;
  /** When it is done. */
  readonly result?: object;
  /** When it failed: why, in sentences. */
  readonly failure?: readonly Text[];
  readonly askedAt: Instant;
  readonly finishedAt?: Instant;
}

/** Long calculations. One that has ended stays as it is. */
export function planningJobStore(db: Db) {
  const end = (
    id: string,
    data: Prisma.PlanningJobUpdateManyMutationInput,
    { action, provenance }: { action: string; provenance: Provenance },
  ): Promise<void> =>
    db.transaction(async (queries) => {
      const { count } = await queries.planningJob.updateMany({
        where: { id, finishedAt: null },
        data: { ...data, finishedAt: new Date(provenance.at) },
      });
      if (count === 0) return;
      await appendAudit(queries, provenance, [
        { action, objectType: 'planning-job', objectId: id },
      ]);
    });

  return {
    /** Writes down that it is asked for; one with a known id is left as it is. @throws NotFound when there is no such mailing */
    ask: (
      { id, mailingId, kind }: Pick<PlanningJob, 'id' | 'mailingId' | 'kind'>,
      provenance: Provenance,
    ): Promise<PlanningJob> =>
      db.transaction(async (queries) => {
        const before = await queries.planningJob.findUnique({ where: { id } });
        if (before) return jobOf(before);
        const mailing = await queries.mailing.findUnique({
          where: { id: mailingId },
          select: { id: true },
        });
        if (!mailing) throw new NotFound('mailing', mailingId);
        const row = await queries.planningJob.create({
          data: {
            id,
            mailingId,
            kind,
            askedBy: actorName(provenance.actor),
            askedAt: new Date(provenance.at),
          },
        });
        await appendAudit(queries, provenance, [
          {
            action: 'planning-asked',
            objectType: 'planning-job',
            objectId: id,
            detail: { mailingId, kind },
          },
        ]);
        return jobOf(row);
      }),

    /** The job, or undefined. */
    find: (id: string): Promise<PlanningJob | undefined> =>
      db.read(async (queries) => {
        const row = await queries.planningJob.findUnique({ where: { id } });
        return row ? jobOf(row) : undefined;
      }),

    /** The last ones of this kind for the mailing, newest first, at most `most`; without their results. */
    recent: (mailingId: string, kind: PlanningKind, most: number): Promise<PlanningJob[]> =>
      db.read(async (queries) => {
        const rows = await queries.planningJob.findMany({
          where: { mailingId, kind },
          orderBy: [{ askedAt: 'desc' }, { id: 'asc' }],
          take: most,
          omit: { result: true },
        });
        return rows.map((row) => jobOf({ ...row, result: null }));
      }),

    /** How far it is; nothing happens when it has ended. */
    progress: (id: string, progress: number): Promise<void> =>
      db.read(async (queries) => {
        await queries.planningJob.updateMany({
          where: { id, finishedAt: null },
          data: { status: 'running', progress },
        });
      }),

    /** Its result. */
    finish: (id: string, result: object, provenance: Provenance): Promise<void> =>
      end(
        id,
        { status: 'done', progress: 1, result: toJson(result) },
        { action: 'planning-done', provenance },
      ),

    /** Why there is none. */
    fail: (id: string, failure: readonly Text[], provenance: Provenance): Promise<void> =>
      end(
        id,
        { status: 'failed', failure: failure.map(({ nl, en }) => ({ nl, en })) },
        { action: 'planning-failed', provenance },
      ),
  };
}

function jobOf(row: Prisma.PlanningJobGetPayload<object>): PlanningJob {
  return {
    id: row.id,
    mailingId: row.mailingId,
    kind: row.kind as PlanningKind,
    status: row.status as PlanningStatus,
    progress: row.progress,
    ...given('result', row.result, (result) => fromJson<object>(result)),
    ...given('failure', row.failure, (failure) => fromJson<Text[]>(failure)),
    askedAt: toInstant(row.askedAt),
    ...given('finishedAt', row.finishedAt, toInstant),
  };
}
