import { type Instant, type LocalDate, mondayOf } from './instant.ts';
import { localDateOf } from './local-time.ts';
import { hasOffered, isOwn, isTaken, type Shift, type StaffPerson } from './roster.ts';
import type { TimeSpan } from './roster.ts';
import type { MsSpan } from './shift-pattern.ts';
import type { Candidate, CandidateContext } from './candidate.ts';
import { candidateReason } from './candidate-reason.ts';

const HOUR_MS = 3_600_000;
/** Eleven hours of rest between two working days (Arbeidstijdenwet 5:3). */
const REST_MS = 11 * HOUR_MS;

/**
 * The people who can take the whole of `span`, in the order in which to ask: the KCC's own agents for extra hours (the liaison of the
 * department first), guests of the department that sends the mailing, guests of others, and the flex pool by cost. Nobody is
 * double-booked, has less than 11 hours of rest between days, or goes over the week's hours; guests only for time that they offered.
 */
export function candidatesFor(
  span: TimeSpan,
  context: CandidateContext,
  shifts: ShiftsOfPeople = shiftsOfPeople(context.shifts, context.timeZone),
): Candidate[] {
  const stretch = stretchOf(span, context.timeZone);
  const hours = hoursOf(stretch);
  return context.people
    .filter((person) => !whyNotThen(person, stretch, shifts.get(person.id) ?? [], context.askedAt))
    .map((person) => {
      const offered = hasOffered(person, stretch);
      return { person, offered, rank: rankOf(person, offered, context) };
    })
    .toSorted((a, b) => compareRanks(a.rank, b.rank) || (a.person.id < b.person.id ? -1 : 1))
    .map(({ person, offered }) => {
      const cost = person.costPerHour * hours;
      const reason = candidateReason(person, { offered, cost }, context);
      return { personId: person.id, kind: person.kind, cost, reason };
    });
}

/** A stretch of time as a plan compares it, each shift with each half day: its moments in milliseconds, the local day on which it begins and that day's Monday. */
interface Stretch extends MsSpan {
  readonly date: LocalDate;
  readonly monday: LocalDate;
}

interface TimedShift extends Shift, Stretch {}
export type ShiftsOfPeople = ReadonlyMap<string, readonly TimedShift[]>;

/** The shifts by person, for who asks `candidatesFor` more than once. */
export function shiftsOfPeople(
  shifts: readonly Shift[],
  timeZone: string,
): Map<string, TimedShift[]> {
  const all = new Map<string, TimedShift[]>();
  for (const shift of shifts) addShift(all, shift, timeZone);
  return all;
}

/** Adds a shift to `all`. */
export function addShift(all: Map<string, TimedShift[]>, shift: Shift, timeZone: string): void {
  const timed = { ...shift, ...stretchOf(shift, timeZone) };
  const own = all.get(shift.personId);
  if (own) own.push(timed);
  else all.set(shift.personId, [timed]);
}

function stretchOf({ startsAt, endsAt }: TimeSpan, timeZone: string): Stretch {
  const date = localDateOf(startsAt, timeZone);
  return { from: Date.parse(startsAt), to: Date.parse(endsAt), date, monday: mondayOf(date) };
}

function hoursOf({ from, to }: MsSpan): number {
  return (to - from) / HOUR_MS;
}

/** Hours of `own` that begin in the week of this Monday, asked ones included. */
function hoursIn(monday: LocalDate, own: readonly TimedShift[]): number {
  return own
    .filter((shift) => shift.monday === monday && isTaken(shift))
    .reduce((sum, shift) => sum + hoursOf(shift), 0);
}

/** Why somebody cannot take a stretch of time. */
export type WhyNot = 'begun' | 'busy' | 'declined' | 'rest' | 'hours' | 'not-offered' | 'notice';

/** Why the person, who has the shifts `own`, cannot take the whole of `span`; undefined when it can be asked. */
export function whyNot(
  person: StaffPerson,
  span: TimeSpan,
  own: readonly TimedShift[],
  { timeZone, askedAt }: Pick<CandidateContext, 'timeZone' | 'askedAt'>,
): WhyNot | undefined {
  return whyNotThen(person, stretchOf(span, timeZone), own, askedAt);
}

function whyNotThen(
  person: StaffPerson,
  stretch: Stretch,
  own: readonly TimedShift[],
  askedAt: Instant,
): WhyNot | undefined {
  const { from, to, date, monday } = stretch;
  const asked = Date.parse(askedAt);
  if (from <= asked) return 'begun';
  for (const shift of own) {
    // On one day two stretches may follow each other, but not overlap; between days there is the legal rest.
    const rest = Math.max(from - shift.to, shift.from - to);
    if (rest >= REST_MS) continue;
    if (isTaken(shift) && rest < 0) return 'busy';
    if (isTaken(shift) && shift.date !== date) return 'rest';
    // Who declined this stretch is not asked for it again.
    if (shift.status === 'declined' && rest < 0) return 'declined';
  }
  if (hoursIn(monday, own) + hoursOf(stretch) > person.maxHoursPerWeek) return 'hours';
  if (person.kind === 'guest') return hasOffered(person, stretch) ? undefined : 'not-offered';
  const notice = person.kind === 'flex' ? person.noticeHours * HOUR_MS : 0;
  return asked + notice <= from ? undefined : 'notice';
}

/** Compared from left to right, lowest first. */
function rankOf(
  person: StaffPerson,
  offered: boolean,
  { departmentId, skills }: CandidateContext,
): number[] {
  const skilled = skills.length === 0 || skills.some((skill) => person.skills.includes(skill));
  const group = { agent: 0, guest: 1, flex: 2 }[person.kind];
  return [
    group,
    isOwn(person, departmentId) ? 0 : 1,
    skilled ? 0 : 1,
    offered ? 0 : 1,
    person.costPerHour * person.handleTimeFactor,
  ];
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [i, value] of left.entries()) {
    const difference = value - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
