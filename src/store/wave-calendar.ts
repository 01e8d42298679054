import type { WaveCalendar } from '../domain/collision-question.ts';
import type { Forecast } from '../domain/forecast.ts';
import type { Instant } from '../domain/instant.ts';
import type { Db } from './db.ts';
import { externalEventStore } from './external-event.ts';
import { fromJson } from './json.ts';
import { personStore } from './person.ts';
import { shiftStore } from './shift.ts';

/** The one calendar of all waves, external events and the people who answer them. */
export function waveCalendarStore(db: Db) {
  const events = externalEventStore(db);
  const shifts = shiftStore(db);
  const people = personStore(db);

  /** The last forecast of every mailing whose journey runs. */
  const waves = (): Promise<WaveCalendar['others'][number][]> =>
    db.read(async (queries) => {
      const rows = await queries.$queryRaw<{ id: string; title: string; forecast: unknown }[]>`
        SELECT DISTINCT ON (m.id) m.id::text AS id, m.title, f.result -> 'forecast' AS forecast
        FROM mailings m JOIN forecasts f ON f.mailing_id = m.id
        WHERE m.status IN ('submitted', 'held', 'signed-off', 'releasing', 'dispatched')
        ORDER BY m.id, f.made_at DESC, f.id DESC`;
      return rows.map(({ id, title, forecast }) => ({
        id,
        title,
        forecast: fromJson<Forecast>(forecast),
      }));
    });

  /** Everything that asks for people between the two moments, and the people. */
  const between = async (from: Instant, to: Instant): Promise<WaveCalendar> => {
    const [others, happening, rostered, staff] = await Promise.all([
      waves(),
      events.between(from.slice(0, 10), to.slice(0, 10)),
      shifts.between(from, to),
      people.staff(),
    ]);
    return {
      others: others.filter(({ forecast }) => touches(forecast, from, to)),
      events: happening,
      shifts: rostered,
      people: staff,
    };
  };

  return {
    /** All waves of running mailings. */
    waves,
    between,

    /** What a wave between the two moments may meet; the mailing itself is left out. */
    async around(mailingId: string, from: Instant, to: Instant): Promise<WaveCalendar> {
      const { others, ...rest } = await between(from, to);
      return { ...rest, others: others.filter(({ id }) => id !== mailingId) };
    },
  };
}

function touches({ perDay }: Forecast, from: Instant, to: Instant): boolean {
  const [first, last] = [perDay[0]?.date, perDay.at(-1)?.date];
  if (first === undefined || last === undefined) return false;
  return first <= to.slice(0, 10) && last >= from.slice(0, 10);
}
