import { z } from 'zod';
import { MAILING_KINDS } from '../domain/mailing.ts';
import type { Call } from '../http/endpoint.ts';
import { etagOf } from '../http/etag.ts';
import { endpoint, newId, provenance, type ApiDeps } from './deps.ts';
import { count, id, line, localDate, mailingParams } from './fields.ts';
import { actorOn, mailingFor } from './mailing-access.ts';
import { mailingDraft } from './mailing-details.ts';
import { mailing, viewOf } from './mailing-view.ts';
import type { MailingRecord } from '../store/mailing-row.ts';
import type { PersonActor } from './mailing-access.ts';

export const announceMailing = endpoint({
  id: 'announceMailing',
  summary: 'Announce a mailing months ahead',
  body: z
    .strictObject({
      departmentId: id,
      title: line(200),
      expectedMonth: localDate.meta({ description: 'Any day of the month.' }),
      kind: z.enum(MAILING_KINDS).optional(),
      roughAudience: count,
    })
    .meta({ id: 'Announcement' }),
  answers: { 201: mailing },
  handle: async (call, deps) => {
    const actor = actorOn(call, call.body);
    const record = await deps.store.mailings.announce(
      { id: newId(call), ...call.body },
      provenance(call, actor),
    );
    return made(call, deps, record, actor);
  },
});

export const draftMailing = endpoint({
  id: 'draftMailing',
  summary: 'Start a draft',
  description: 'Only the title is needed; everything must be there at submission.',
  body: z.strictObject({ departmentId: id, details: mailingDraft }).meta({ id: 'NewDraft' }),
  answers: { 201: mailing },
  handle: async (call, deps) => {
    const { departmentId, details } = call.body;
    const actor = actorOn(call, { departmentId });
    const record = await deps.store.mailings.saveDraft(
      { id: newId(call), departmentId, draft: details },
      provenance(call, actor),
    );
    return made(call, deps, record, actor);
  },
});

export const editMailing = endpoint({
  id: 'editMailing',
  summary: 'Replace the content of a draft, or write the draft of an announced mailing',
  description: 'After submission a change is an amendment.',
  params: mailingParams,
  body: mailingDraft,
  ifMatch: 'required',
  refuses: true,
  answers: { 200: mailing },
  handle: async (call, deps) => {
    const { record: found, actor } = await mailingFor(call, deps, call.params.mailingId);
    const record = await deps.store.mailings.saveDraft(
      {
        id: found.id,
        departmentId: found.departmentId,
        draft: call.body,
        expectedRowVersion: call.ifMatch ?? found.rowVersion,
      },
      provenance(call, actor),
    );
    return { ...made(call, deps, record, actor), status: 200 };
  },
});

function made(call: Call, deps: ApiDeps, record: MailingRecord, actor: PersonActor) {
  return {
    status: 201 as const,
    body: viewOf(record, deps.policy, call.now, actor),
    headers: { Location: `/v1/mailings/${record.id}`, ETag: etagOf(record.rowVersion) },
  };
}
