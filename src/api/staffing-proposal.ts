import { candidatesFor } from '../domain/candidates.ts';
import type { CandidateContext } from '../domain/candidate.ts';
import type { PlanningBasis } from '../domain/planning-basis.ts';
import type { StaffingNeed, StaffingPlan } from '../domain/staffing-plan.ts';
import type { SolvedStaffingPlan } from '../domain/staffing-solution.ts';
import type { Call } from '../http/endpoint.ts';
import type { ApiDeps } from './deps.ts';
import { jobFor } from './planning-jobs.ts';
import { conflict } from './translate.ts';

/** What a finished staffing proposal holds. */
export type StaffingProposal = SolvedStaffingPlan & { readonly basis: PlanningBasis };

/**
 * The staffing plan that was worked out under the job of `call`, with its origin. Stand-ins who can no longer come are left out.
 * @throws Problem 409 when it is not finished, rests on another forecast, or somebody who is asked first can no longer come; 404 when there is no such proposal
 */
export async function takenProposal(
  call: Call<{ mailingId: string; jobId: string }>,
  deps: ApiDeps,
  now: { readonly forecastId: string; readonly context: CandidateContext },
): Promise<StaffingPlan> {
  const { id, result } = await jobFor(call, deps, 'staffing-proposal');
  if (!result) {
    throw conflict(
      'proposal-unfinished',
      'Dit voorstel is nog niet uitgerekend.',
      'This proposal has not been worked out yet.',
    );
  }
  const { needs, basis, proof, ...plan } = result as StaffingProposal;
  if (basis.forecastId !== now.forecastId) throw outdated('De prognose', 'The forecast');
  const { formulaVersion, coverage, shortageBefore, shortageAfter, cost, explanation } = plan;
  return {
    formulaVersion,
    needs: needs.map((need) => stillAble(need, now.context)),
    coverage,
    shortageBefore,
    shortageAfter,
    cost,
    explanation,
    origin: { proposalId: id, proof, basis },
  };
}

function stillAble(need: StaffingNeed, context: CandidateContext): StaffingNeed {
  const able = new Set(candidatesFor(need, context).map(({ personId }) => personId));
  const first = need.candidates.slice(0, need.positions);
  if (first.some(({ personId }) => !able.has(personId))) {
    throw outdated('Wie kan komen', 'Who can come');
  }
  return { ...need, candidates: need.candidates.filter(({ personId }) => able.has(personId)) };
}

function outdated(nl: string, en: string) {
  return conflict(
    'proposal-outdated',
    `${nl} is veranderd sinds dit voorstel. Laat het opnieuw uitrekenen.`,
    `${en} has changed since this proposal. Have it worked out anew.`,
  );
}
