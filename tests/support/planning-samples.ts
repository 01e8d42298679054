import { randomUUID } from 'node:crypto';
import { MockActivityEnvironment } from '@temporalio/testing';
import { type Planner, planningActivities } from '../../src/activities/planning.ts';
import { batchesFor, DISPATCH_OPTIONS_VERSION, equalShares, releaseMoments } from '../../src/domain/dispatch-options.ts'; // prettier-ignore
import { evaluateDispatch } from '../../src/domain/dispatch-options-evaluate.ts';
import { dispatchOptionsText } from '../../src/domain/dispatch-options-text.ts';
import { STAFFING_MODEL_VERSION } from '../../src/domain/staffing-model-input.ts';
import { staffingProblem } from '../../src/domain/staffing-model-problem.ts';
import { shortageAfter, assignmentsOf, solvedPlan } from '../../src/domain/staffing-solution.ts';
import { greedyState } from '../../src/domain/staffing-solution-search.ts';
import { waysOut } from '../../src/domain/ways-out.ts';
import type { Store } from '../../src/store/client.ts';
import { provenance } from './builders/store-rows.ts';

/** The same sums without the solver: equal batches, and the first staffing plan that comes to mind; not proven, and saying so. */
export const QUICK: Planner = {
  dispatchOptions: async (input) => {
    const moments = releaseMoments(input);
    const option = (kind: 'all-at-once' | 'cheapest' | 'calmest', batches: number, step: number) =>
      evaluateDispatch(input, kind, batchesFor(input, moments, equalShares(moments.length, batches, step, 0) ?? [1])); // prettier-ignore
    const options = [
      option('all-at-once', 1, 1),
      option('cheapest', 2, 3),
      option('calmest', 4, 3),
    ];
    const latest = input.window.closesAt.slice(0, 10);
    return {
      formulaVersion: DISPATCH_OPTIONS_VERSION,
      options,
      meetsLegalDate: options.some(({ carried }) => carried),
      text: dispatchOptionsText(options, latest, undefined),
      proofs: [{ kind: 'cheapest', gap: 0.04, status: 'unproven' }],
      seconds: 0,
    };
  },
  planStaffing: async (input) => {
    const state = greedyState(staffingProblem(input));
    const { intervals } = shortageAfter(input, assignmentsOf(state));
    const help = { costPerHour: 40, positions: 0.7, hoursPerShift: 4 };
    const proof = {
      objective: state.objective,
      bound: 0,
      gap: 1,
      status: 'unproven',
      stoppedBy: 'time-limit',
      seconds: 0,
      formulaVersion: STAFFING_MODEL_VERSION,
    } as const;
    return solvedPlan(input, state, proof, { waysOut: waysOut(intervals, state.cost(), help, []) });
  },
};

/** The team is asked who wants to work when; nobody has answered yet. */
export async function openCallSample(store: Store, at: string): Promise<void> {
  const day = (days: number) => new Date(Date.parse(at) + days * 86_400_000).toISOString().slice(0, 10); // prettier-ignore
  const staff = await store.people.staff();
  await store.openCalls.ask(
    {
      id: randomUUID(),
      question: 'Wie wil er extra werken rond de WOZ?',
      spans: [30, 31].map((days) => ({
        startsAt: `${day(days)}T12:00:00.000Z`,
        endsAt: `${day(days)}T16:00:00.000Z`,
      })),
      people: staff.map(({ id }) => id),
      answerBy: `${day(14)}T16:00:00.000Z`,
    },
    provenance({ at }),
  );
}

type Kind = 'dispatch-options' | 'staffing-proposal';

/** What the worker does with the calculation of this kind that was asked for last. */
export async function calculateNewest(store: Store, mailingId: string, kind: Kind): Promise<void> {
  const [newest] = await store.planningJobs.recent(mailingId, kind, 1);
  await calculate(store, newest!.id, () => new Date().toISOString());
}

async function calculate(store: Store, jobId: string, clock: () => string) {
  const activities = planningActivities({ store, clock, planner: QUICK });
  await new MockActivityEnvironment().run(
    (job: { jobId: string }) => activities.calculatePlan(job),
    { jobId },
  );
}

/** Three dispatch plans and a staffing proposal, worked out for the mailing. */
export async function planningSamples(store: Store, mailingId: string, at: string): Promise<void> {
  for (const kind of ['dispatch-options', 'staffing-proposal'] as const) {
    const { id } = await store.planningJobs.ask(
      { id: randomUUID(), mailingId, kind },
      provenance({ at }),
    );
    await calculate(store, id, () => at);
  }
}
