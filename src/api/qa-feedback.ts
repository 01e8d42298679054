import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { notFound } from '../http/problem.ts';
import { endpoint, newId, provenance } from './deps.ts';
import { id, mailingParams, page, pageOf, text } from './fields.ts';
import { mailingFor } from './mailing-access.ts';
import { paged } from './page-answer.ts';

const feedback = z
  .object({
    id,
    mailingId: id,
    qaPairNumber: z.int().optional(),
    text: z.string(),
    givenBy: z.string(),
    givenAt: z.iso.datetime(),
    handledAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'QaFeedback' });

export const giveQaFeedback = endpoint({
  id: 'giveQaFeedback',
  summary: 'Say that an answer is missing or wrong',
  params: mailingParams,
  body: z
    .strictObject({
      qaPairNumber: z.int().min(1).max(9999).optional(),
      text: text(2000).min(1),
    })
    .meta({
      id: 'NewQaFeedback',
      example: { qaPairNumber: 1, text: 'De peildatum klopt niet.' },
    }),
  answers: { 201: feedback },
  handle: async (call, deps) => {
    const { mailingId } = call.params;
    const { actor } = await mailingFor(call, deps, mailingId);
    const given = { id: newId(call), mailingId, ...call.body };
    return { status: 201, body: await deps.store.qaFeedback.give(given, provenance(call, actor)) };
  },
});

export const listQaFeedback = endpoint({
  id: 'listQaFeedback',
  summary:
    'Read what agents say of answers: what waits first; departments about their own mailings',
  query: page.extend({ mailingId: id.optional(), open: z.enum(['true', 'false']).optional() }),
  answers: { 200: pageOf(feedback).meta({ id: 'QaFeedbackPage' }) },
  handle: async (call, deps) => {
    const { principal, operation } = call;
    const { mailingId, open, ...at } = call.query;
    if (mailingId !== undefined) await mailingFor(call, deps, mailingId);
    const everything = reachesOf(principal, operation).includes('all');
    const list =
      everything || principal.departmentId !== undefined
        ? await deps.store.qaFeedback.list({
            ...at,
            ...(mailingId !== undefined && { mailingId }),
            ...(open === 'true' && { open: true }),
            ...(!everything && { departmentId: principal.departmentId ?? '' }),
          })
        : { count: 0, results: [] };
    return { status: 200, body: paged('/v1/qa-feedback', call.query, list, (one) => one) };
  },
});

export const listOwnQaFeedback = endpoint({
  id: 'listOwnQaFeedback',
  summary: 'See what became of your own feedback on answers, what waits first',
  query: page,
  answers: { 200: pageOf(feedback).meta({ id: 'OwnQaFeedbackPage' }) },
  handle: async ({ query, principal }, { store }) => {
    const list = await store.qaFeedback.list({ ...query, givenBy: principal.personId });
    return { status: 200, body: paged('/v1/own-qa-feedback', query, list, (one) => one) };
  },
});

export const handleQaFeedback = endpoint({
  id: 'handleQaFeedback',
  summary: 'Put feedback away as handled',
  params: z.strictObject({ feedbackId: id }),
  body: z.strictObject({}),
  answers: { 201: feedback },
  handle: async (call, deps) => {
    const found = await deps.store.qaFeedback.find(call.params.feedbackId);
    if (!found) throw notFound({ nl: 'dit feedbacknummer', en: 'this feedback id' });
    const { actor } = await mailingFor(call, deps, found.mailingId);
    const body = await deps.store.qaFeedback.handle(found.id, provenance(call, actor));
    return { status: 201, body };
  },
});
