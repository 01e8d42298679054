import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import type { Call } from '../http/endpoint.ts';
import { addSeconds } from '../domain/instant.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { BriefingContent } from '../domain/briefing.ts';
import type { Briefing } from '../store/briefing.ts';
import type { JsonObject } from '../store/json.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import { type ApiDeps, endpoint, provenance } from './deps.ts';
import { id, instant } from './fields.ts';
import { pairsFor } from './internal-notes.ts';
import { mailingFor, type PersonActor } from './mailing-access.ts';

const briefing = z
  .object({
    id,
    mailingId: id,
    occasion: z.enum(['ahead', 'wave-day', 'sheet-changed']),
    plannedAt: z.iso.datetime(),
    sentAt: z.iso.datetime().optional(),
    qaSheetVersion: z.int().optional(),
    content: z.record(z.string(), z.unknown()),
    readAt: z.iso
      .datetime()
      .optional()
      .meta({ description: 'When you confirmed that you read it.' }),
  })
  .meta({ id: 'Briefing' });

const params = z.strictObject({ briefingId: id });

export const listBriefings = endpoint({
  id: 'listBriefings',
  summary: 'List the briefings of a mailing, or those that went out in the last two months',
  query: z.strictObject({
    mailingId: id.optional(),
    since: instant.optional().meta({ description: 'Only those that went out from then on.' }),
  }),
  answers: { 200: z.object({ results: z.array(briefing) }) },
  handle: async (call, deps) => {
    const { mailingId, since = '' } = call.query;
    if (mailingId !== undefined) {
      const { record } = await mailingFor(call, deps, mailingId);
      const all = await deps.store.briefings.forMailing(record.id);
      const shown = all
        .filter(({ sentAt = '' }) => sentAt >= since)
        .map((one) => withNotesFor(call, record, one));
      return { status: 200, body: { results: await withOwnReads(shown, call, deps) } };
    }
    const recent = addSeconds(call.now, -RECENT_SECONDS);
    const sent = await deps.store.briefings.sentSince(since > recent ? since : recent);
    if (reachesOf(call.principal, call.operation).includes('all')) {
      const shown = sent.map((one) => withNotesFor(call, OF_WHATEVER_DEPARTMENT, one));
      return { status: 200, body: { results: await withOwnReads(shown, call, deps) } };
    }
    const ids = [...new Set(sent.map((one) => one.mailingId))];
    const seen = await Promise.all(ids.map((one) => seenMailing(call, deps, one)));
    const records = new Map(seen.flatMap((one) => (one ? [[one.id, one]] : [])));
    const results = sent.flatMap((one) => {
      const record = records.get(one.mailingId);
      return record ? [withNotesFor(call, record, one)] : [];
    });
    return { status: 200, body: { results: await withOwnReads(results, call, deps) } };
  },
});

const RECENT_SECONDS = 60 * 86_400;
/** Whoever reads all briefings reads the notes in all of them, or in none. */
const OF_WHATEVER_DEPARTMENT = { departmentId: '' };

function seenMailing(
  call: Call,
  deps: ApiDeps,
  mailingId: string,
): Promise<MailingRecord | undefined> {
  return mailingFor(call, deps, mailingId).then(
    ({ record }) => record,
    (error: unknown) => {
      if (error instanceof Problem) return undefined;
      throw error;
    },
  );
}

/** The briefing as the caller may read it: internal notes only for whom they are meant. */
function withNotesFor(
  call: Call,
  { departmentId }: Pick<MailingRecord, 'departmentId'>,
  found: Briefing,
): Briefing {
  const { topPairs: all } = found.content as unknown as Partial<BriefingContent>;
  if (!all) return found;
  const topPairs = pairsFor(call, departmentId, all);
  return { ...found, content: { ...found.content, topPairs: topPairs as unknown as JsonObject[] } };
}

export const getBriefing = endpoint({
  id: 'getBriefing',
  summary: 'Read a briefing',
  params,
  answers: { 200: briefing },
  handle: async (call, deps) => {
    const { found, record } = await briefingFor(call, deps, call.params.briefingId);
    const [body] = await withOwnReads([withNotesFor(call, record, found)], call, deps);
    return { status: 200, body };
  },
});

export const listBriefingReads = endpoint({
  id: 'listBriefingReads',
  summary: 'See who has read a briefing and who has not',
  params,
  answers: {
    200: z.object({
      read: z.array(z.object({ personId: id, readAt: z.iso.datetime() })),
      unread: z.array(z.object({ personId: id, name: z.string() })),
    }),
  },
  handle: async (call, deps) => {
    const { found } = await briefingFor(call, deps, call.params.briefingId);
    const [read, unread] = await Promise.all([
      deps.store.briefings.reads(found.id),
      deps.store.briefings.unreadBy(found.id),
    ]);
    const names = unread.map(({ id: personId, name }) => ({ personId, name }));
    return { status: 200, body: { read, unread: names } };
  },
});

export const readBriefing = endpoint({
  id: 'readBriefing',
  summary: 'Confirm that you have read a briefing',
  params,
  body: z.strictObject({}),
  answers: { 201: z.object({ briefingId: id, personId: id }) },
  handle: async (call, deps) => {
    const { found, actor } = await briefingFor(call, deps, call.params.briefingId);
    const { personId } = actor;
    await deps.store.briefings.read(found.id, personId, provenance(call, actor));
    return { status: 201, body: { briefingId: found.id, personId } };
  },
});

async function withOwnReads(all: readonly Briefing[], { principal }: Call, { store }: ApiDeps) {
  // A machine is nobody who reads.
  if (!z.uuid().safeParse(principal.personId).success) return [...all];
  const ids = all.map((one) => one.id);
  const reads = await store.briefings.readBy(principal.personId, ids);
  return all.map((one) => {
    const readAt = reads.get(one.id);
    return { ...one, ...(readAt !== undefined && { readAt }) };
  });
}

async function briefingFor(
  call: Call,
  deps: ApiDeps,
  briefingId: string,
): Promise<{ found: Briefing; record: MailingRecord; actor: PersonActor }> {
  const found = await deps.store.briefings.find(briefingId);
  if (!found) throw notFound({ nl: 'dit briefingnummer', en: 'this briefing id' });
  return { found, ...(await mailingFor(call, deps, found.mailingId)) };
}
