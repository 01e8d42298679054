import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { addSeconds } from '../domain/instant.ts';
import { MAILING_STATUSES } from '../domain/mailing.ts';
import { withoutNote } from '../domain/qa-sheet.ts';
import { endpoint } from './deps.ts';
import { id, text } from './fields.ts';

/** People go on calling for a while after a wave was evaluated. */
const AFTER_EVALUATION_SECONDS = 60 * 86_400;

const foundPair = z
  .object({
    mailingId: id,
    mailingTitle: z.string(),
    mailingStatus: z.enum(MAILING_STATUSES),
    sheetVersion: z.int(),
    number: z.int(),
    topic: z.string(),
    question: z.string(),
    answer: z.string(),
    internalNote: z.string().optional(),
    owner: z.string(),
  })
  .meta({ id: 'FoundQaPair' });

export const searchQaPairs = endpoint({
  id: 'searchQaPairs',
  summary: 'Search the answers to give, the best first; typing mistakes are forgiven',
  description: `In the newest Q&A sheets of mailings that were signed off, until two months after their evaluation. Guests search the
sheets of the mailings that they help with. Only agents and KCC leads see internal notes.`,
  query: z.strictObject({
    search: text(200).default('').meta({ example: 'bezwar maken' }),
    limit: z
      .string()
      .regex(/^\d{1,2}$/)
      .transform(Number)
      .pipe(z.int().min(1).max(50))
      .default(10)
      .meta({ type: 'integer', minimum: 1, maximum: 50, default: 10 }),
  }),
  answers: { 200: z.object({ results: z.array(foundPair) }) },
  handle: async ({ query, principal, operation, now }, { store }) => {
    const everything = reachesOf(principal, operation).includes('all');
    const invited = everything ? [] : await store.assignments.forPerson(principal.personId, now);
    const found = await store.qaSearch.find({
      text: query.search,
      limit: query.limit,
      evaluatedAfter: addSeconds(now, -AFTER_EVALUATION_SECONDS),
      ...(!everything && {
        mailingIds: invited
          .filter(({ status }) => status === 'invited' || status === 'accepted')
          .map(({ mailingId }) => mailingId),
      }),
    });
    const insider = reachesOf(principal, 'internal-notes.read').includes('all');
    const results = insider ? found : found.map(withoutNote);
    return { status: 200, body: { results } };
  },
});
