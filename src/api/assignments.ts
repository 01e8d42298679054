import { z } from 'zod';
import { actorFor, reachesOf } from '../domain/access.ts';
import { addSeconds, compareInstants } from '../domain/instant.ts';
import { notFound } from '../http/problem.ts';
import { endpoint } from './deps.ts';
import { id } from './fields.ts';
import { invitationEnded } from './translate.ts';

const assignment = z
  .object({
    id,
    needId: id,
    mailingId: id,
    personId: id,
    status: z.enum(['invited', 'accepted', 'declined', 'lapsed', 'cancelled']),
    startsAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
    invitedAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'Assignment' });

/** Answered invitations are still shown for a while. */
const SHOWN_SECONDS = 31 * 86_400;

export const listAssignments = endpoint({
  id: 'listAssignments',
  summary: 'List invitations to help: your own, or those of a mailing',
  query: z.strictObject({ mailingId: id.optional() }),
  answers: { 200: z.object({ results: z.array(assignment) }) },
  handle: async ({ query, principal, operation, now }, { store }) => {
    const { mailingId } = query;
    const all = reachesOf(principal, operation).includes('all');
    const found =
      all && mailingId !== undefined
        ? await store.assignments.forMailing(mailingId)
        : await store.assignments.forPerson(principal.personId, addSeconds(now, -SHOWN_SECONDS));
    const results = found.filter((one) => mailingId === undefined || one.mailingId === mailingId);
    return { status: 200, body: { results } };
  },
});

export const answerAssignment = endpoint({
  id: 'answerAssignment',
  summary: 'Accept or decline your own invitation',
  params: z.strictObject({ assignmentId: id }),
  body: z.strictObject({ answer: z.enum(['accepted', 'declined']) }),
  refuses: true,
  answers: { 201: assignment },
  handle: async (call, { store, journeys }) => {
    const { principal, operation, params, body } = call;
    const found = await store.assignments.find(params.assignmentId);
    if (!found || !actorFor(principal, operation, { people: [found.personId] })) {
      throw notFound({ nl: 'dit uitnodigingsnummer', en: 'this invitation id' });
    }
    if (found.status !== 'invited' && found.status !== body.answer) throw invitationEnded();
    if (found.status === 'invited') {
      // Nobody asks for time that has begun any more, and no journey hears the answer.
      if (compareInstants(call.now, found.startsAt) >= 0) throw invitationEnded();
      const answer = { assignmentId: found.id, answer: body.answer };
      await journeys.answerInvitation(found.needId, answer, call.updateId);
    }
    return { status: 201, body: (await store.assignments.find(found.id)) ?? found };
  },
});
