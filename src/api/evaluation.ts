import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { endpoint } from './deps.ts';
import { id, mailingParams } from './fields.ts';
import { mailingFor } from './mailing-access.ts';

export const getEvaluation = endpoint({
  id: 'getEvaluation',
  summary: 'Read what the wave taught',
  params: mailingParams,
  answers: {
    200: z.object({
      id,
      madeAt: z.iso.datetime(),
      result: z.record(z.string(), z.unknown()).meta({
        description: 'Forecast against actual, first-line share, missed questions, lessons.',
      }),
    }),
  },
  handle: async (call, deps) => {
    const { record } = await mailingFor(call, deps, call.params.mailingId);
    const found = await deps.store.evaluations.forMailing(record.id);
    if (!found) {
      throw notFound({
        nl: 'de evaluatie van deze mailing; die wordt gemaakt als de belgolf voorbij is',
        en: 'the evaluation of this mailing; it is made when the wave is over',
      });
    }
    const { id: evaluationId, madeAt, evaluation: result } = found;
    return { status: 200, body: { id: evaluationId, madeAt, result } };
  },
});
