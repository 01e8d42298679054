import { z } from 'zod';
import { anchorIn } from '../domain/audit-anchor.ts';
import { says } from '../http/input-text.ts';
import { endpoint } from './deps.ts';

export const checkAuditChain = endpoint({
  id: 'checkAuditChain',
  summary: 'Check that no line of the audit chain was changed, taken out or put in',
  description:
    'Reads the whole chain. `seq` is the first line that is not what it should be. With an anchor that was kept elsewhere, a chain that was rewritten as a whole shows too.',
  query: z.strictObject({
    anchor: z
      .string()
      .max(200)
      .refine(
        (text) => anchorIn(text) !== undefined,
        says(
          'Dit is geen zegel. Neem het over uit de mail: een nummer, een dubbele punt en 64 tekens.',
          'This is no hash. Copy it from the mail: a number, a colon and 64 characters.',
        ),
      )
      .optional()
      .meta({ example: `1204:${'9f'.repeat(32)}` }),
  }),
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
  handle: async ({ query }, { store }) => {
    const anchor = anchorIn(query.anchor ?? '');
    return { status: 200, body: await store.audit.verify(anchor ? [anchor] : []) };
  },
});
