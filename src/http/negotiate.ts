import type { Request } from 'express';
import { Problem } from './problem.ts';

/**
 * What the caller likes best of JSON and the other media types in `gives`.
 * @throws Problem 406 when none will do
 */
export function acceptedType(req: Request, gives: readonly string[] = []): string {
  const types = ['application/json', ...gives];
  const best = req.accepts(types);
  if (best !== false) return best;
  // A caller that only takes problems cannot be given anything else; one that takes none gets them all the same.
  throw new Problem({
    status: 406,
    code: 'not-acceptable',
    text: {
      nl: `Dit kunnen we geven: ${types.join(', ')}.`,
      en: `This is what we can give: ${types.join(', ')}.`,
    },
  });
}
