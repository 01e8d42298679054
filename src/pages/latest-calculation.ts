import {
  getDispatchOptions,
  getStaffingProposal,
  listDispatchOptions,
  listStaffingProposals,
} from '../api/planning-jobs.ts';
import type { DispatchOptions } from '../domain/dispatch-options.ts';
import type { PlanningBasis } from '../domain/planning-basis.ts';
import { idIn } from './on-mailing.ts';
import type { PageCall } from './page.ts';

/** What finished dispatch options hold. */
export type DispatchOptionsResult = DispatchOptions & { readonly basis: PlanningBasis };

const ENDPOINTS = {
  'dispatch-options': { list: listDispatchOptions, get: getDispatchOptions },
  'staffing-proposal': { list: listStaffingProposals, get: getStaffingProposal },
} as const;

/** The calculation of this kind that was asked for last for the mailing of the page, with its result when there is one. */
export async function latestCalculation(call: PageCall, kind: keyof typeof ENDPOINTS) {
  const params = { mailingId: idIn(call) };
  const { list, get } = ENDPOINTS[kind];
  const { body } = await call.ask(list, { params });
  const [newest] = body.results;
  if (!newest) return undefined;
  return (await call.ask(get, { params: { ...params, jobId: newest.id } })).body;
}
