import { addDemands, waveDemand } from './demand.ts';
import type { DispatchOptionsInput } from './dispatch-options.ts';
import { dispatchNeed } from './dispatch-options-evaluate.ts';
import type { Batch } from './dispatch-plan.ts';
import { makeForecast } from './make-forecast.ts';
import { ordinaryFor } from './release-model-response.ts';
import { requiredPositions } from './required-positions.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';
import { demandRequirement, targetOf } from './wave-requirement.ts';

/**
 * The staffing question of a mailing that leaves as `batches`: the shortage that it causes at P50, the requirement at P90, and the calls per half hour for
 * the exact check. `input` is what the dispatch plans are made from, so that one load of the data serves both.
 */
export function staffingPlanInput(
  input: DispatchOptionsInput,
  batches: readonly Batch[],
): StaffingPlanInput {
  const { settings, wave, alreadyLeft = [] } = input;
  const need = dispatchNeed(input, batches);
  const forecast = makeForecast({ ...wave, batches: [...alreadyLeft, ...batches] });
  const high = demandRequirement(
    addDemands(ordinaryFor(input, forecast), waveDemand(forecast, 'p90')),
    settings,
  );
  const target = targetOf(settings);
  const otherPositions = need.demand.map(({ contacts, seconds }, i) => {
    const load = (contacts.phone * settings.handleTimeSeconds) / seconds;
    const onPhone = requiredPositions(load, settings.handleTimeSeconds, target);
    return Math.max(0, (need.required[i] ?? 0) - onPhone);
  });
  const { people, shifts, departmentId, skills, askedAt, pools, prices, wishes } = input;
  return {
    people,
    shifts,
    departmentId,
    skills,
    askedAt,
    timeZone: wave.calendar.timeZone,
    shrinkage: settings.shrinkage,
    shortage: need.shortage,
    // What the roster lacks on an ordinary day is not this mailing's, also when the wave is high.
    requiredAtP90: need.shortage.intervals.map(({ required }, i) =>
      Math.max(0, (high[i]?.required ?? 0) - ((need.required[i] ?? 0) - required)),
    ),
    demand: {
      calls: need.demand.map(({ contacts }) => contacts.phone),
      handleTimeSeconds: settings.handleTimeSeconds,
      target,
      otherPositions,
    },
    ...(pools && { pools }),
    ...(prices && { prices }),
    ...(wishes && { wishes }),
  };
}
