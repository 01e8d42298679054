import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { addSeconds, type Instant } from '../domain/instant.ts';
import { MAILING_STATUSES, type MailingStatus } from '../domain/mailing.ts';
import type { Call } from '../http/endpoint.ts';
import { etagOf } from '../http/etag.ts';
import type { MailingSummary } from '../store/mailing-row.ts';
import type { Page } from '../store/page.ts';
import { type ApiDeps, endpoint } from './deps.ts';
import { id, mailingParams, page, pageOf } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { mailing, mailingSummary, summaryOf, viewOf } from './mailing-view.ts';
import { paged } from './page-answer.ts';

export const listMailings = endpoint({
  id: 'listMailings',
  summary: 'List the mailings that you may see, the last changed first',
  query: page.extend({
    status: z.enum(MAILING_STATUSES).optional(),
    departmentId: id.optional(),
  }),
  answers: { 200: pageOf(mailingSummary).meta({ id: 'MailingPage' }) },
  handle: async (call, deps) => {
    const list = await visible(call.query, call, deps);
    return { status: 200, body: paged('/v1/mailings', call.query, list, summaryOf) };
  },
});

interface Query {
  readonly page: number;
  readonly pageSize: number;
  readonly status?: MailingStatus;
  readonly departmentId?: string;
}

/** The page of what the caller may see; whoever is only invited sees what the invitations are about. */
async function visible(
  { status, departmentId: wanted, ...at }: Query,
  { principal, operation, now }: Call,
  { store }: ApiDeps,
): Promise<Page<MailingSummary>> {
  const reaches = reachesOf(principal, operation);
  const byStatus = status !== undefined && { status: [status] };
  if (reaches.includes('all')) {
    const byDepartment = wanted !== undefined && { departmentId: wanted };
    return store.mailings.list({ ...at, ...byStatus, ...byDepartment });
  }
  const { departmentId } = principal;
  if (reaches.includes('own') && departmentId !== undefined) {
    if (wanted !== undefined && wanted !== departmentId) return NOTHING;
    return store.mailings.list({ ...at, ...byStatus, departmentId });
  }
  if (!reaches.includes('assigned')) return NOTHING;
  const invitations = await store.assignments.forPerson(principal.personId, yearBefore(now));
  const ids = [...new Set(invitations.map((one) => one.mailingId))];
  const found = (await Promise.all(ids.map((one) => store.mailings.find(one)))).filter(
    (one) => one !== undefined,
  );
  const fitting = found.filter(
    (one) =>
      (status === undefined || one.status === status) &&
      (wanted === undefined || one.departmentId === wanted),
  );
  const first = (at.page - 1) * at.pageSize;
  return { count: fitting.length, results: fitting.slice(first, first + at.pageSize) };
}

const NOTHING: Page<MailingSummary> = { count: 0, results: [] };

function yearBefore(now: Instant): Instant {
  return addSeconds(now, -366 * 86_400);
}

export const getMailing = endpoint({
  id: 'getMailing',
  summary: 'Read a mailing, with what stands between it and a sign-off',
  params: mailingParams,
  answers: { 200: mailing },
  handle: async (call, deps) => {
    const { record, actor } = await mailingFor(call, deps, call.params.mailingId);
    return {
      status: 200,
      body: viewOf(record, deps.policy, call.now, actor),
      headers: { ETag: etagOf(record.rowVersion) },
    };
  },
});
