import { divideFairly } from '../domain/fairness.ts';
import { staffingModel, type StaffingModel } from '../domain/staffing-model.ts';
import { applyDay, dayModel, daysByShortage } from '../domain/staffing-model-day.ts';
import type { StaffingPlanInput } from '../domain/staffing-model-input.ts';
import { mend } from '../domain/staffing-solution-mend.ts';
import { daysByLoss, namedState, slotsOf } from '../domain/staffing-solution-names.ts';
import { improve, restore, scoreOf } from '../domain/staffing-solution-search.ts';
import type { StaffingState } from '../domain/staffing-solution-state.ts';
import type { Proof } from '../domain/staffing-solution-text.ts';
import type { Solved, Solver } from './solver.ts';

/** Limits with nothing left out; see PlanLimits. */
export interface SolveEffort {
  readonly gap: number;
  readonly seconds: number;
  readonly memoryMb: number;
}

export interface SolveWatch {
  readonly signal?: AbortSignal;
  /** Seconds since the whole calculation began. */
  readonly seconds: () => number;
  readonly onProgress: (phase: 'solving' | 'naming', gap: number) => void;
}

/** What is known after solving: `state` has the plan. */
export interface SolvedStaffing {
  readonly bound: number;
  readonly stoppedBy: Proof['stoppedBy'];
  /** Gap of the pooled model alone, between 0 and 1. */
  readonly pooledGap: number;
  readonly peakMemoryMb: number;
}

/** The pooled model gets most of the time, and has to be a little better than what the named plan must keep. */
const SHARE_OF_TIME = 0.75;
const SHARE_OF_GAP = 0.8;
/** Attempts of the search for the first plan, and later for a better one: a fixed number, so that the same input gives the same plan. */
const FIRST_ATTEMPTS = 400;
const ATTEMPTS = 200;
/** A day is solved until it is this near to its best, or for this share of the time. */
const DAY_GAP = 0.002;
const DAY_SHARE_OF_TIME = 0.07;
const DAY_ROUNDS = 2;
/** What the pooled model took is not given back, and a day fits in it: a limit that stopped that one must not stop these. */
const ROOM_FOR_DAYS = 1.2;
/** Kept for dividing, checking and writing down. */
const LAST_SECONDS = 0.5;

/**
 * Improves `state`, a first plan, by search and with the solver: the pooled model gives a bound and a plan, which gets names; then every short day
 * is solved exactly for named people with the other days as they are, until the gap is reached or nothing improves any more. Ends with the work
 * divided fairly, and legal.
 */
export async function solveStaffing(
  input: StaffingPlanInput,
  state: StaffingState,
  effort: SolveEffort,
  watch: SolveWatch,
  solver: Solver,
): Promise<SolvedStaffing> {
  const model = staffingModel(state.problem);
  const solving = solvePooled(model, effort, watch, solver);
  // The thread works meanwhile.
  improve(state, { attempts: FIRST_ATTEMPTS });
  const pooled = await solving;
  const bound = boundOf(pooled);
  const { values } = pooled;
  const named = values ? namedState(state.problem, model, values, input.recentExtraHours) : state;
  const days = values ? daysByLoss(named, model, values) : daysByShortage(state);
  watch.onProgress('naming', relativeGap(named.objective, bound));
  const peak = await solveDays(named, days, bound, effort, watch, solver);
  if (scoreOf(named) < scoreOf(state)) restore(state, named.all());
  divideFairly(state, slotsOf(state.problem), input.recentExtraHours);
  mend(input, state);
  return {
    bound,
    stoppedBy: stoppedBy(pooled),
    pooledGap: relativeGap(pooled.objective, bound),
    peakMemoryMb: Math.max(pooled.peakMemoryMb, peak),
  };
}

/** Share by which another plan could be better; between 0 and 1. */
export function relativeGap(objective: number, bound: number): number {
  if (!Number.isFinite(bound) || !Number.isFinite(objective)) return 1;
  const difference = objective - bound;
  return difference <= 1e-6 ? 0 : Math.min(1, difference / Math.max(Math.abs(objective), 1e-9));
}

/** From nothing: with a plan to start from the solver cuts less at its root, which costs more of the bound than the plan saves. */
function solvePooled(
  model: StaffingModel,
  { gap, seconds, memoryMb }: SolveEffort,
  watch: SolveWatch,
  solver: Solver,
): Promise<Solved> {
  const limits = {
    relativeGap: gap * SHARE_OF_GAP,
    timeLimitSeconds: Math.max(0.3, (seconds - watch.seconds()) * SHARE_OF_TIME),
    memoryLimitMb: memoryMb,
  };
  return solver.solve(model.program, limits);
}

/** Solves day after day of `days` until the gap is reached, then searches for what is better liked; returns the most memory seen. */
async function solveDays(
  state: StaffingState,
  days: readonly number[],
  bound: number,
  { gap, seconds, memoryMb }: SolveEffort,
  watch: SolveWatch,
  solver: Solver,
): Promise<number> {
  let peak = 0;
  const over = (left: number): boolean =>
    watch.seconds() > seconds - left || watch.signal?.aborted === true;
  const enough = (): boolean => relativeGap(state.objective, bound) <= gap || over(LAST_SECONDS);
  for (let round = 0; round < DAY_ROUNDS; round += 1) {
    const before = state.objective;
    for (const day of days) {
      if (enough()) break;
      const model = dayModel(state, day);
      const solved = await solver.solve(
        model.program,
        {
          relativeGap: DAY_GAP,
          timeLimitSeconds: seconds * DAY_SHARE_OF_TIME,
          memoryLimitMb: memoryMb * ROOM_FOR_DAYS,
        },
        model.start,
      );
      peak = Math.max(peak, solved.peakMemoryMb);
      if (solved.values) applyDay(state, day, model, solved.values);
      watch.onProgress('naming', relativeGap(state.objective, bound));
    }
    improve(state, { attempts: ATTEMPTS }, 3 + round);
    if (enough() || state.objective > before - 1) break;
  }
  return peak;
}

/** The bound, unless the solver's own solution did not stand the check: then its word counts for nothing. */
function boundOf({ bound, faults }: Solved): number {
  return faults.length === 0 && Number.isFinite(bound) ? bound : -Infinity;
}

function stoppedBy({ status, faults }: Solved): Proof['stoppedBy'] {
  if (faults.length > 0 || status === 'infeasible' || status === 'unbounded') return 'failed';
  return status === 'optimal' ? 'gap' : status;
}
