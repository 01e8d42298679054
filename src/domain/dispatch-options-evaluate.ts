import { addDemands, waveDemand } from './demand.ts';
import { dispatchDays, type DispatchNeed, NO_CALLS } from './dispatch-days.ts';
import { dispatchChoices, type DispatchOption, type DispatchOptionKind, type DispatchOptionsInput } from './dispatch-options.ts'; // prettier-ignore
import { dispatchOptionText } from './dispatch-options-text.ts';
import type { Batch } from './dispatch-plan.ts';
import { localDateOf } from './local-time.ts';
import { makeForecast } from './make-forecast.ts';
import { ordinaryFor, presentFor } from './release-model-response.ts';
import { performanceOf } from './required-positions.ts';
import { type Shortage, shortageOf } from './shortage.ts';
import type { StaffingPlanInput } from './staffing-model-input.ts';
import { staffingProblem } from './staffing-model-problem.ts';
import { assignmentsOf, shortageAfter } from './staffing-solution.ts';
import { greedyState, improve } from './staffing-solution-search.ts';
import { demandRequirement, targetOf } from './wave-requirement.ts';

/** A whole position short somewhere: then it cannot be carried. */
const CARRIED_BELOW = 1;
const ATTEMPTS = 120;

/**
 * What `batches` ask of the KCC when the wave turns out as expected (P50): the exact requirement per half hour, and the shortage that comes from this
 * mailing. Where the roster is too small for an ordinary day already, only what the wave adds counts.
 */
export function dispatchNeed(input: DispatchOptionsInput, batches: readonly Batch[]): DispatchNeed {
  const { wave: about, settings, alreadyLeft = [] } = input;
  const forecast = makeForecast({ ...about, batches: [...alreadyLeft, ...batches] });
  const ordinary = ordinaryFor(input, forecast);
  const wave = waveDemand(forecast, 'p50');
  const demand = addDemands(ordinary, wave);
  const usual = demandRequirement(ordinary, settings);
  const needed = demandRequirement(demand, settings);
  const present = presentFor(input, ordinary, usual);
  const required = needed.map(({ required: all }) => all);
  const ofMailing = required.map((all, i) => {
    const alreadyShort = Math.max(0, (usual[i]?.required ?? 0) - (present[i] ?? 0));
    return Math.max(0, all - alreadyShort);
  });
  return {
    demand,
    wave,
    required,
    shortage: shortageOf(demand, ofMailing, present, settings.shrinkage),
  };
}

/** The question who fills the shortage of `need`: only days that are short. */
export function staffingQuestion(
  input: DispatchOptionsInput,
  { shortage, demand }: DispatchNeed,
): StaffingPlanInput {
  const shortDays = new Set(
    demand.filter((_, i) => (shortage.intervals[i]?.shortage ?? 0) > 0).map(({ date }) => date),
  );
  const intervals = shortage.intervals.filter((_, i) => shortDays.has(demand[i]?.date ?? ''));
  const { people, shifts, departmentId, skills, askedAt, pools, prices, wishes } = input;
  return {
    people,
    shifts,
    departmentId,
    skills,
    askedAt,
    timeZone: input.wave.calendar.timeZone,
    shrinkage: input.settings.shrinkage,
    shortage: { intervals, summary: shortage.summary },
    ...(pools && { pools }),
    ...(prices && { prices }),
    ...(wishes && { wishes }),
  };
}

/** `batches` worked out: exact requirement, named people for what is short (by search; the plan that is chosen is planned in full later), result. */
export function evaluateDispatch(
  input: DispatchOptionsInput,
  kind: DispatchOptionKind,
  batches: readonly Batch[],
): DispatchOption {
  const need = dispatchNeed(input, batches);
  const question = staffingQuestion(input, need);
  const state = greedyState(staffingProblem(question));
  improve(state, { attempts: question.shortage.intervals.length > 0 ? ATTEMPTS : 0 });
  const assignments = assignmentsOf(state);
  const after = shortageAfter(question, assignments);
  const staffingCost = Math.round(state.cost());
  const lastDate = localDateOf(batches.at(-1)?.releaseAt ?? input.window.opensAt, input.wave.calendar.timeZone); // prettier-ignore
  const facts = {
    kind,
    plan: { batches },
    staffingCost,
    cost: staffingCost + Math.max(0, batches.length - 1) * dispatchChoices(input).costPerBatch,
    serviceLevel: serviceLevelOf(input, need, after),
    peakPositions: peakOf(need),
    lastDate,
    shortageHalfHours: after.summary.halfHours,
    shortage: after.summary,
    extraShifts: assignments.length,
    carried: after.summary.peak < CARRIED_BELOW,
    days: dispatchDays(need, after),
  };
  return { ...facts, text: dispatchOptionText(facts) };
}

/** Most positions in a half hour in which the wave asks for anything. */
export function peakOf({ required, wave }: DispatchNeed): number {
  return required.reduce(
    (peak, positions, i) =>
      (wave[i]?.contacts.phone ?? 0) > NO_CALLS ? Math.max(peak, positions) : peak,
    0,
  );
}

/** Share of all calls in the half hours of the wave that is answered in time with whole positions, after the extra people; exact per half hour. */
function serviceLevelOf(
  { settings }: DispatchOptionsInput,
  { demand, wave, required, shortage }: DispatchNeed,
  after: Shortage,
): number {
  const target = targetOf(settings);
  const short = new Map(after.intervals.map((one) => [one.start, one.shortage]));
  const calm = new Map(shortage.intervals.map((one) => [one.start, one.shortage]));
  let calls = 0;
  let inTime = 0;
  for (const [i, { start, seconds, contacts }] of demand.entries()) {
    if ((wave[i]?.contacts.phone ?? 0) <= NO_CALLS) continue;
    const missing = short.get(start) ?? calm.get(start) ?? 0;
    // What is not short has the positions that it needs; e-mail and counter wait for the phone.
    const agents = Math.max(0, Math.floor((required[i] ?? 0) - missing + 0.01));
    const load = (contacts.phone * settings.handleTimeSeconds) / seconds;
    const { serviceLevel } = performanceOf(load, settings.handleTimeSeconds, agents, target);
    calls += contacts.phone;
    inTime += contacts.phone * serviceLevel;
  }
  return calls > 0 ? inTime / calls : 1;
}
