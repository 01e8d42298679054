import type { z } from 'zod';
import type { Operation, Principal } from '../domain/access.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/text.ts';

/** A file that came as the body. */
export interface UploadedFile {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A request that was let in, with everything checked that can be checked without reading anything. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Given instead of `body` where the endpoint takes files. */
  readonly file?: UploadedFile;
  readonly principal: Principal;
  /** Through which door it came, where that is not the API itself. */
  readonly origin?: 'page';
  readonly operation: Operation;
  readonly language: Language;
  readonly now: Instant;
  /** The same for a repeat of this request under its Idempotency-Key, otherwise unique; names the Update. */
  readonly updateId: string;
  /** Version of the row that the caller wants to change, from If-Match. */
  readonly ifMatch?: number;
  /** If-Match was `*`: whatever the version is. */
  readonly ifMatchAny: boolean;
  /** The media type that the caller likes best of those that the endpoint can give. */
  readonly accept: string;
}

export interface Answer {
  readonly status: 200 | 201 | 202 | 204;
  readonly body?: unknown;
  /** A file instead of JSON. */
  readonly file?: { readonly mediaType: string; readonly name: string; readonly bytes: Buffer };
  readonly headers?: Readonly<Record<string, string>>;
  /** It holds a secret that is kept nowhere; a repeat is carried out anew. */
  readonly secret?: true;
}

/** What one method of one address does: what it takes, what it gives, and the function between them. */
export interface Endpoint<D> {
  /** Unique over the API; camelCase. */
  readonly id: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Media types of files that may come instead of JSON. */
  readonly files?: readonly string[];
  /** Media types that it can answer beside JSON. */
  readonly gives?: readonly string[];
  /** Whether If-Match must say which version is changed. */
  readonly ifMatch?: 'required';
  /** Whether it answers 409 with a refusal. */
  readonly refuses?: true;
  readonly answers: { readonly [status in Answer['status']]?: z.ZodType | null };
  readonly handle: (call: Call<never, never, never>, deps: D) => Promise<Answer>;
}

/** What a schema gives, with fields that may be left out really absent and never undefined, as JSON has it. */
export type Given<T> = T extends readonly (infer Item)[]
  ? Given<Item>[]
  : T extends object
    ? { [Key in keyof T]: Given<Exclude<T[Key], undefined>> }
    : T;

/** An endpoint that remembers the types of its schemas, for callers in the same process. */
export interface TypedEndpoint<
  D,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends Endpoint<D>['answers'] = Endpoint<D>['answers'],
> extends Endpoint<D> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answers: A;
}

/** Ties the types of the handler to the schemas. */
export function defineEndpoint<D>() {
  return <
    P extends z.ZodType,
    Q extends z.ZodType,
    B extends z.ZodType,
    A extends Endpoint<D>['answers'],
  >(
    endpoint: Omit<Endpoint<D>, 'handle' | 'params' | 'query' | 'body' | 'answers'> & {
      readonly params?: P;
      readonly query?: Q;
      readonly body?: B;
      readonly answers: A;
      readonly handle: (
        call: Call<Given<z.output<P>>, Given<z.output<Q>>, Given<z.output<B>>>,
        deps: D,
      ) => Promise<Answer>;
    },
  ): TypedEndpoint<D, P, Q, B, A> => endpoint as TypedEndpoint<D, P, Q, B, A>;
}
