import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

/** Gives every request an id of our own; what a caller sends as id goes nowhere. */
export function requestId(): RequestHandler {
  return (req, res, next) => {
    const id = randomUUID();
    req.id = id;
    res.setHeader('Request-Id', id);
    next();
  };
}

/** The id that `requestId` gave. */
export function idOf(req: Request): string {
  return typeof req.id === 'string' ? req.id : '';
}
