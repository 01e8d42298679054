import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { hostRequired } from './host-required.ts';
import { notFound } from './problem.ts';
import { problemHandler } from './problem-handler.ts';
import { limitPerAddress } from './rate-limit.ts';
import { requestId } from './request-id.ts';
import { requestLog } from './request-log.ts';
import { requestMetrics } from './request-metrics.ts';
import { apiVersion, securityHeaders } from './security-headers.ts';

export interface AppParts {
  readonly log: Logger;
  readonly metrics: Registry;
  /** How many proxies in front may say who the caller is; 0 when none. */
  readonly trustedProxies: number;
  /** Requests per minute from one address, with or without token. */
  readonly requestsPerMinutePerAddress: number;
  /** What answers, in this order: operations, api, pages. */
  readonly routers: readonly RequestHandler[];
  /** Turns errors into pages where the caller is a browser; comes before the problem answers. */
  readonly errorPages?: ErrorRequestHandler;
}

/** The web application: everything that happens to a request, in the order in which it happens. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.set('trust proxy', parts.trustedProxies);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.disable('x-powered-by');

  const inOrder: readonly RequestHandler[] = [
    requestId(),
    apiVersion(),
    requestLog(parts.log),
    requestMetrics(parts.metrics),
    securityHeaders(),
    hostRequired(),
    limitPerAddress(parts.requestsPerMinutePerAddress),
    ...parts.routers,
    () => {
      throw notFound();
    },
  ];
  for (const one of inOrder) app.use(one);
  if (parts.errorPages) app.use(parts.errorPages);
  app.use(problemHandler(parts.log));
  return app;
}
