import { mondayOf } from './instant.ts';
import { type RestFault, restFaults, type WorkedSpan, workedSpan } from './rest-rule.ts';
import { isTaken, type StaffPerson } from './roster.ts';
import type { PlannedStretch, StaffingPlanInput } from './staffing-model-input.ts';

const HOUR = 3_600_000;
const ROUNDING = 1e-6;

/** A rule that a plan breaks. A plan with any of these is not handed on. */
export interface PlanFault {
  readonly code:
    | RestFault['code']
    | 'unknown-person'
    | 'hours-of-week'
    | 'not-offered'
    | 'too-late-to-ask'
    | 'declined'
    | 'pool-hours'
    | 'pool-budget';
  /** A person, or a pool. */
  readonly who: string;
  readonly at: string;
}

/**
 * Every rule that `asked` (the plan, person by person) breaks together with the roster: double booking, rest and break of the
 * Arbeidstijdenwet, hours of the week, guests outside what they offered, notice, what was declined, pools. Works from the input alone and
 * shares nothing with the calculation that made the plan, so that it is a check. What the roster breaks by itself is not counted.
 */
export function planFaults(
  input: StaffingPlanInput,
  asked: readonly PlannedStretch[],
): PlanFault[] {
  const perPerson = new Map<string, PlannedStretch[]>();
  for (const one of asked)
    perPerson.set(one.personId, [...(perPerson.get(one.personId) ?? []), one]);
  const people = new Map(input.people.map((person) => [person.id, person]));
  const faults = [...perPerson].flatMap(([id, stretches]) => {
    const person = people.get(id);
    if (!person) return [{ code: 'unknown-person', who: id, at: '' } as const];
    return personFaults(input, person, stretches);
  });
  return [...faults, ...poolFaults(input, asked)];
}

function personFaults(
  input: StaffingPlanInput,
  person: StaffPerson,
  stretches: readonly PlannedStretch[],
): PlanFault[] {
  const own = input.shifts.filter((shift) => shift.personId === person.id);
  const roster = own.filter(isTaken).map((shift) => workedSpan(ms(shift), input.timeZone));
  const extra = stretches.map((one) => workedSpan(ms(one), input.timeZone));
  const known = new Set(restFaults(roster).map(faultKey));
  const fault = (code: PlanFault['code'], at: number): PlanFault => ({
    code,
    who: person.id,
    at: new Date(at).toISOString(),
  });
  const faults = restFaults([...roster, ...extra])
    .filter((one) => !known.has(faultKey(one)))
    .map(({ code, at }) => fault(code, at));
  for (const [week, hours] of hoursPerWeek(extra)) {
    const all = hours + (hoursPerWeek(roster).get(week) ?? 0);
    if (all > person.maxHoursPerWeek + ROUNDING)
      faults.push(fault('hours-of-week', Date.parse(week)));
  }
  const notice = person.kind === 'flex' ? person.noticeHours * HOUR : 0;
  for (const { from, to } of extra) {
    const offered = person.offers.some((one) => ms(one).from <= from && ms(one).to >= to);
    if (person.kind === 'guest' && !offered) faults.push(fault('not-offered', from));
    const askedAt = Date.parse(input.askedAt);
    if (from <= askedAt || from < askedAt + notice) faults.push(fault('too-late-to-ask', from));
    const declined = own.some(
      (shift) => shift.status === 'declined' && ms(shift).from < to && from < ms(shift).to,
    );
    if (declined) faults.push(fault('declined', from));
  }
  return faults;
}

function poolFaults(input: StaffingPlanInput, asked: readonly PlannedStretch[]): PlanFault[] {
  return (input.pools ?? []).flatMap((pool) => {
    const own = asked
      .filter(({ personId }) => pool.people.includes(personId))
      .map((one) => workedSpan(ms(one), input.timeZone));
    const faults: PlanFault[] = [];
    let all = 0;
    for (const [week, hours] of hoursPerWeek(own)) {
      all += hours;
      if (hours > (pool.maxHoursPerWeek ?? Infinity) + ROUNDING)
        faults.push({ code: 'pool-hours', who: pool.id, at: week });
    }
    if (all > (pool.budgetHours ?? Infinity) + ROUNDING)
      faults.push({ code: 'pool-budget', who: pool.id, at: '' });
    return faults;
  });
}

function hoursPerWeek(spans: readonly WorkedSpan[]): Map<string, number> {
  const hours = new Map<string, number>();
  for (const { date, from, to } of spans) {
    const week = mondayOf(date);
    hours.set(week, (hours.get(week) ?? 0) + (to - from) / HOUR);
  }
  return hours;
}

function faultKey({ code, at }: RestFault): string {
  return `${code} ${at}`;
}

function ms({ startsAt, endsAt }: { startsAt: string; endsAt: string }): {
  from: number;
  to: number;
} {
  return { from: Date.parse(startsAt), to: Date.parse(endsAt) };
}
