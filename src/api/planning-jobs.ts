import { z } from 'zod';
import type { PlanningKind } from '../domain/planning-question.ts';
import type { Call } from '../http/endpoint.ts';
import { notFound } from '../http/problem.ts';
import type { PlanningJob } from '../store/planning-job.ts';
import { type ApiDeps, endpoint, newId, provenance } from './deps.ts';
import { bilingual, id, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { forecastMailing } from './wave-forecast.ts';

const job = z
  .object({
    id,
    mailingId: id,
    kind: z.enum(['dispatch-options', 'staffing-proposal']),
    status: z.enum(['waiting', 'running', 'done', 'failed']),
    progress: z.number().min(0).max(1),
    result: z.record(z.string(), z.unknown()).optional(),
    failure: z.array(bilingual).optional().meta({ description: 'Why it failed, in sentences.' }),
    askedAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'PlanningJob' });

export const jobParams = mailingParams.extend({ jobId: id });
const nothing = z.strictObject({}).meta({ id: 'Nothing' });
const FOLLOW = 'Takes some seconds: the answer is where to follow it (`Location`).';

/** Where each kind of job is followed. */
const NOUNS: { readonly [kind in PlanningKind]: string } = {
  'dispatch-options': 'dispatch-options',
  'staffing-proposal': 'staffing-proposals',
};

const MOST_LISTED = 20;

export const listDispatchOptions = endpoint({
  id: 'listDispatchOptions',
  summary: 'See which dispatch plans were worked out, newest first',
  description: 'Without their results; at most the last twenty.',
  params: mailingParams,
  answers: { 200: z.object({ results: z.array(job) }) },
  handle: (call, deps) => list(call, deps, 'dispatch-options'),
});

export const listStaffingProposals = endpoint({
  id: 'listStaffingProposals',
  summary: 'See which staffing plans were worked out, newest first',
  description: 'Without their results; at most the last twenty.',
  params: mailingParams,
  answers: { 200: z.object({ results: z.array(job) }) },
  handle: (call, deps) => list(call, deps, 'staffing-proposal'),
});

export const askDispatchOptions = endpoint({
  id: 'askDispatchOptions',
  summary: 'Have three dispatch plans worked out: all at once, cheapest, calmest',
  description: `${FOLLOW} Each plan comes with cost, service level, peak, last date and what stays short; \`meetsLegalDate\` says whether one can be carried in time.`,
  params: mailingParams,
  body: nothing,
  answers: { 202: job },
  handle: (call, deps) => ask(call, deps, 'dispatch-options'),
});

export const getDispatchOptions = endpoint({
  id: 'getDispatchOptions',
  summary: 'Follow the working out of dispatch plans, and read them',
  params: jobParams,
  answers: { 200: job },
  handle: (call, deps) => follow(call, deps, 'dispatch-options'),
});

export const askStaffingProposal = endpoint({
  id: 'askStaffingProposal',
  summary: 'Have the cheapest staffing plan worked out for the batches as they are planned',
  description: `${FOLLOW} The plan names people with the reason, its proof, the result per half hour, what P90 would need, and the ways out of what stays short.`,
  params: mailingParams,
  body: nothing,
  answers: { 202: job },
  handle: (call, deps) => ask(call, deps, 'staffing-proposal'),
});

export const getStaffingProposal = endpoint({
  id: 'getStaffingProposal',
  summary: 'Follow the working out of a staffing plan, and read it',
  params: jobParams,
  answers: { 200: job },
  handle: (call, deps) => follow(call, deps, 'staffing-proposal'),
});

async function ask(call: Call<{ mailingId: string }>, deps: ApiDeps, kind: PlanningKind) {
  const { mailingId } = call.params;
  const { actor } = await mailingFor(call, deps, mailingId);
  await forecastMailing(call, deps);
  const asked = await deps.store.planningJobs.ask(
    { id: newId(call), mailingId, kind },
    provenance(call, actor),
  );
  await deps.journeys.startPlanning(asked.id);
  const headers = { Location: `/v1/mailings/${mailingId}/${NOUNS[kind]}/${asked.id}` };
  return { status: 202 as const, body: asked, headers };
}

async function list(call: Call<{ mailingId: string }>, deps: ApiDeps, kind: PlanningKind) {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const results = await deps.store.planningJobs.recent(record.id, kind, MOST_LISTED);
  return { status: 200 as const, body: { results } };
}

async function follow(
  call: Call<{ mailingId: string; jobId: string }>,
  deps: ApiDeps,
  kind: PlanningKind,
) {
  return { status: 200 as const, body: await jobFor(call, deps, kind) };
}

/** The calculation that the address names. @throws Problem 404 when this mailing has none of this kind */
export async function jobFor(
  call: Call<{ mailingId: string; jobId: string }>,
  deps: ApiDeps,
  kind: PlanningKind,
): Promise<PlanningJob> {
  const { record } = await mailingFor(call, deps, call.params.mailingId);
  const found = await deps.store.planningJobs.find(call.params.jobId);
  if (!found || found.mailingId !== record.id || found.kind !== kind) {
    throw notFound({ nl: 'deze berekening', en: 'this calculation' });
  }
  return found;
}
