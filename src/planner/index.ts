export {
  planStaffing,
  type PlanLimits,
  type PlanOptions,
  type PlanProgress,
  type PlanStaffingInput,
} from './plan-staffing.ts';
export { PlannerInputError } from './planner-input-error.ts';
export { dispatchOptions } from './dispatch-options.ts';
