import { z } from 'zod';
import { endpoint } from './deps.ts';

export const checkAuditChain = endpoint({
  id: 'checkAuditChain',
  summary: 'Check that no line of the audit chain was changed, taken out or put in',
  description: 'Reads the whole chain. `seq` is the first line that is not what it should be.',
  answers: {
    200: z
      .object({
        intact: z.boolean(),
        lines: z.int().optional(),
        hash: z.string().optional(),
        seq: z.int().optional(),
        problem: z
          .enum(['missing', 'wrong-previous-hash', 'wrong-hash', 'not-the-head', 'not-the-anchor'])
          .optional(),
      })
      .meta({ id: 'ChainVerdict' }),
  },
  handle: async (_call, { store }) => ({ status: 200, body: await store.audit.verify() }),
});
