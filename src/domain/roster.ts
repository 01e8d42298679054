import type { PersonId } from './actor.ts';
import { firstFrom } from './first-from.ts';
import { compareInstants, type Instant, secondsBetween } from './instant.ts';
import { onceFor } from './once-for.ts';

/** A stretch of time, `endsAt` not included. */
export interface TimeSpan {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

interface PersonBase {
  readonly id: PersonId;
  /** Names of topics or skills, as the KCC's own systems write them. */
  readonly skills: readonly string[];
  /** Handle time relative to an experienced agent: 1.2 means that a contact takes a fifth longer. */
  readonly handleTimeFactor: number;
  readonly maxHoursPerWeek: number;
  /** In euro, all in. */
  readonly costPerHour: number;
  /** When this person said to be available beyond the shifts they have. */
  readonly offers: readonly TimeSpan[];
}

/** An agent of the KCC itself; works `contractHoursPerWeek`, part-timers may do more up to `maxHoursPerWeek`. */
export interface AgentPerson extends PersonBase {
  readonly kind: 'agent';
  readonly contractHoursPerWeek: number;
  /** The department this agent is liaison for. */
  readonly liaisonOf?: string;
}

/** A colleague of a department who can sit at the KCC during the wave. */
export interface GuestPerson extends PersonBase {
  readonly kind: 'guest';
  readonly departmentId: string;
}

export interface FlexPerson extends PersonBase {
  readonly kind: 'flex';
  readonly flexKind: 'trainee' | 'on-call' | 'agency';
  /** How long before the start the person must be asked. */
  readonly noticeHours: number;
}

export type StaffPerson = AgentPerson | GuestPerson | FlexPerson;

export type ShiftStatus = 'planned' | 'invited' | 'accepted' | 'declined' | 'cancelled';

/** Who works when. Only planned and accepted shifts count as present. */
export interface Shift extends TimeSpan {
  readonly personId: PersonId;
  readonly status: ShiftStatus;
}

export interface RosterInterval {
  readonly start: Instant;
  readonly seconds: number;
}

/**
 * Positions that the roster fills in each interval: people present for the share of the interval that they are there,
 * divided by their handle-time factor, times 1 - shrinkage. Not rounded. A shift of an unknown person counts as factor 1.
 */
export function positionsPresent(
  intervals: readonly RosterInterval[],
  shifts: readonly Shift[],
  people: readonly StaffPerson[],
  shrinkage: number,
): number[] {
  return presence(shifts, people, shrinkage)(intervals);
}

/** The same, for who asks it of one roster more than once. */
export function presence(
  shifts: readonly Shift[],
  people: readonly StaffPerson[],
  shrinkage: number,
): (intervals: readonly RosterInterval[]) => number[] {
  const factors = new Map(people.map((person) => [person.id, person.handleTimeFactor]));
  const all = shifts.filter(isPresent).map(({ startsAt, endsAt, personId }) => ({
    from: Date.parse(startsAt),
    to: Date.parse(endsAt),
    positions: positionsOf(factors.get(personId), shrinkage),
  }));
  return (intervals) => {
    const present = intervals.map(() => 0);
    const spans = intervals
      .map(({ start, seconds }, at) => ({ at, from: Date.parse(start), length: seconds * 1000 }))
      .toSorted((left, right) => left.from - right.from);
    const longest = spans.reduce((most, { length }) => Math.max(most, length), 0);
    const [first = 0, last = 0] = [spans[0]?.from, spans.at(-1)?.from];
    for (const { from, to, positions } of all) {
      if (to <= first || last + longest <= from) continue;
      const near = firstFrom(spans, startOf, from - longest);
      for (let i = near, span = spans[i]; span && span.from < to; i += 1, span = spans[i]) {
        const overlap = Math.min(to, span.from + span.length) - Math.max(from, span.from);
        const share = (positions * Math.max(0, overlap)) / span.length;
        present[span.at] = (present[span.at] ?? 0) + share;
      }
    }
    return present;
  };
}

const startOf = ({ from }: { readonly from: number }): number => from;

/** Positions that somebody with this handle-time factor (1 when unknown) fills. */
export function positionsOf(handleTimeFactor = 1, shrinkage: number): number {
  return (1 - shrinkage) / handleTimeFactor;
}

/** Whether the person belongs to the department whose mailing it is: its liaison agent, or its own colleague. */
export function isOwn(person: StaffPerson, departmentId: string): boolean {
  return (
    (person.kind === 'agent' && person.liaisonOf === departmentId) ||
    (person.kind === 'guest' && person.departmentId === departmentId)
  );
}

/** Whether the shift counts: planned by the roster, or asked and accepted. */
export function isPresent(shift: Shift): boolean {
  return shift.status === 'planned' || shift.status === 'accepted';
}

/** Whether the shift takes up the person's time: it counts already, or the person has been asked and may still say yes. */
export function isTaken(shift: Shift): boolean {
  return isPresent(shift) || shift.status === 'invited';
}

/** Length of `span` in hours. */
export function hoursOf({ startsAt, endsAt }: TimeSpan): number {
  return secondsBetween(startsAt, endsAt) / 3600;
}

/** Whether the two spans share any time; touching is not sharing. */
export function overlaps(left: TimeSpan, right: TimeSpan): boolean {
  return (
    compareInstants(left.startsAt, right.endsAt) < 0 &&
    compareInstants(right.startsAt, left.endsAt) < 0
  );
}

/** Moments in milliseconds: a plan compares each offer with each half day. */
const momentsOf = onceFor((offers: readonly TimeSpan[]) =>
  offers.map(({ startsAt, endsAt }) => [Date.parse(startsAt), Date.parse(endsAt)] as const),
);

/** Whether the person has an offer for the whole stretch, which is in milliseconds. */
export function hasOffered(
  { offers }: Pick<StaffPerson, 'offers'>,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  return momentsOf(offers).some(([start, end]) => start <= from && end >= to);
}
