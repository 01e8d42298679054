import { randomUUID } from 'node:crypto';
import type { RequestHandler, Request } from 'express';

/** Gives every request an id of our own; what a caller sends as id goes nowhere. */
export function requestId(): RequestHandler {
  return (req, res, next) => {
    req.id = randomUUID();
    res.setHeader('Request-Id', req.id);
    next();
  };
}

/** The id that `requestId` gave. */
export function idOf(req: Request): string {
  return String(req.id);
}
