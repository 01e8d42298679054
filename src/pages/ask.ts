import type { z } from 'zod';
import type { ApiDeps } from '../api/deps.ts';
import {
  type Accepted,
  askEndpoint,
  type InProcessAnswer,
  type InProcessCaller,
  type InProcessInput,
} from '../api/in-process.ts';
import type { Endpoint, TypedEndpoint } from '../http/endpoint.ts';

/** Asks an endpoint of the API on behalf of whoever has the page before them. */
export type Ask = ReturnType<typeof asking>;

/** Binds the endpoints of the API to one caller. */
export function asking(caller: InProcessCaller, deps: ApiDeps) {
  return <
    P extends z.ZodType,
    Q extends z.ZodType,
    B extends z.ZodType,
    A extends Endpoint<ApiDeps>['answers'],
  >(
    endpoint: TypedEndpoint<ApiDeps, P, Q, B, A>,
    input: InProcessInput<z.input<P>, z.input<Q>, Accepted<z.input<B>>> = {},
  ) => askEndpoint(endpoint, caller, input, deps);
}

export type { InProcessAnswer };
