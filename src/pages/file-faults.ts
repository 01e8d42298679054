import { invalidInput, Problem } from '../http/problem.ts';

/** A spreadsheet's fault names its row and column, which a page has no fields for: it comes at the field `file`. Any other error as it is. */
export function atTheFile(error: unknown): unknown {
  if (!(error instanceof Problem) || !error.parts.faults) return error;
  return invalidInput(
    error.parts.faults.map(({ path, code, text }) => {
      const place = path.startsWith('rij') ? path : undefined;
      const en = place?.replace('rij', 'row').replace('kolom', 'column');
      return {
        path: 'body.file',
        code,
        text: place ? { nl: `In ${place}: ${text.nl}`, en: `In ${en}: ${text.en}` } : text,
      };
    }),
  );
}
