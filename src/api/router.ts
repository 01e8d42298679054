import type { Router } from 'express';
import type { Instant } from '../domain/instant.ts';
import type { Authenticate } from '../http/identity.ts';
import { limitPerPrincipal } from '../http/rate-limit.ts';
import { routerOf } from '../http/router.ts';
import type { ApiDeps } from './deps.ts';
import { createIdempotency } from './idempotency.ts';
import { ROUTES } from './routes.ts';
import { translate } from './translate.ts';

export interface ApiParts {
  readonly deps: ApiDeps;
  readonly authenticate: Authenticate;
  readonly clock: () => Instant;
  /** Requests per minute of one person or machine. */
  readonly requestsPerMinute: number;
}

/** Everything under /v1. */
export function apiRouter({ deps, authenticate, clock, requestsPerMinute }: ApiParts): Router {
  return routerOf(ROUTES, {
    deps,
    authenticate,
    clock,
    limit: limitPerPrincipal(requestsPerMinute),
    idempotency: createIdempotency(deps.store, clock),
    translate,
  });
}
