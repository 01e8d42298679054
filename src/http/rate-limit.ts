import type { RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Problem } from './problem.ts';

/** At most `perMinute` requests from one address; IPv6 addresses count per network. */
export function limitPerAddress(perMinute: number): RequestHandler {
  return limiter('address', perMinute, (req) => ipKeyGenerator(req.ip ?? ''));
}

/** At most `perMinute` requests of one person or machine, whose id is in `res.locals.personId`. */
export function limitPerPrincipal(perMinute: number): RequestHandler {
  return limiter('principal', perMinute, (_req, res) => String(res.locals['personId']));
}

function limiter(
  identifier: string,
  perMinute: number,
  keyGenerator: (...of: Parameters<RequestHandler>) => string,
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    identifier,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: (req, res) => keyGenerator(req, res, () => undefined),
    handler: (_req, _res, next) => {
      next(
        new Problem({
          status: 429,
          code: 'too-many-requests',
          text: {
            nl: `Dit zijn meer dan ${perMinute} verzoeken per minuut. Wacht even.`,
            en: `This is more than ${perMinute} requests per minute. Wait a moment.`,
          },
        }),
      );
    },
  });
}
