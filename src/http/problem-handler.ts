import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { languageOf } from './language.ts';
import { notFound, Problem } from './problem.ts';
import { problemAnswer } from './problem-answer.ts';
import { idOf } from './request-id.ts';

/** The one place where errors become answers; what is not a Problem is ours, and is logged and not told. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const problem = asProblem(error);
    if (problem.parts.status === 500) log.error({ err: error, requestId: idOf(req) }, 'failed');
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const language = languageOf(req);
    res
      .status(problem.parts.status)
      .set(problem.parts.headers ?? {})
      .set('Content-Language', language)
      .vary('Accept-Language')
      .type('application/problem+json')
      .send(JSON.stringify(problemAnswer(problem, language, idOf(req))));
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  // Express itself refuses addresses with a broken percent-encoding.
  if (error instanceof URIError) return notFound();
  return new Problem({
    status: 500,
    code: 'internal',
    text: {
      nl: 'Er ging bij ons iets mis. Noem het nummer bij "instance" als u het meldt.',
      en: 'Something went wrong on our side. Mention the number under "instance" when you report it.',
    },
  });
}
