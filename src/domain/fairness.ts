import type { StaffingPlanInput } from './staffing-model-input.ts';
import { cheapestMatching } from './staffing-solution-matching.ts';
import { scoreOf, restore } from './staffing-solution-search.ts';
import type { StaffingState } from './staffing-solution-state.ts';

/** Euro per hour that is asked of somebody, for each hour that they did or will do extra already. */
const PER_HOUR = 0.05;
/** Euro that a fairer division may cost at most, per day and group. */
const WORTH = 0.5;

/** A slot of the pooled plan: one of these options must be chosen. */
export type Slot = readonly number[];

/** Extra hours per person, of the past weeks and of what is chosen in `state`; what fairness looks at. */
export function extraHours(
  state: StaffingState,
  recent: StaffingPlanInput['recentExtraHours'] = {},
): number[] {
  const hours = state.problem.people.map(({ person }) => recent[person.id] ?? 0);
  for (const index of state.all()) {
    const { person, pattern } = state.option(index);
    hours[person] = (hours[person] ?? 0) + pattern.hours;
  }
  return hours;
}

/**
 * Chooses an option for as many of `slots` (all of one day) as can be, at the least sum of cost, preference and unfairness: an hour weighs
 * more for who has many extra hours already. Returns the slots for which nobody is left.
 */
export function nameSlots(
  state: StaffingState,
  slots: readonly Slot[],
  recent: StaffingPlanInput['recentExtraHours'],
): Slot[] {
  const hours = extraHours(state, recent);
  const people = [...new Set(slots.flat().map((index) => state.option(index).person))];
  const optionsOf = slots.map(
    (slot) => new Map(slot.map((index) => [state.option(index).person, index])),
  );
  const costs = optionsOf.map((options) =>
    people.map((person) => {
      const index = options.get(person);
      if (index === undefined || !state.fits(index)) return Infinity;
      const { pattern, preference } = state.option(index);
      return state.gain(index) + preference + PER_HOUR * (hours[person] ?? 0) * pattern.hours;
    }),
  );
  const columns = cheapestMatching(costs);
  return slots.filter((_, i) => {
    const index = optionsOf[i]?.get(people[columns[i] ?? -1] ?? -1);
    // Two people of one pool may fit one by one and not together.
    if (index === undefined || !state.fits(index)) return true;
    state.add(index);
    return false;
  });
}

/**
 * Divides what is chosen in `state` more fairly over people who can stand in for each other: per day and group everything is handed out
 * again. What has to be done, and what it costs, stays the same but for cents.
 */
export function divideFairly(
  state: StaffingState,
  slotsOf: (index: number) => Slot,
  recent: StaffingPlanInput['recentExtraHours'],
): void {
  for (let round = 0; round < 2; round += 1) {
    for (const day of state.problem.days.keys()) {
      const groups = new Map<number, number[]>();
      for (const index of state.all()) {
        const option = state.option(index);
        if (option.day !== day) continue;
        const group = state.problem.people[option.person]?.group ?? 0;
        groups.set(group, [...(groups.get(group) ?? []), index]);
      }
      for (const chosen of groups.values()) redivide(state, chosen, slotsOf, recent);
    }
  }
}

function redivide(
  state: StaffingState,
  chosen: readonly number[],
  slotsOf: (index: number) => Slot,
  recent: StaffingPlanInput['recentExtraHours'],
): void {
  const before = state.all();
  const score = scoreOf(state);
  for (const index of chosen) state.remove(index);
  nameSlots(state, chosen.map(slotsOf), recent);
  if (state.all().length < before.length || scoreOf(state) > score + WORTH) restore(state, before);
}
