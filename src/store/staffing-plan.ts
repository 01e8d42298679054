import type { Instant } from '../domain/instant.ts';
import type { StaffingPlan } from '../domain/staffing-plan.ts';
import type { Candidate } from '../domain/candidate.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Db, Queries } from './db.ts';
import { NotFound, VersionConflict } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, toInstant, toJson } from './json.ts';
import { lockMailing } from './mailing-row.ts';
import { actorName } from './provenance.ts';

export type StaffingNeedStatus = 'open' | 'filled' | 'unfilled' | 'superseded';

/** A need of a plan as a row of its own: what people are invited for. `key` is its id within the plan. */
export interface StoredStaffingNeed {
  readonly id: string;
  readonly mailingId: string;
  readonly planVersion: number;
  readonly key: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly positions: number;
  readonly candidates: readonly Candidate[];
  readonly status: StaffingNeedStatus;
}

export interface NewStaffingPlan {
  readonly mailingId: string;
  readonly forecastId: string;
  readonly plan: StaffingPlan;
}

export interface StoredStaffingPlan extends NewStaffingPlan {
  readonly version: number;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly needs: readonly StoredStaffingNeed[];
}

const WITH_NEEDS = {
  needs: { orderBy: [{ startsAt: 'asc' }, { key: 'asc' }] },
} satisfies Prisma.StaffingPlanInclude;

/** Staffing plans of mailings; a change makes a next version. */
export function staffingPlanStore(db: Db) {
  return {
    /**
     * Writes the next version with its needs; open needs of earlier versions are superseded. The latest version again,
     * on the same forecast, makes no new one. With `expected` only when that is the latest version (0 for none).
     * @throws NotFound when there is no such mailing or forecast; VersionConflict when another version came between
     */
    save: (
      input: NewStaffingPlan,
      provenance: Provenance,
      expected?: number,
    ): Promise<StoredStaffingPlan> =>
      db.transaction(async (queries) => {
        const { mailingId, forecastId, plan } = input;
        await lockMailing(queries, mailingId);
        const forecast = await queries.forecast.findFirst({ where: { id: forecastId, mailingId } });
        if (!forecast) throw new NotFound('forecast of this mailing', forecastId);
        const latest = await latestOf(queries, mailingId);
        const found = latest?.version ?? 0;
        if (expected !== undefined && expected !== found)
          throw new VersionConflict('staffing plan', expected, found);
        if (
          latest?.forecastId === forecastId &&
          canonicalJson(latest.plan) === canonicalJson(plan)
        ) {
          return latest;
        }
        const version = found + 1;
        await queries.staffingNeed.updateMany({
          where: { mailingId, status: 'open' },
          data: { status: 'superseded' },
        });
        const row = await queries.staffingPlan.create({
          data: {
            mailingId,
            version,
            forecastId,
            plan: toJson(plan),
            madeBy: actorName(provenance.actor),
            madeAt: new Date(provenance.at),
            needs: { createMany: { data: plan.needs.map(needColumns) } },
          },
          include: WITH_NEEDS,
        });
        await appendAudit(queries, provenance, [
          {
            action: 'staffing-plan-written',
            objectType: 'mailing',
            objectId: mailingId,
            detail: { version, forecastId, needs: plan.needs.length },
          },
        ]);
        return planOf(row);
      }),

    /** The latest version, or undefined. */
    latest: (mailingId: string): Promise<StoredStaffingPlan | undefined> =>
      db.read((queries) => latestOf(queries, mailingId)),

    /** The needs of the latest version, in order of time; none without a plan. */
    needs: (mailingId: string): Promise<readonly StoredStaffingNeed[]> =>
      db.read(async (queries) => (await latestOf(queries, mailingId))?.needs ?? []),

    /** The need, or undefined. */
    need: (id: string): Promise<StoredStaffingNeed | undefined> =>
      db.read(async (queries) => {
        const row = await queries.staffingNeed.findUnique({ where: { id } });
        return row ? needOf(row) : undefined;
      }),

    /** Ends the asking for an open need nobody is left for; any other need stays as it is. @throws NotFound */
    giveUp: (needId: string, provenance: Provenance): Promise<StoredStaffingNeed> =>
      db.transaction(async (queries) => {
        const { count } = await queries.staffingNeed.updateMany({
          where: { id: needId, status: 'open' },
          data: { status: 'unfilled' },
        });
        const row = await queries.staffingNeed.findUnique({ where: { id: needId } });
        if (!row) throw new NotFound('staffing need', needId);
        if (count > 0) {
          await appendAudit(queries, provenance, [
            {
              action: 'staffing-need-unfilled',
              objectType: 'staffing-need',
              objectId: needId,
              detail: { mailingId: row.mailingId },
            },
          ]);
        }
        return needOf(row);
      }),
  };
}

async function latestOf(queries: Queries, mailingId: string) {
  const row = await queries.staffingPlan.findFirst({
    where: { mailingId },
    orderBy: { version: 'desc' },
    include: WITH_NEEDS,
  });
  return row ? planOf(row) : undefined;
}

function needColumns({
  id,
  startsAt,
  endsAt,
  positions,
  candidates,
}: StaffingPlan['needs'][number]) {
  return {
    id: crypto.randomUUID(),
    key: id,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
    positions,
    candidates: candidates.map(toJson),
  };
}

type PlanRow = Prisma.StaffingPlanGetPayload<{ include: typeof WITH_NEEDS }>;

function planOf(row: PlanRow): StoredStaffingPlan {
  return {
    mailingId: row.mailingId,
    version: row.version,
    forecastId: row.forecastId,
    plan: fromJson(row.plan),
    madeBy: row.madeBy,
    madeAt: toInstant(row.madeAt),
    needs: row.needs.map(needOf),
  };
}

/** A row as a need. */
export function needOf(row: Prisma.StaffingNeedGetPayload<object>): StoredStaffingNeed {
  return {
    id: row.id,
    mailingId: row.mailingId,
    planVersion: row.planVersion,
    key: row.key,
    startsAt: toInstant(row.startsAt),
    endsAt: toInstant(row.endsAt),
    positions: row.positions,
    candidates: fromJson(row.candidates),
    status: row.status as StaffingNeedStatus,
  };
}
