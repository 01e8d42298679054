import { StaffingState } from './staffing-solution-state.ts';
import type { StaffingProblem } from './staffing-model-problem.ts';

/** Preferences decide between plans that cost about the same: a euro of preference weighs this much of a euro. */
const PREFERENCE_WEIGHT = 0.1;
const NEGLIGIBLE = 1e-6;

/** How long to search: a number of attempts, so that the same input gives the same plan; `goOn` may stop it earlier. */
export interface SearchEffort {
  readonly attempts: number;
  readonly goOn?: () => boolean;
}

/** A plan for named people from scratch: on each day the best addition, until none is worth it any more. */
export function greedyState(problem: StaffingProblem): StaffingState {
  const state = new StaffingState(problem);
  fill(state, [...problem.days.keys()]);
  return state;
}

/** What the plan is judged by while searching: euro, then preferences. */
export function scoreOf(state: StaffingState): number {
  return state.objective + PREFERENCE_WEIGHT * state.preference;
}

/**
 * Adds to `state`, per day of `days`, whatever improves it most until nothing does. An addition is worth less the more is there already, so
 * that only the best of the old figures has to be looked at again (lazy greedy, Minoux 1978).
 */
export function fill(state: StaffingState, days: readonly number[]): void {
  const optionsOf = optionsPerDay(state.problem);
  const worthOf = (index: number): number =>
    state.gain(index) + PREFERENCE_WEIGHT * state.option(index).preference;
  for (const day of days) {
    const queue: { index: number; worth: number }[] = [];
    for (const index of optionsOf[day] ?? []) {
      const worth = worthOf(index);
      if (worth < -NEGLIGIBLE && state.fits(index)) queue.push({ index, worth });
    }
    queue.sort((a, b) => b.worth - a.worth);
    for (let top = queue.pop(); top; top = queue.pop()) {
      if (!state.fits(top.index)) continue;
      const worth = worthOf(top.index);
      if (worth >= -NEGLIGIBLE) continue;
      const next = queue.at(-1);
      if (next && worth > next.worth) insert(queue, { index: top.index, worth });
      else state.add(top.index);
    }
  }
}

/** Puts `item` into `queue`, which is sorted with the best (lowest) last. */
function insert<T extends { readonly worth: number }>(queue: T[], item: T): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((queue[middle]?.worth ?? 0) > item.worth) low = middle + 1;
    else high = middle;
  }
  queue.splice(low, 0, item);
}

/**
 * Improves `state` by taking a part of the plan apart and filling it again, keeping what is better (ruin and recreate, Schrimpf et al. 2000;
 * with a slowly falling tolerance for what is slightly worse). Ends with the best that was seen. Deterministic for given `attempts`.
 */
export function improve(state: StaffingState, { attempts, goOn }: SearchEffort, seed = 1): void {
  const random = generator(seed);
  const { days, people } = state.problem;
  if (days.length === 0 || state.problem.options.length === 0) return;
  let best = scoreOf(state);
  let bestPlan = state.all();
  let current = best;
  const tolerance = Math.max(20, Math.abs(best) * 0.002);
  for (let attempt = 0; attempt < attempts && (goOn?.() ?? true); attempt += 1) {
    const before = state.all();
    const touched = ruin(state, random, people.length, days.length);
    fill(state, touched);
    const score = scoreOf(state);
    const heat = tolerance * (1 - attempt / attempts) ** 2;
    if (score < current + heat * random() - NEGLIGIBLE) {
      current = score;
      if (score < best - NEGLIGIBLE) {
        best = score;
        bestPlan = state.all();
      }
    } else {
      restore(state, before);
    }
  }
  restore(state, bestPlan);
}

/** Makes `plan` (options of the problem) what is chosen in `state`. */
export function restore(state: StaffingState, plan: readonly number[]): void {
  const wanted = new Set(plan);
  for (const index of state.all()) if (!wanted.has(index)) state.remove(index);
  for (const index of plan) if (state.chosenBeside(index) !== index) state.add(index);
}

/** Takes a random part of the plan out; returns the days it touched, in random order. */
function ruin(
  state: StaffingState,
  random: () => number,
  peopleCount: number,
  dayCount: number,
): number[] {
  const pick = (count: number): number => Math.floor(random() * count);
  const kind = random();
  const day = pick(dayCount);
  const share = 0.15 + 0.5 * random();
  if (kind < 0.6) {
    for (const index of state.all())
      if (state.option(index).day === day && random() < share) state.remove(index);
    return [day];
  }
  if (kind < 0.8) {
    const other = pick(dayCount);
    for (const index of state.all()) {
      const its = state.option(index).day;
      if ((its === day || its === other) && random() < share * 0.6) state.remove(index);
    }
    return random() < 0.5 ? [day, other] : [other, day];
  }
  const who = new Set([pick(peopleCount), pick(peopleCount), pick(peopleCount)]);
  const touched = new Set<number>();
  for (const index of state.all()) {
    const option = state.option(index);
    if (!who.has(option.person)) continue;
    state.remove(index);
    touched.add(option.day);
  }
  return [...touched].map((one) => ({ one, at: random() })).toSorted((a, b) => a.at - b.at).map(({ one }) => one); // prettier-ignore
}

const dayOptions = new WeakMap<StaffingProblem, number[][]>();

function optionsPerDay(problem: StaffingProblem): readonly (readonly number[])[] {
  const known = dayOptions.get(problem);
  if (known) return known;
  const perDay = problem.days.map((): number[] => []);
  for (const [index, { day }] of problem.options.entries()) perDay[day]?.push(index);
  dayOptions.set(problem, perDay);
  return perDay;
}

/** Uniform numbers between 0 and 1 that are the same every time (Park and Miller 1988). */
export function generator(seed: number): () => number {
  let value = (Math.abs(Math.trunc(seed)) % 2147483646) + 1;
  return () => {
    value = (value * 16807) % 2147483647;
    return (value - 1) / 2147483646;
  };
}
