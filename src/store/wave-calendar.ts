import type { WaveCalendar } from '../domain/collision-question.ts';
import { type DemandInterval, type ForecastShape, waveDemand } from '../domain/demand.ts';
import type { Instant } from '../domain/instant.ts';
import type { KccWave } from '../domain/kcc-calendar.ts';
import type { Db } from './db.ts';
import { externalEventStore } from './external-event.ts';
import { Prisma } from './generated/client.ts';
import { fromJson } from './json.ts';
import { personStore } from './person.ts';
import { remembered } from './remembered.ts';
import { shiftStore } from './shift.ts';

/** Waves of which the demand is kept, some 200 kB each: more than a municipality has under way at once. */
const MOST_WAVES = 120;

/** The last forecast of every mailing whose journey runs. */
const latest = Prisma.sql`
  SELECT DISTINCT ON (m.id) m.id, m.title, f.id AS forecast_id, f.per_day
  FROM mailings m JOIN forecasts f ON f.mailing_id = m.id
  WHERE m.status IN ('submitted', 'held', 'signed-off', 'releasing', 'dispatched')
  ORDER BY m.id, f.made_at DESC, f.id DESC`;

/** The one calendar of all waves, external events and the people who answer them. */
export function waveCalendarStore(db: Db) {
  const events = externalEventStore(db);
  const shifts = shiftStore(db);
  const people = personStore(db);

  /** At P50, by id of the forecast. Half a megabyte is read for each, and a forecast never changes, so it is read once. */
  const demandOf = remembered(MOST_WAVES, (ids) =>
    db.read(async (queries): Promise<ReadonlyMap<string, readonly DemandInterval[]>> => {
      const rows = await queries.$queryRaw<{ id: string; shape: unknown }[]>`
        SELECT id::text, jsonb_build_object('perDay', per_day, 'intervals', result #> '{forecast,intervals}',
          'madeFrom', jsonb_build_object('calendar', result #> '{forecast,madeFrom,calendar}')) AS shape
        FROM forecasts WHERE id = ANY(${[...ids]}::uuid[])`;
      return new Map(
        rows.map(({ id, shape }) => [id, waveDemand(fromJson<ForecastShape>(shape), 'p50')]),
      );
    }),
  );

  /** Waves with a day between the two moments. */
  const wavesBetween = async (from: Instant, to: Instant): Promise<WaveCalendar['others']> => {
    const rows = await db.read(
      (queries) => queries.$queryRaw<{ id: string; title: string; forecastId: string }[]>`
        SELECT id::text, title, forecast_id::text AS "forecastId" FROM (${latest}) AS latest
        WHERE per_day -> 0 ->> 'date' <= ${to.slice(0, 10)} AND per_day -> -1 ->> 'date' >= ${from.slice(0, 10)}
        ORDER BY latest.id`,
    );
    const demands = await demandOf(rows.map(({ forecastId }) => forecastId));
    return rows.map(({ id, title, forecastId }) => ({
      id,
      title,
      demand: demands.get(forecastId) ?? [],
    }));
  };

  /** Everything that asks for people between the two moments, and the people. */
  const between = async (from: Instant, to: Instant): Promise<WaveCalendar> => {
    const [others, happening, rostered, staff] = await Promise.all([
      wavesBetween(from, to),
      events.between(from.slice(0, 10), to.slice(0, 10)),
      shifts.between(from, to),
      people.staff(),
    ]);
    return { others, events: happening, shifts: rostered, people: staff };
  };

  return {
    between,

    /** All waves of running mailings, day by day. */
    waves: (): Promise<KccWave[]> =>
      db.read(async (queries) => {
        const rows = await queries.$queryRaw<{ wave: unknown }[]>`
          SELECT jsonb_build_object('id', latest.id, 'title', title, 'perDay', latest.per_day,
            'totals', result #> '{forecast,totals}', 'batches', result #> '{forecast,madeFrom,batches}') AS wave
          FROM (${latest}) AS latest JOIN forecasts f ON f.id = latest.forecast_id ORDER BY latest.id`;
        return rows.map(({ wave }) => fromJson(wave));
      }),

    /** What a wave between the two moments may meet; the mailing itself is left out. */
    async around(mailingId: string, from: Instant, to: Instant): Promise<WaveCalendar> {
      const { others, ...rest } = await between(from, to);
      return { ...rest, others: others.filter(({ id }) => id !== mailingId) };
    },
  };
}
