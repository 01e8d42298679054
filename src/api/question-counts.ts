import { z } from 'zod';
import { reachesOf } from '../domain/access.ts';
import { endpoint } from './deps.ts';
import { id, instant } from './fields.ts';

export const countQuestions = endpoint({
  id: 'countQuestions',
  summary: 'See how many questions were logged per mailing, and how many of them were answered',
  description: 'Departments and guests see nothing here; they read the questions of their mailing.',
  query: z.strictObject({ from: instant, to: instant }),
  answers: {
    200: z.object({
      results: z.array(
        z.object({ mailingId: id.optional(), questions: z.int(), answered: z.int() }),
      ),
    }),
  },
  handle: async ({ query, principal, operation }, { store }) => ({
    status: 200,
    body: {
      results: reachesOf(principal, operation).includes('all')
        ? await store.questions.countsPerMailing(query)
        : [],
    },
  }),
});
