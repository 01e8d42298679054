import type { Slot } from './fairness.ts';
import { scoreOf } from './staffing-solution-search.ts';
import type { StaffingState } from './staffing-solution-state.ts';

type SlotsOf = (index: number) => Slot;

/**
 * Finds somebody for `slot` by moving other work: who could take it but for the hours gives a shift of that week to a colleague of the same
 * group, or swaps it for a shorter one; or somebody who works otherwise that day changes with a colleague who does not. Tells whether it was found.
 */
export function freeByExchange(state: StaffingState, slot: Slot, slotsOf: SlotsOf): boolean {
  for (const wanted of slot) {
    if (state.fits(wanted)) {
      state.add(wanted);
      return true;
    }
  }
  for (const wanted of slot) {
    const { person, day } = state.option(wanted);
    const week = state.problem.weekOf[day];
    const work = state
      .of(person)
      .filter((index) => state.problem.weekOf[state.option(index).day] === week);
    const beside = state.chosenBeside(wanted);
    for (const given of beside >= 0 ? [beside] : work) {
      if (giveAway(state, given, wanted, slotsOf)) return true;
    }
  }
  return false;
}

/** Takes `given` from its person, so that the same person can take `wanted`, and lets a colleague do it. */
function giveAway(state: StaffingState, given: number, wanted: number, slotsOf: SlotsOf): boolean {
  state.remove(given);
  if (state.fits(wanted)) {
    state.add(wanted);
    for (const taker of slotsOf(given)) {
      if (taker === given) continue;
      if (state.fits(taker)) {
        state.add(taker);
        return true;
      }
      if (swapWith(state, given, taker, slotsOf)) return true;
    }
    state.remove(wanted);
  }
  state.add(given);
  return false;
}

/** Lets the person of `taker` do it in place of what they do that day, which goes to the person of `given`. */
function swapWith(state: StaffingState, given: number, taker: number, slotsOf: SlotsOf): boolean {
  const other = state.chosenBeside(taker);
  if (other < 0) return false;
  const { person } = state.option(given);
  const back = slotsOf(other).find((index) => state.option(index).person === person);
  if (back === undefined) return false;
  state.remove(other);
  if (state.fits(taker)) {
    state.add(taker);
    if (state.fits(back)) {
      state.add(back);
      return true;
    }
    state.remove(taker);
  }
  state.add(other);
  return false;
}

/** Lets colleagues of one group take over and swap shifts as long as it makes the plan better: less overtime, better liked. */
export function settle(state: StaffingState, slotsOf: SlotsOf): void {
  for (let round = 0; round < 4; round += 1) {
    let changed = false;
    for (const index of state.all()) {
      for (const taker of slotsOf(index)) {
        if (state.chosenBeside(index) !== index) break;
        if (taker === index) continue;
        if (betterAs(state, index, taker, slotsOf)) changed = true;
      }
    }
    if (!changed) return;
  }
}

function betterAs(state: StaffingState, index: number, taker: number, slotsOf: SlotsOf): boolean {
  const before = scoreOf(state);
  const other = state.chosenBeside(taker);
  state.remove(index);
  if (other < 0) {
    if (state.fits(taker)) {
      state.add(taker);
      if (scoreOf(state) < before - 1e-6) return true;
      state.remove(taker);
    }
  } else if (swapWith(state, index, taker, slotsOf)) {
    if (scoreOf(state) < before - 1e-6) return true;
    const back = slotsOf(other).find(
      (one) => state.option(one).person === state.option(index).person,
    );
    if (back !== undefined) state.remove(back);
    state.remove(taker);
    state.add(other);
  }
  state.add(index);
  return false;
}
