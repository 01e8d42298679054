import { nameSlots, type Slot } from './fairness.ts';
import { freeByExchange, settle } from './staffing-solution-exchange.ts';
import type { StaffingModel } from './staffing-model.ts';
import { daysByShortage } from './staffing-model-day.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';
import { sameForGroup } from './staffing-model-kinds.ts';
import type { StaffingProblem } from './staffing-model-problem.ts';
import { StaffingState } from './staffing-solution-state.ts';

/**
 * Gives names to a solution of the pooled model (one value per variable, checked): per day the cheapest matching of people to what their kind
 * must do; then exchanges, where a place stays open because the hours of who could take it are spent on another day. What is open after
 * that is left to the search.
 */
export function namedState(
  problem: StaffingProblem,
  model: StaffingModel,
  values: readonly number[],
  recent: StaffingPlanInput['recentExtraHours'],
): StaffingState {
  const state = new StaffingState(problem);
  const open: Slot[] = [];
  for (const day of problem.days.keys()) {
    const slots: Slot[] = model.shifts
      .filter((shift) => shift.day === day)
      .flatMap(({ variable, options }) =>
        Array.from({ length: Math.round(values[variable] ?? 0) }, () => options),
      );
    open.push(...nameSlots(state, slots, recent));
  }
  const slots = slotsOf(problem);
  const left = open.filter((slot) => !freeByExchange(state, slot, slots));
  settle(state, slots);
  for (const slot of left) freeByExchange(state, slot, slots);
  return state;
}

/** Days in the order in which they are worth looking at: those where `state` lacks most of what `values` asks, then by shortage. */
export function daysByLoss(
  state: StaffingState,
  model: StaffingModel,
  values: readonly number[],
): number[] {
  const lacking = state.problem.days.map(() => 0);
  const count = (day: number, more: number): void => void (lacking[day] = (lacking[day] ?? 0) + more); // prettier-ignore
  for (const { day, variable } of model.shifts) count(day, Math.round(values[variable] ?? 0));
  for (const index of state.all()) count(state.option(index).day, -1);
  return daysByShortage(state).toSorted((a, b) => (lacking[b] ?? 0) - (lacking[a] ?? 0));
}

/** For an option: itself and the options of people of the same group for the same pattern on the same day. */
export function slotsOf(problem: StaffingProblem): (index: number) => Slot {
  const slots = new Map<number, Slot>();
  for (const { options } of sameForGroup(problem)) {
    for (const index of options) slots.set(index, options);
  }
  return (index) => slots.get(index) ?? [index];
}
