import type { Request, RequestHandler, Response } from 'express';
import { mayEver, type Operation } from '../domain/access.ts';
import type { Instant } from '../domain/instant.ts';
import type { Answer, Call, Endpoint } from './endpoint.ts';
import { ifMatchOf } from './etag.ts';
import { hashRequest, idempotencyKeyOf, type Idempotency, updateIdOf } from './idempotency.ts';
import type { Authenticate } from './identity.ts';
import { languageOf } from './language.ts';
import { acceptedType } from './negotiate.ts';
import { forbidden } from './problem.ts';
import { idOf } from './request-id.ts';
import { validInput } from './validated.ts';

export interface ServeParts<D> {
  readonly authenticate: Authenticate;
  readonly limit: RequestHandler;
  readonly idempotency: Idempotency;
  readonly clock: () => Instant;
  /** Turns what the handlers throw (a refusal, a lost database) into a Problem. */
  readonly translate: (error: unknown) => unknown;
  readonly deps: D;
}

/** The handler of one route: who, may they, what, was it asked before, do it, answer. */
export function serve<D>(
  operation: Operation,
  endpoint: Endpoint<D>,
  parts: ServeParts<D>,
): RequestHandler {
  return async (req, res) => {
    try {
      const principal = await parts.authenticate(req.headers.authorization);
      res.locals['personId'] = principal.personId;
      await passes(parts.limit, req, res);
      if (!mayEver(principal, operation)) throw forbidden(operation);
      const accept = acceptedType(req, endpoint.gives);
      const ifMatch = ifMatchOf(req, endpoint);
      const key = idempotencyKeyOf(req);
      const { bytes, ...input } = await validInput(req, endpoint);
      const call = {
        ...input,
        principal,
        operation,
        accept,
        ifMatchAny: req.headers['if-match']?.trim() === '*',
        language: languageOf(req),
        now: parts.clock(),
        updateId: key === undefined ? idOf(req) : updateIdOf(principal, key),
        ...(ifMatch !== undefined && { ifMatch }),
      };
      const handle = () => endpoint.handle(call as Call<never, never, never>, parts.deps);
      const answer =
        key === undefined || req.method !== 'POST'
          ? await handle()
          : await parts.idempotency.once(principal.personId, key, hashRequest(req, bytes), handle);
      send(res, answer);
    } catch (error) {
      throw parts.translate(error);
    }
  };
}

function passes(limit: RequestHandler, req: Request, res: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    void limit(req, res, (error?: unknown) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

function send(res: Response, { status, body, file, headers }: Answer) {
  res.status(status).set(headers ?? {});
  if (file) {
    res.attachment(file.name).type(file.mediaType).send(file.bytes);
  } else if (body === undefined) {
    res.end();
  } else {
    res.type('application/json').send(JSON.stringify(body));
  }
}
