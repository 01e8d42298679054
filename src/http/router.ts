import express, { type RequestHandler, type Router } from 'express';
import type { Operation } from '../domain/access.ts';
import { OPERATIONS } from '../domain/access.ts';
import type { Endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { serve, type ServeParts } from './serve.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One line of the table of routes. */
export interface Route<D> {
  readonly method: Method;
  /** `/v1/mailings/:mailingId` */
  readonly path: string;
  readonly operation: Operation;
  readonly endpoint: Endpoint<D>;
}

/**
 * A router that answers `routes`, each other method on their addresses with 405, and their addresses with a trailing
 * slash not at all.
 * @throws Error when a route names no operation, or two routes or endpoints are the same
 */
export function routerOf<D>(routes: readonly Route<D>[], parts: ServeParts<D>): Router {
  assertComplete(routes);
  const router = express.Router({ strict: true, caseSensitive: true });
  for (const { method, path, operation, endpoint } of routes) {
    router[method](path, serve(operation, endpoint, parts));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    router.all(path, otherMethods(routes.filter((route) => route.path === path)));
  }
  return router;
}

function assertComplete<D>(routes: readonly Route<D>[]) {
  const seen = new Set<string>();
  for (const { method, path, operation, endpoint } of routes) {
    const name = `${method.toUpperCase()} ${path}`;
    if (!OPERATIONS.includes(operation)) throw new Error(`${name} names no known operation`);
    for (const once of [name, `operationId ${endpoint.id}`]) {
      if (seen.has(once)) throw new Error(`${once} is in the table of routes twice`);
      seen.add(once);
    }
  }
}

function otherMethods<D>(routes: readonly Route<D>[]): RequestHandler {
  const methods = routes.map((route) => route.method.toUpperCase());
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return (req, res) => {
    if (req.method === 'OPTIONS') {
      res.status(204).set('Allow', allow).end();
      return;
    }
    throw new Problem({
      status: 405,
      code: 'method-not-allowed',
      text: { nl: `Hier kan alleen: ${allow}.`, en: `Only these are possible here: ${allow}.` },
      headers: { Allow: allow },
    });
  };
}
