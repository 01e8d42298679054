import type { ExternalEvent } from '../domain/external-event.ts';
import type { LocalDate } from '../domain/instant.ts';
import { appendAudit } from './audit-append.ts';
import type { Provenance } from './audit-line.ts';
import type { Db } from './db.ts';
import { NotFound } from './errors.ts';
import type { Prisma } from './generated/client.ts';
import { fromJson } from './json.ts';
import { actorName } from './provenance.ts';

/** What makes people call without a mailing of the municipality. */
export function externalEventStore(db: Db) {
  return {
    /** Writes the event over what is known under its id. @throws RangeError when it has no days */
    save: (event: ExternalEvent, provenance: Provenance): Promise<ExternalEvent> =>
      db.transaction(async (queries) => {
        const { id, title, days } = event;
        const dates = days.map(({ date }) => date).toSorted();
        const [first, last] = [dates[0], dates.at(-1)];
        if (first === undefined || last === undefined) throw new RangeError('An event has days.');
        const data = {
          title,
          days: days as unknown as Prisma.InputJsonArray,
          startsOn: new Date(first),
          endsOn: new Date(last),
          writtenBy: actorName(provenance.actor),
          writtenAt: new Date(provenance.at),
        };
        await queries.externalEvent.upsert({
          where: { id },
          create: { id, ...data },
          update: data,
        });
        await appendAudit(queries, provenance, [
          { action: 'event-saved', objectType: 'event', objectId: id, detail: { first, last } },
        ]);
        return event;
      }),

    /** Takes the event away. @throws NotFound */
    remove: (id: string, provenance: Provenance): Promise<void> =>
      db.transaction(async (queries) => {
        const { count } = await queries.externalEvent.deleteMany({ where: { id } });
        if (count === 0) throw new NotFound('event', id);
        await appendAudit(queries, provenance, [
          { action: 'event-removed', objectType: 'event', objectId: id },
        ]);
      }),

    /** Events with a day between the two, both included; the first to begin first. */
    between: (from: LocalDate, to: LocalDate): Promise<ExternalEvent[]> =>
      db.read(async (queries) => {
        const rows = await queries.externalEvent.findMany({
          where: { startsOn: { lte: new Date(to) }, endsOn: { gte: new Date(from) } },
          orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
        });
        return rows.map(({ id, title, days }) => ({
          id,
          title,
          days: fromJson<ExternalEvent['days']>(days),
        }));
      }),
  };
}
