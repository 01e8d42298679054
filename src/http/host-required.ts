import type { RequestHandler } from 'express';
import { invalidInput } from './problem.ts';

/** Refuses HTTP/1.1 without a Host (RFC 9112, 3.2). */
export function hostRequired(): RequestHandler {
  return (req, _res, next) => {
    if (req.headers.host === undefined && req.httpVersion === '1.1') {
      const text = { nl: 'De kopregel Host ontbreekt.', en: 'The Host header is missing.' };
      throw invalidInput([{ path: 'header.Host', code: 'missing', text }]);
    }
    next();
  };
}
