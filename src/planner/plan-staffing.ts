import type { DispatchOptionsInput } from '../domain/dispatch-options.ts';
import { dispatchOptionsFaults } from '../domain/dispatch-options-faults.ts';
import type { Batch } from '../domain/dispatch-plan.ts';
import type { InputFault } from '../domain/input-fault.ts';
import { positionsOf } from '../domain/roster.ts';
import { staffingPlanFaults } from '../domain/staffing-model-faults.ts';
import { STAFFING_MODEL_VERSION, type StaffingPlanInput } from '../domain/staffing-model-input.ts';
import { staffingProblem } from '../domain/staffing-model-problem.ts';
import { numberFault } from '../domain/staffing-model-number-faults.ts';
import { assignmentsOf, shortageAfter, solvedPlan, type SolvedStaffingPlan } from '../domain/staffing-solution.ts'; // prettier-ignore
import { planFaults } from '../domain/staffing-solution-check.ts';
import { highOutlook } from '../domain/staffing-solution-outlook.ts';
import { greedyState } from '../domain/staffing-solution-search.ts';
import { StaffingState } from '../domain/staffing-solution-state.ts';
import type { Proof } from '../domain/staffing-solution-text.ts';
import { type Alternative, waysOut } from '../domain/ways-out.ts';
import { mailingAlternatives } from '../domain/ways-out-alternatives.ts';
import { PlannerInputError } from './planner-input-error.ts';
import { relativeGap, solveStaffing } from './solve-staffing.ts';
import { startSolver } from './solver.ts';

/** How good, how long and how large; what is left out is 2 %, 9 seconds and 190 MB on top of what the process has. */
export interface PlanLimits {
  /** The plan counts as proven when no other can be better by more than this share. */
  readonly gap?: number;
  readonly seconds?: number;
  readonly memoryMb?: number;
}

/** How far a plan is. `gap` is undefined until something is known. */
export interface PlanProgress {
  readonly phase: 'preparing' | 'first-plan' | 'solving' | 'naming' | 'checking' | 'done';
  readonly seconds: number;
  readonly gap?: number;
}

export interface PlanOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: PlanProgress) => void;
}

export type PlanStaffingInput = StaffingPlanInput & {
  readonly limits?: PlanLimits;
  /** The mailing leaving otherwise, priced already. */
  readonly alternatives?: readonly Alternative[];
  /** The mailing itself: when something stays short, other weeks and more batches are worked out as ways out. */
  readonly mailing?: { readonly input: DispatchOptionsInput; readonly batches: readonly Batch[] };
};

/**
 * The staffing plan: who is asked when, beyond the roster. A first plan by search, the pooled model solved in a thread meanwhile, names by
 * matching, then day by day exactly; the bound of the pooled model holds for named people too, so that the gap that is told is that of the plan itself.
 * Every solution is checked before it is believed; a solver that fails or runs out of time leaves the plan `unproven`, which is said.
 * @throws PlannerInputError with every fault of `input`; the reason of `signal` when it was aborted before there was a plan
 */
export async function planStaffing(
  input: PlanStaffingInput,
  options: PlanOptions = {},
): Promise<SolvedStaffingPlan> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const tell = (phase: PlanProgress['phase'], gap?: number): void =>
    options.onProgress?.({ phase, seconds: seconds(), ...(gap !== undefined && { gap }) });
  const faults = [
    ...staffingPlanFaults(input),
    ...limitFaults(input.limits),
    ...(input.mailing ? dispatchOptionsFaults(input.mailing.input) : []),
  ];
  if (faults.length > 0) throw new PlannerInputError(faults);
  tell('preparing');
  options.signal?.throwIfAborted();
  const problem = staffingProblem(input);
  if (input.shortage.summary.halfHours === 0 || problem.options.length === 0) {
    const nothing = new StaffingState(problem);
    return finished(
      input,
      nothing,
      proofOf(nothing, nothing.objective, 'not-needed', 0, seconds()),
    );
  }
  const { gap = 0.02, seconds: limit = 9, memoryMb = 190 } = input.limits ?? {};
  // The thread gets ready while the first plan is made.
  const solver = startSolver({
    ...(options.signal && { signal: options.signal }),
    onProgress: (progress) => tell('solving', progress.gap),
  });
  try {
    const state = greedyState(problem);
    tell('first-plan');
    const effort = { gap, seconds: limit, memoryMb };
    const watch = { seconds, onProgress: tell, ...(options.signal && { signal: options.signal }) };
    const solved = await solveStaffing(input, state, effort, watch, solver);
    tell('checking', relativeGap(state.objective, solved.bound));
    const { bound, stoppedBy, pooledGap, peakMemoryMb } = solved;
    const proof = proofOf(state, bound, stoppedBy, gap, seconds());
    const plan = finished(input, state, { ...proof, pooledGap, peakMemoryMb });
    tell('done', plan.proof.gap);
    return plan;
  } finally {
    await solver.close();
  }
}

function proofOf(
  state: StaffingState,
  bound: number,
  reason: Proof['stoppedBy'],
  gap: number,
  seconds: number,
): Proof {
  const reached = relativeGap(state.objective, bound);
  return {
    objective: state.objective,
    bound: Number.isFinite(bound) ? Math.min(bound, state.objective) : 0,
    gap: reached,
    status: reached <= gap + 1e-9 ? 'proven' : 'unproven',
    stoppedBy: reason,
    seconds,
    formulaVersion: STAFFING_MODEL_VERSION,
  };
}

/** The plan in full, once it has stood the check of the rules. */
function finished(
  input: PlanStaffingInput,
  state: StaffingState,
  proof: Proof,
): SolvedStaffingPlan {
  const assignments = assignmentsOf(state);
  const broken = planFaults(input, assignments);
  if (broken.length > 0 || state.unsupervised() > 0) {
    throw new Error(`The plan breaks rules: ${JSON.stringify(broken.slice(0, 5))}`);
  }
  const after = shortageAfter(input, assignments);
  const atP90 = highOutlook(input, state);
  const { mailing } = input;
  const alternatives =
    mailing && after.summary.halfHours > 0
      ? mailingAlternatives(mailing.input, mailing.batches)
      : (input.alternatives ?? []);
  return solvedPlan(input, state, proof, {
    waysOut: waysOut(after.intervals, state.cost(), hiredHelp(input), alternatives),
    ...(atP90 && { atP90 }),
  });
}

/** What one more person costs: the dearest of the flex pool, or else of everybody. */
function hiredHelp({ people, shrinkage }: StaffingPlanInput) {
  const flex = people.filter(({ kind }) => kind === 'flex');
  const like = (flex.length > 0 ? flex : people).toSorted(
    (a, b) => b.costPerHour - a.costPerHour,
  )[0];
  return {
    costPerHour: like?.costPerHour ?? 0,
    positions: positionsOf(like?.handleTimeFactor, shrinkage),
    hoursPerShift: 4,
  };
}

function limitFaults(limits: PlanLimits = {}): InputFault[] {
  return [
    ...numberFault('limits.gap', limits.gap, 0, 1),
    ...numberFault('limits.seconds', limits.seconds, 0.1, 600),
    ...numberFault('limits.memoryMb', limits.memoryMb, 20, 100_000),
  ];
}
