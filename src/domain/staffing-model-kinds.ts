import type { StaffingProblem } from './staffing-model-problem.ts';
import type { PlanningOption } from './planning-option.ts';

/** Beyond so many whole numbers a solver on this machine finds nothing in seconds: then people are pooled per group. */
const MOST_SHIFTS = 6000;

/**
 * Options that are the same decision for different people: of one kind of person, on the same day, with the same pattern. People are of one kind in a
 * week when they can do exactly the same in it: group, patterns per day, hours and contract left, and what stays as it was. A model of how
 * many people of a kind do what is then as strict as one for named people, and much smaller. Where everybody differs so much that it is not small
 * (`most`), a kind is a whole group: less strict, but never stricter.
 */
export function sameDecisions(
  problem: StaffingProblem,
  most = MOST_SHIFTS,
): { readonly kind: number; readonly options: readonly number[] }[] {
  const alike = together(problem, kindsPerWeek(problem));
  return alike.length <= most ? alike : sameForGroup(problem);
}

/** The same with all people of a group as one kind, however they differ. */
export function sameForGroup(problem: StaffingProblem) {
  const { people, weeks } = problem;
  return together(problem, (person, week) => (people[person]?.group ?? 0) * weeks.length + week);
}

function together(problem: StaffingProblem, kindOf: (person: number, week: number) => number) {
  const found = new Map<string, { readonly kind: number; readonly options: number[] }>();
  for (const [index, option] of problem.options.entries()) {
    const kind = kindOf(option.person, problem.weekOf[option.day] ?? 0);
    const key = `${kind} ${option.day} ${option.pattern.id}`;
    const same = found.get(key);
    if (same) same.options.push(index);
    else found.set(key, { kind, options: [index] });
  }
  return [...found.values()];
}

function kindsPerWeek(problem: StaffingProblem): (person: number, week: number) => number {
  const can = new Map<number, string[]>();
  const slotOf = (person: number, week: number): number => person * problem.weeks.length + week;
  for (const { person, day, pattern, kept } of problem.options) {
    const slot = slotOf(person, problem.weekOf[day] ?? 0);
    const list = can.get(slot) ?? [];
    list.push(`${day}:${pattern.id}${kept ? '*' : ''}`);
    can.set(slot, list);
  }
  const kinds = new Map<string, number>();
  const kindOf = new Map<number, number>();
  for (const [person, who] of problem.people.entries()) {
    for (const week of problem.weeks.keys()) {
      const own = can.get(slotOf(person, week)) ?? [];
      const key = [week, who.group, who.hoursLeft[week], who.contractLeft[week], ...own].join(' ');
      const kind = kinds.get(key) ?? kinds.size;
      kinds.set(key, kind);
      kindOf.set(slotOf(person, week), kind);
    }
  }
  return (person, week) => kindOf.get(slotOf(person, week)) ?? -1;
}

/**
 * Most hours that one person can make with `options` (all of that person, of one week): at most one a day, within `left`. Less than `left` where no patterns
 * add up to it: of 16 hours, half days of 4.5 and 5.5 fill at most 15.5.
 */
export function reachableHours(options: readonly PlanningOption[], left: number): number {
  const perDay = new Map<number, Set<number>>();
  for (const { day, pattern } of options)
    perDay.set(day, (perDay.get(day) ?? new Set()).add(pattern.hours));
  let sums = new Set([0]);
  for (const hours of perDay.values()) {
    const next = new Set(sums);
    for (const sum of sums) {
      for (const more of hours) if (sum + more <= left + 1e-9) next.add(sum + more);
    }
    sums = next;
  }
  return [...sums].reduce((most, sum) => Math.max(most, sum), 0);
}
