import type { PersonId } from './actor.ts';
import { fault, type InputFault } from './input-fault.ts';
import { addDays, type Instant } from './instant.ts';
import { localDateOf, toInstant } from './local-time.ts';
import { overlaps, type Shift, type TimeSpan } from './roster.ts';
import type { RosterKind, RosterRow } from './roster-rows.ts';

/** A shift that is on the roster now. */
export interface KnownShift extends Shift {
  readonly id: string;
  readonly kind: RosterKind;
  readonly breakMinutes: number;
}

/** What a roster file would change. */
export interface RosterChanges {
  readonly added: readonly RosterRow[];
  readonly cancelled: readonly KnownShift[];
  /** Shifts that are in the file just as they are on the roster. */
  readonly same: number;
}

/** The whole days that the rows lie in, on the clocks of `timeZone`. @throws RangeError without rows */
export function daysOf(rows: readonly TimeSpan[], timeZone: string): TimeSpan {
  const dates = rows.map(({ startsAt }) => localDateOf(startsAt, timeZone)).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('There are no rows');
  return {
    startsAt: toInstant(first, '00:00', timeZone),
    endsAt: toInstant(addDays(last, 1), '00:00', timeZone),
  };
}

/**
 * What changes when `rows` become the roster of the people in them, for the days from the first to the last of them. What is not in the file is cancelled,
 * but only what was rostered (`roster`) and has not begun at `now`: who accepted an invitation keeps that shift. Others are left alone.
 * `known` are the shifts around those days that are not cancelled.
 */
export function rosterChanges(
  rows: readonly RosterRow[],
  known: readonly KnownShift[],
  now: Instant,
  timeZone: string,
): { readonly changes: RosterChanges; readonly faults: readonly InputFault[] } {
  const period = daysOf(rows, timeZone);
  const wanted = new Map(rows.map((row) => [keyOf(row), row]));
  const people = new Set<PersonId>(rows.map(({ personId }) => personId));
  const theirs = known.filter(({ personId }) => people.has(personId));
  const same = theirs.filter((shift) => sameAs(wanted.get(keyOf(shift)), shift));
  const there = new Set(same.map(keyOf));
  const cancelled = theirs.filter(
    (shift) =>
      !there.has(keyOf(shift)) &&
      shift.kind === 'roster' &&
      Date.parse(shift.startsAt) > Date.parse(now) &&
      Date.parse(shift.startsAt) >= Date.parse(period.startsAt) &&
      Date.parse(shift.startsAt) < Date.parse(period.endsAt),
  );
  const staying = theirs.filter((shift) => !cancelled.includes(shift));
  const added = rows.filter((row) => !there.has(keyOf(row)));
  const faults = added.flatMap((row) =>
    staying.some((shift) => shift.personId === row.personId && overlaps(shift, row))
      ? fault(
          `rij ${row.line}, kolom Begin`,
          'Deze persoon heeft dan al een dienst die blijft staan.',
          'This person has a shift then already that stays.',
        )
      : [],
  );
  return { changes: { added, cancelled, same: same.length }, faults };
}

function sameAs(row: RosterRow | undefined, shift: KnownShift): boolean {
  return row?.kind === shift.kind && row.breakMinutes === shift.breakMinutes;
}

function keyOf({ personId, startsAt, endsAt }: TimeSpan & { readonly personId: PersonId }): string {
  return `${personId} ${Date.parse(startsAt)} ${Date.parse(endsAt)}`;
}
