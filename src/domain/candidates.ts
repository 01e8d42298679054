import { addDays, type Instant, mondayOf } from './instant.ts';
import { localDateOf, toInstant } from './local-time.ts';
import { hasOffered, hoursOf, isTaken, type Shift, type StaffPerson } from './roster.ts';
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
  shifts: ShiftsOfPeople = shiftsOfPeople(context.shifts),
): Candidate[] {
  const week = weekOf(span.startsAt, context.timeZone);
  return context.people
    .filter((person) => !whyNot(person, span, shifts.get(person.id) ?? [], context, week))
    .map((person) => ({ person, rank: rankOf(person, span, context) }))
    .toSorted((a, b) => compareRanks(a.rank, b.rank) || (a.person.id < b.person.id ? -1 : 1))
    .map(({ person }) => ({
      personId: person.id,
      kind: person.kind,
      cost: person.costPerHour * hoursOf(span),
      reason: candidateReason(person, span, context),
    }));
}

/** A shift with its moments as numbers, in milliseconds: a plan compares each shift with each half day. */
interface TimedShift extends Shift {
  readonly from: number;
  readonly to: number;
}
export type ShiftsOfPeople = ReadonlyMap<string, readonly TimedShift[]>;

/** The shifts by person, for who asks `candidatesFor` more than once. */
export function shiftsOfPeople(shifts: readonly Shift[]): Map<string, TimedShift[]> {
  const all = new Map<string, TimedShift[]>();
  for (const shift of shifts) addShift(all, shift);
  return all;
}

/** Adds a shift to `all`. */
export function addShift(all: Map<string, TimedShift[]>, shift: Shift): void {
  const timed = { ...shift, from: Date.parse(shift.startsAt), to: Date.parse(shift.endsAt) };
  const own = all.get(shift.personId);
  if (own) own.push(timed);
  else all.set(shift.personId, [timed]);
}

/** From when until when the week of `at` lasts, in milliseconds. */
function weekOf(at: Instant, timeZone: string): MsSpan {
  const monday = mondayOf(localDateOf(at, timeZone));
  const [from = 0, to = 0] = [monday, addDays(monday, 7)].map((day) =>
    Date.parse(toInstant(day, '00:00', timeZone)),
  );
  return { from, to };
}

/** Hours of `own` that begin in `week`, asked ones included. */
function hoursIn(week: MsSpan, own: readonly TimedShift[]): number {
  return own
    .filter((shift) => week.from <= shift.from && shift.from < week.to && isTaken(shift))
    .reduce((sum, { from, to }) => sum + (to - from) / HOUR_MS, 0);
}

/** Why somebody cannot take a stretch of time. */
export type WhyNot = 'begun' | 'busy' | 'declined' | 'rest' | 'hours' | 'not-offered' | 'notice';

/** Why the person, who has the shifts `own`, cannot take the whole of `span`; undefined when it can be asked. */
export function whyNot(
  person: StaffPerson,
  span: TimeSpan,
  own: readonly TimedShift[],
  { timeZone, askedAt }: Pick<CandidateContext, 'timeZone' | 'askedAt'>,
  week: MsSpan = weekOf(span.startsAt, timeZone),
): WhyNot | undefined {
  const from = Date.parse(span.startsAt);
  const to = Date.parse(span.endsAt);
  const asked = Date.parse(askedAt);
  if (from <= asked) return 'begun';
  for (const shift of own) {
    // On one day two stretches may follow each other, but not overlap; between days there is the legal rest.
    const rest = Math.max(from - shift.to, shift.from - to);
    if (rest >= REST_MS) continue;
    const sameDay = () =>
      localDateOf(shift.startsAt, timeZone) === localDateOf(span.startsAt, timeZone);
    if (isTaken(shift) && rest < 0) return 'busy';
    if (isTaken(shift) && !sameDay()) return 'rest';
    // Who declined this stretch is not asked for it again.
    if (shift.status === 'declined' && rest < 0) return 'declined';
  }
  if (hoursIn(week, own) + (to - from) / HOUR_MS > person.maxHoursPerWeek) return 'hours';
  if (person.kind === 'guest') return hasOffered(person, span) ? undefined : 'not-offered';
  const notice = person.kind === 'flex' ? person.noticeHours * HOUR_MS : 0;
  return asked + notice <= from ? undefined : 'notice';
}

/** Compared from left to right, lowest first. */
function rankOf(
  person: StaffPerson,
  span: TimeSpan,
  { departmentId, skills }: CandidateContext,
): number[] {
  const skilled = skills.length === 0 || skills.some((skill) => person.skills.includes(skill));
  const group = { agent: 0, guest: 1, flex: 2 }[person.kind];
  const own =
    (person.kind === 'agent' && person.liaisonOf === departmentId) ||
    (person.kind === 'guest' && person.departmentId === departmentId);
  return [
    group,
    own ? 0 : 1,
    skilled ? 0 : 1,
    hasOffered(person, span) ? 0 : 1,
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
