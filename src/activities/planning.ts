import { Context } from '@temporalio/activity';
import type { DispatchOptions, DispatchOptionsInput } from '../domain/dispatch-options.ts';
import type { Batch } from '../domain/dispatch-plan.ts';
import { addSeconds } from '../domain/instant.ts';
import type { InputFault } from '../domain/input-fault.ts';
import { withHistory } from '../domain/planning-history.ts';
import { wishesOf } from '../domain/open-call.ts';
import { planningBasis } from '../domain/planning-basis.ts';
import { batchesToCome, planningInput } from '../domain/planning-question.ts';
import { mailingToForecast } from '../domain/running-wave.ts';
import type { StaffingPlanInput } from '../domain/staffing-model-input.ts';
import { staffingPlanInput } from '../domain/staffing-model-question.ts';
import type { SolvedStaffingPlan } from '../domain/staffing-solution.ts';
import type { Text } from '../domain/text.ts';
import { type ActivityDeps, byWorker, houseRules, submittedMailing } from './deps.ts';
import { isNamed } from './failure.ts';

interface SolveOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly phase: string }) => void;
}

/** What solves plans; main/worker.ts gives the one with HiGHS. Both reject with a `PlannerInputError` that has `faults`. */
export interface Planner {
  readonly dispatchOptions: (
    input: DispatchOptionsInput,
    options: SolveOptions,
  ) => Promise<DispatchOptions>;
  readonly planStaffing: (
    input: StaffingPlanInput & {
      readonly mailing?: {
        readonly input: DispatchOptionsInput;
        readonly batches: readonly Batch[];
      };
    },
    options: SolveOptions,
  ) => Promise<SolvedStaffingPlan>;
}

export type PlanningDeps = Pick<ActivityDeps, 'store' | 'clock'> & { readonly planner: Planner };

/** How much of the work is behind it when a phase begins. */
const PHASES: { readonly [phase: string]: number } = {
  preparing: 0.05,
  'first-plan': 0.15,
  solving: 0.3,
  naming: 0.7,
  checking: 0.85,
};
const HEARTBEAT_MS = 5_000;
/** Hours per week count, so the week before matters; a wave and eight later weeks lie within this. */
const BEFORE_SECONDS = 8 * 86_400;
const AFTER_SECONDS = 120 * 86_400;
/** Extra work of these weeks is shared fairly. */
const RECENT_SECONDS = 28 * 86_400;

/** Long calculations. */
export function planningActivities(deps: PlanningDeps) {
  const { store, clock, planner } = deps;
  return {
    /** Works out what was asked and keeps the result; what cannot be planned is kept as a failure, in words. */
    async calculatePlan({ jobId }: { readonly jobId: string }): Promise<void> {
      const job = await store.planningJobs.find(jobId);
      if (!job || job.finishedAt) return;
      const { cancellationSignal } = Context.current();
      const beat = setInterval(() => Context.current().heartbeat(), HEARTBEAT_MS);
      try {
        const question = await questionOf(job.mailingId);
        if (!question) {
          await store.planningJobs.fail(jobId, [NO_FORECAST], byWorker(clock()));
          return;
        }
        const options = { signal: cancellationSignal, onProgress: teller(jobId) };
        const { input, batches, basis } = question;
        const result =
          job.kind === 'dispatch-options'
            ? await planner.dispatchOptions(input, options)
            : await planner.planStaffing(
                {
                  ...withHistory(staffingPlanInput(input, batches), await historyOf(job.mailingId)),
                  mailing: { input, batches },
                },
                options,
              );
        await store.planningJobs.finish(jobId, { ...result, basis }, byWorker(clock()));
      } catch (error) {
        const faults = faultsIn(error);
        if (!faults) throw error;
        await store.planningJobs.fail(jobId, faults, byWorker(clock()));
      } finally {
        clearInterval(beat);
      }
    },

    /** Keeps that the calculation ended without a result. */
    async failPlan({ jobId }: { readonly jobId: string }): Promise<void> {
      await store.planningJobs.fail(jobId, [UNFINISHED], byWorker(clock()));
    },
  };

  async function questionOf(mailingId: string) {
    const [{ mailing, departmentId }, made, { staffing }] = await Promise.all([
      submittedMailing(deps, mailingId),
      store.forecasts.latest(mailingId),
      houseRules(deps),
    ]);
    const toForecast = mailingToForecast(mailing);
    if (!toForecast || !made) return undefined;
    const askedAt = clock();
    const around = await store.waveCalendar.around(
      mailingId,
      addSeconds(askedAt, -BEFORE_SECONDS),
      addSeconds(toForecast.content.window.closesAt, AFTER_SECONDS),
    );
    const wishes = wishesOf(await store.openCalls.current(askedAt));
    const planned = planningInput({
      mailing: toForecast,
      departmentId,
      forecast: made.forecast,
      around,
      settings: staffing,
      askedAt,
    });
    const input = { ...planned, wishes };
    return {
      input,
      batches: batchesToCome(toForecast),
      basis: planningBasis(input, made.forecast, made.id),
    };
  }

  async function historyOf(mailingId: string) {
    const now = clock();
    const [stored, asked, shifts] = await Promise.all([
      store.staffingPlans.latest(mailingId),
      store.assignments.forMailing(mailingId),
      store.shifts.between(addSeconds(now, -RECENT_SECONDS), now),
    ]);
    const extra = shifts.filter(({ kind }) => kind !== 'roster');
    return { asked, extra, ...(stored && { plan: stored.plan }) };
  }

  /** Tells how far it is; that this fails now and then is no reason to stop. */
  function teller(jobId: string) {
    return ({ phase }: { readonly phase: string }): void => {
      Context.current().heartbeat(phase);
      const progress = PHASES[phase];
      if (progress !== undefined) {
        store.planningJobs.progress(jobId, progress).catch(() => undefined);
      }
    };
  }
}

function faultsIn(error: unknown): Text[] | undefined {
  if (!isNamed(error, 'PlannerInputError')) return undefined;
  const { faults } = error as Error & { readonly faults: readonly InputFault[] };
  return faults.map(({ path, text }) => ({
    nl: `${text.nl} (${path})`,
    en: `${text.en} (${path})`,
  }));
}

const NO_FORECAST: Text = {
  nl: 'Er is geen prognose om mee te plannen. Die wordt gemaakt zodra de mailing is aangemeld.',
  en: 'There is no forecast to plan with. It is made as soon as the mailing is submitted.',
};
const UNFINISHED: Text = {
  nl: 'De berekening is niet afgekomen. Vraag haar opnieuw aan.',
  en: 'The calculation did not finish. Ask for it again.',
};
