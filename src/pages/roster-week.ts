import { addDays, type Instant, type LocalDate } from '../domain/instant.ts';
import { localDateOf, toInstant } from '../domain/local-time.ts';
import type { Store } from '../store/client.ts';

/** A stretch of work in a cell of the roster; `asked` when the person has not answered yet, `declined` when they said no. */
export interface RosterCell {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly kind: 'roster' | 'extra' | 'guest' | 'asked' | 'declined';
  /** Of what is on the roster. */
  readonly shiftId?: string;
}

export interface RosterRow {
  readonly personId: string;
  readonly name: string;
  /** By day. */
  readonly cells: ReadonlyMap<LocalDate, readonly RosterCell[]>;
}

export interface RosterWeek {
  readonly days: readonly LocalDate[];
  /** By name. */
  readonly rows: readonly RosterRow[];
}

/** The week from `monday` on; Saturday and Sunday only when somebody works then. */
export async function rosterWeek(
  monday: LocalDate,
  timeZone: string,
  store: Store,
): Promise<RosterWeek> {
  const [from, to] = [monday, addDays(monday, 7)].map((day) => toInstant(day, '00:00', timeZone));
  if (!from || !to) return { days: [], rows: [] };
  const [shifts, answers] = await Promise.all([
    store.shifts.between(from, to),
    store.assignments.notComing(from, to),
  ]);
  const asked = answers.map(({ personId, startsAt, endsAt, status }) => ({
    personId,
    startsAt,
    endsAt,
    kind: status === 'invited' ? ('asked' as const) : ('declined' as const),
  }));
  const all = [...shifts.map(({ id, ...shift }) => ({ ...shift, shiftId: id })), ...asked];
  const people = await store.people.findMany([...new Set(all.map(({ personId }) => personId))]);
  const dayOf = ({ startsAt }: RosterCell) => localDateOf(startsAt, timeZone);
  const worked = new Set(all.map(dayOf));
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at)).filter(
    (day, at) => at < 5 || worked.has(day),
  );
  const rows = people
    .map(({ id, name }) => {
      const own = all.filter(({ personId }) => personId === id);
      const cells = new Map(days.map((day) => [day, own.filter((one) => dayOf(one) === day)]));
      return { personId: id, name, cells };
    })
    .toSorted((left, right) => left.name.localeCompare(right.name));
  return { days, rows };
}
