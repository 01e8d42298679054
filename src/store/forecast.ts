import type { CollisionReport } from '../domain/collision.ts';
import type { Forecast } from '../domain/forecast.ts';
import type { Instant } from '../domain/instant.ts';
import type { Shortage } from '../domain/shortage.ts';
import type { StaffingRequirement } from '../domain/staffing-requirement.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson, toInstant, toJson } from './json.ts';
import { remembered } from './remembered.ts';

/** A forecast with what it asks of the KCC and what the roster of that moment lacked. */
export interface ForecastResult {
  readonly forecast: Forecast;
  readonly requirement: StaffingRequirement;
  readonly shortage: Shortage;
  /** Where the wave met others when the forecast was made; forecasts of earlier versions have none. */
  readonly collisions?: CollisionReport;
}

export interface NewForecast extends ForecastResult {
  /** The caller's, so that a repeat makes no second one. */
  readonly id: string;
  readonly mailingId: string;
}

export interface StoredForecast extends NewForecast {
  readonly madeAt: Instant;
}

/** What is shown of a forecast: all but the contacts per half hour and channel and what it was made from, which are five sixths of it. */
export interface ForecastOutline extends Pick<StoredForecast, 'id' | 'madeAt' | 'shortage'> {
  readonly forecast: Omit<Forecast, 'intervals' | 'madeFrom'>;
}

/** Of as many waves as boards show, some 100 kB each. */
const MOST_OUTLINES = 120;

/** Forecasts of mailings; never changed, a later one follows. */
export function forecastStore(db: Db) {
  const outlinesById = remembered(MOST_OUTLINES, (ids) =>
    db.read(async (queries): Promise<ReadonlyMap<string, ForecastOutline>> => {
      const rows = await queries.$queryRaw<{ id: string; madeAt: Date; outline: unknown }[]>`
        SELECT id::text, made_at AS "madeAt",
          jsonb_build_object('forecast', (result -> 'forecast') - 'intervals' - 'madeFrom', 'shortage', result -> 'shortage') AS outline
        FROM forecasts WHERE id = ANY(${[...ids]}::uuid[])`;
      return new Map(
        rows.map(({ id, madeAt, outline }) => [
          id,
          {
            id,
            madeAt: toInstant(madeAt),
            ...fromJson<Pick<ForecastOutline, 'forecast' | 'shortage'>>(outline),
          },
        ]),
      );
    }),
  );

  /** Outlines of the last forecasts of these mailings, each read once by a process; mailings without a forecast are not there. */
  const outlinesOf = (
    mailingIds: readonly string[],
  ): Promise<ReadonlyMap<string, ForecastOutline>> =>
    db.read(async (queries) => {
      const rows = await queries.$queryRaw<{ mailingId: string; id: string }[]>`
        SELECT DISTINCT ON (mailing_id) mailing_id::text AS "mailingId", id::text FROM forecasts
        WHERE mailing_id = ANY(${[...mailingIds]}::uuid[]) ORDER BY mailing_id, made_at DESC, id DESC`;
      const outlines = await outlinesById(rows.map(({ id }) => id));
      return new Map(
        rows.flatMap(({ mailingId, id }) => {
          const outline = outlines.get(id);
          return outline ? [[mailingId, outline] as const] : [];
        }),
      );
    });

  return {
    /** Keeps the forecast; one with a known id is left as it is. @throws NotFound when there is no such mailing */
    save: (input: NewForecast, provenance: Provenance): Promise<StoredForecast> =>
      db.transaction(async (queries) => {
        const { id, mailingId, forecast, requirement, shortage, collisions } = input;
        const before = await queries.forecast.findUnique({ where: { id } });
        if (before) return forecastOf(before);
        const mailing = await queries.mailing.findUnique({
          where: { id: mailingId },
          select: { id: true },
        });
        if (!mailing) throw new NotFound('mailing', mailingId);
        const row = await queries.forecast.create({
          data: {
            id,
            mailingId,
            madeAt: new Date(provenance.at),
            formulaVersion: forecast.formulaVersion,
            result: toJson({ forecast, requirement, shortage, ...(collisions && { collisions }) }),
          },
        });
        await appendAudit(queries, provenance, [
          {
            action: 'forecast-written',
            objectType: 'mailing',
            objectId: mailingId,
            detail: {
              forecastId: id,
              formulaVersion: forecast.formulaVersion,
              p50: forecast.totals.p50,
              shortHalfHours: shortage.summary.halfHours,
            },
          },
        ]);
        return forecastOf(row);
      }),

    /** The forecast, or undefined. */
    find: (id: string): Promise<StoredForecast | undefined> =>
      db.read(async (queries) => {
        const row = await queries.forecast.findUnique({ where: { id } });
        return row ? forecastOf(row) : undefined;
      }),

    /** The forecast of the mailing that was made last, or undefined. */
    latest: (mailingId: string): Promise<StoredForecast | undefined> =>
      db.read(async (queries) => {
        const row = await queries.forecast.findFirst({
          where: { mailingId },
          orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
        });
        return row ? forecastOf(row) : undefined;
      }),

    /** The wave per day by the last forecast of each of these mailings; those without one are not there. */
    perDayOf: (mailingIds: readonly string[]): Promise<ReadonlyMap<string, Forecast['perDay']>> =>
      db.read(async (queries) => {
        const rows = await queries.$queryRaw<{ id: string; perDay: unknown }[]>`
          SELECT DISTINCT ON (mailing_id) mailing_id::text AS id, per_day AS "perDay" FROM forecasts
          WHERE mailing_id = ANY(${[...mailingIds]}::uuid[]) ORDER BY mailing_id, made_at DESC, id DESC`;
        return new Map(rows.map(({ id, perDay }) => [id, fromJson(perDay)]));
      }),

    outlinesOf,

    /** What is shown of the forecast of the mailing that was made last, or undefined. */
    outlineOf: async (mailingId: string): Promise<ForecastOutline | undefined> =>
      (await outlinesOf([mailingId])).get(mailingId),
  };
}

function forecastOf(row: Prisma.ForecastGetPayload<object>): StoredForecast {
  return {
    id: row.id,
    mailingId: row.mailingId,
    madeAt: toInstant(row.madeAt),
    ...fromJson<ForecastResult>(row.result),
  };
}
