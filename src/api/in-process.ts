import type { z } from 'zod';
import { mayEver, type Operation, type Principal } from '../domain/access.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/text.ts';
import type { Call, Endpoint, TypedEndpoint, UploadedFile } from '../http/endpoint.ts';
import { faultsOf } from '../http/faults.ts';
import { textFaults } from '../http/json-text.ts';
import { type Fault, forbidden, invalidInput } from '../http/problem.ts';
import { versionMissing } from '../http/etag.ts';
import type { ApiDeps } from './deps.ts';
import { ROUTES } from './routes.ts';
import { translate } from './translate.ts';

/** On whose behalf an endpoint is called from within, such as somebody with a page before them. */
export interface InProcessCaller {
  readonly principal: Principal;
  readonly language: Language;
  readonly now: Instant;
  /** The same for a repeat of the same request; names the Update. */
  readonly updateId: string;
}

/** What an endpoint is given, each part as its schema takes it. */
export interface InProcessInput<P, Q, B> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly file?: UploadedFile;
  /** The version that is changed, or `any`. */
  readonly ifMatch?: number | 'any';
  /** The media type that is wanted, where the endpoint gives several. */
  readonly accept?: string;
}

/** A value of type `T`, whose lists and fields may be readonly, as those of the domain are. */
export type Accepted<T> = T extends readonly (infer Item)[]
  ? readonly Accepted<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Accepted<T[Key]> }
    : T;

type BodyOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type AnswerBody<A> = {
  [Status in keyof A]: BodyOf<A[Status]>;
}[keyof A];

/** What an endpoint answered, with the type of its body. */
export interface InProcessAnswer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly file?: { readonly mediaType: string; readonly name: string; readonly bytes: Buffer };
  /** The version of what was answered, where it has one. */
  readonly version?: number;
}

const OPERATION_OF: ReadonlyMap<string, Operation> = new Map(
  ROUTES.map(({ endpoint, operation }) => [endpoint.id, operation]),
);

/**
 * A call of `operation` on behalf of `caller`, for the functions of the API that take one.
 * @throws Problem 403 when the caller's roles never allow it
 */
export function callAs(caller: InProcessCaller, operation: Operation): Call {
  if (!mayEver(caller.principal, operation)) throw forbidden(operation);
  return {
    ...caller,
    params: undefined,
    query: undefined,
    body: undefined,
    operation,
    origin: 'page',
    ifMatchAny: false,
    accept: 'application/json',
  };
}

/**
 * Asks `endpoint` from within the process exactly what could be asked over HTTP: the same access, schemas and rules. The
 * operation is that of its line in the table of routes.
 * @throws Problem as over HTTP
 */
export async function askEndpoint<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  A extends Endpoint<ApiDeps>['answers'],
>(
  endpoint: TypedEndpoint<ApiDeps, P, Q, B, A>,
  caller: InProcessCaller,
  input: InProcessInput<z.input<P>, z.input<Q>, Accepted<z.input<B>>>,
  deps: ApiDeps,
): Promise<InProcessAnswer<AnswerBody<A>>> {
  const operation = OPERATION_OF.get(endpoint.id);
  if (!operation) throw new Error(`${endpoint.id} is not in the table of routes`);
  try {
    const basis = callAs(caller, operation);
    const { file, ifMatch, accept } = input;
    if (endpoint.ifMatch === 'required' && ifMatch === undefined) throw versionMissing();
    const call = {
      ...basis,
      ...valid(endpoint, input),
      ...(file && { file }),
      ...(typeof ifMatch === 'number' && { ifMatch }),
      ifMatchAny: ifMatch === 'any',
      ...(accept !== undefined && { accept }),
    };
    const answer = await endpoint.handle(call as Call<never, never, never>, deps);
    const version = /^"(\d+)"$/.exec(answer.headers?.['ETag'] ?? '')?.[1];
    return {
      status: answer.status,
      body: answer.body as AnswerBody<A>,
      ...(answer.file && { file: answer.file }),
      ...(version !== undefined && { version: Number(version) }),
    };
  } catch (error) {
    throw translate(error);
  }
}

function valid(endpoint: Endpoint<ApiDeps>, input: InProcessInput<unknown, unknown, unknown>) {
  const faults: Fault[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown, part: string) => {
    if (!schema) return undefined;
    const unstorable = [...textFaults(value, part)];
    const result = schema.safeParse(value);
    faults.push(...unstorable);
    if (unstorable.length === 0 && !result.success) faults.push(...faultsOf(result.error, part));
    return result.data;
  };
  const params = check(endpoint.params, input.params ?? {}, 'path');
  const query = check(endpoint.query, input.query ?? {}, 'query');
  const body = input.file ? undefined : check(endpoint.body, input.body ?? {}, 'body');
  if (faults.length > 0) throw invalidInput(faults.slice(0, 100));
  return { params, query, body };
}
