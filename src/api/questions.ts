import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { CONTACT_CHANNELS } from '../domain/contact-channel.ts';
import { addSeconds, compareInstants } from '../domain/instant.ts';
import { invalidInput } from '../http/problem.ts';
import { endpoint, newId, provenance } from './deps.ts';
import { id, instant, page, pageOf, text } from './fields.ts';
import { actorOn, mailingFor } from './mailing-access.ts';
import { paged } from './page-answer.ts';

const OUTCOMES = ['answered', 'transferred', 'callback', 'unanswered'] as const;

const question = z
  .object({
    id,
    mailingId: id.optional(),
    askedAt: z.iso.datetime(),
    channel: z.enum(CONTACT_CHANNELS),
    text: z.string(),
    qaPairNumber: z.int().optional(),
    outcome: z.enum(OUTCOMES),
    loggedBy: z.string(),
  })
  .meta({ id: 'Question' });

export const logQuestion = endpoint({
  id: 'logQuestion',
  summary: 'Log a question as it was put',
  description: 'Anonymous: nothing about who asked it.',
  body: z
    .strictObject({
      mailingId: id.optional(),
      askedAt: instant.optional(),
      channel: z.enum(CONTACT_CHANNELS),
      text: text(2000).min(1),
      qaPairNumber: z.int().min(1).max(9999).optional(),
      outcome: z.enum(OUTCOMES),
    })
    .meta({
      id: 'NewQuestion',
      example: {
        channel: 'phone',
        text: 'Waarom is mijn WOZ-waarde gestegen?',
        qaPairNumber: 1,
        outcome: 'answered',
      },
    }),
  answers: { 201: question },
  handle: async (call, deps) => {
    const { askedAt = call.now, ...rest } = call.body;
    if (compareInstants(askedAt, addSeconds(call.now, 60)) > 0) {
      throw invalidInput([{ path: 'body.askedAt', code: 'in-future', text: IN_FUTURE }]);
    }
    const actor =
      rest.mailingId === undefined
        ? actorOn(call, {})
        : (await mailingFor(call, deps, rest.mailingId)).actor;
    const logged = { id: newId(call), askedAt, ...rest };
    const body = await deps.store.questions.log(logged, provenance(call, actor));
    return { status: 201, body };
  },
});

export const listQuestions = endpoint({
  id: 'listQuestions',
  summary: 'Read the question log, the last asked first',
  query: page.extend({
    mailingId: id.optional(),
    from: instant.optional(),
    to: instant.optional(),
  }),
  answers: { 200: pageOf(question).meta({ id: 'QuestionPage' }) },
  handle: async (call, deps) => {
    const { query, principal, operation } = call;
    if (query.mailingId !== undefined) await mailingFor(call, deps, query.mailingId);
    else if (!reachesOf(principal, operation).includes('all')) {
      throw invalidInput([{ path: 'query.mailingId', code: 'missing', text: NAME_A_MAILING }]);
    }
    const list = await deps.store.questions.list(query);
    return { status: 200, body: paged('/v1/questions', query, list, (one) => one) };
  },
});

const IN_FUTURE = { nl: 'Dit moment is nog niet geweest.', en: 'This moment has not come yet.' };
const NAME_A_MAILING = {
  nl: 'Noem de mailing waarover u de vragen wilt zien.',
  en: 'Name the mailing whose questions you want to see.',
};
