import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { DOUBT_ANSWERS, DOUBT_REFUSALS } from '../domain/smtp-doubt.ts';
import { Problem } from '../http/problem.ts';
import { endpoint, provenance } from './deps.ts';
import { id, instant, line, page, pageOf } from './fields.ts';
import { actorOn, mailingFor } from './mailing-access.ts';
import { paged } from './page-answer.ts';

/** An address is personal data: it stands in answers and bodies, never in an address of ours or in a log. */
const recipient = line(320);

const doubt = z
  .object({
    messageId: id.meta({ description: 'The queue id that the mail tool was told.' }),
    recipient: z.string(),
    mailingId: id.optional(),
    title: z.string().optional(),
    batch: z.int().optional(),
    messageIdHeader: z.string().meta({
      description: 'To look for in the log of the mail server; empty when the sender gave none.',
    }),
    reply: z.string(),
    since: instant,
    attempts: z.int(),
    answer: z.enum(DOUBT_ANSWERS).optional(),
    answeredBy: z.string().optional(),
  })
  .meta({ id: 'Doubt' });

export const listDoubts = endpoint({
  id: 'listDoubts',
  summary: 'List messages of which nobody knows whether they arrived, the oldest first',
  description: 'Departments read about their own. Two KCC leads settle each.',
  query: page.extend({ mailingId: id.optional() }),
  answers: { 200: pageOf(doubt).meta({ id: 'DoubtPage' }) },
  handle: async (call, deps) => {
    const { principal, operation, query } = call;
    const { mailingId } = query;
    if (mailingId !== undefined) await mailingFor(call, deps, mailingId);
    const everything = reachesOf(principal, operation).includes('all');
    const list =
      everything || principal.departmentId !== undefined
        ? await deps.store.doubts.list({
            ...query,
            ...(!everything && { departmentId: principal.departmentId ?? '' }),
          })
        : { count: 0, results: [] };
    return { status: 200, body: paged('/v1/doubts', query, list, (one) => one) };
  },
});

export const answerDoubt = endpoint({
  id: 'answerDoubt',
  summary: 'Say whether a message in doubt was sent, or is to be sent again',
  description:
    'The first answer is noted. The same answer of a second KCC lead settles it; another answer begins anew. What is sent again keeps its Message-ID and has 72 hours to leave; 409 when its mailing was stopped, has ended or is not signed off for that content any more. `not-sent` leaves it at that: it is listed as not delivered.',
  params: z.strictObject({ messageId: id }),
  body: z.strictObject({ recipient, answer: z.enum(DOUBT_ANSWERS) }).meta({ id: 'DoubtAnswer' }),
  refuses: true,
  answers: {
    201: z
      .object({
        messageId: id,
        answer: z.enum(DOUBT_ANSWERS),
        outcome: z.enum(['noted', 'settled']),
      })
      .meta({ id: 'DoubtDecision' }),
  },
  handle: async (call, { store }) => {
    const actor = actorOn(call, {});
    const { messageId } = call.params;
    const { answer } = call.body;
    const outcome = await store.doubts.answer(
      { messageId, recipient: call.body.recipient },
      answer,
      actor.personId,
      provenance(call, actor),
    );
    if (outcome !== 'noted' && outcome !== 'settled') {
      throw new Problem({ status: 409, code: outcome, text: DOUBT_REFUSALS[outcome] });
    }
    return { status: 201, body: { messageId, answer, outcome } };
  },
});
