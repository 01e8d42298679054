export {
  planStaffing,
  type PlanLimits,
  type PlanOptions,
  type PlanProgress,
  type PlanStaffingInput,
} from './plan-staffing.ts';
export { PlannerInputError } from './planner-input-error.ts';
export { dispatchOptions } from './dispatch-options.ts';
export { staffingPlanInput } from '../domain/staffing-model-question.ts';
export type { DispatchOptions, DispatchOptionsInput } from '../domain/dispatch-options.ts';
export type { SolvedStaffingPlan } from '../domain/staffing-solution.ts';
