import { STATUS_CODES } from 'node:http';
import type { Language } from '../domain/text.ts';
import type { Problem } from './problem.ts';
import { TITLES } from './problem-title.ts';

/** The body of RFC 9457 for `problem`, in `language`; `instance` names the request, so that the log can be found. */
export function problemAnswer(problem: Problem, language: Language, requestId: string) {
  const { status, code, text, faults, extra } = problem.parts;
  return {
    type: `urn:sluis:problem:${code}`,
    title: (TITLES[status] ?? { nl: STATUS_CODES[status], en: STATUS_CODES[status] })[language],
    status,
    detail: text[language],
    instance: `urn:uuid:${requestId}`,
    code,
    ...(faults && {
      errors: faults.map((fault) => ({
        path: fault.path,
        code: fault.code,
        detail: fault.text[language],
      })),
    }),
    ...extra,
  };
}
