import { randomUUID } from 'node:crypto';

/** What the API answered; `body` is parsed JSON. */
export interface Answer<T = unknown> {
  readonly status: number;
  readonly body: T;
  readonly etag: string | null;
}

/** Somebody (or some machine) of the sample municipality who uses the API with a token of their own. */
export type DemoPerson = ReturnType<typeof demoPerson>;

export function demoPerson(baseUrl: string, token: string) {
  async function ask<T>(method: string, path: string, init: RequestInit = {}): Promise<Answer<T>> {
    const request = {
      ...init,
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': 'nl',
        ...(method === 'POST' && { 'idempotency-key': randomUUID() }),
        ...(typeof init.body === 'string' && { 'content-type': 'application/json' }),
        ...(init.headers as Record<string, string> | undefined),
      },
    };
    const url = `${baseUrl}${path}`;
    // A line that broke is no answer; asked again, it is done once, under its Idempotency-Key.
    const response = await fetch(url, request).catch(() => fetch(url, request));
    const text = await response.text();
    return {
      status: response.status,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
      etag: response.headers.get('etag'),
    };
  }

  /** @throws Error with the answer when it is not `expected` */
  async function must<T>(expected: number, answer: Promise<Answer<T>>): Promise<Answer<T>> {
    const got = await answer;
    if (got.status !== expected) {
      throw new Error(
        `The API answered ${got.status} where ${expected} was expected: ${JSON.stringify(got.body)}`,
      );
    }
    return got;
  }

  return {
    get: <T>(path: string) => must(200, ask<T>('GET', path)).then(({ body }) => body),
    post: <T>(path: string, body: unknown, expected = 201) =>
      must(expected, ask<T>('POST', path, { body: JSON.stringify(body) })).then((got) => got.body),
    putFile: <T>(path: string, file: Buffer, mediaType: string, ifMatch?: string) =>
      must(
        200,
        ask<T>('PUT', path, {
          body: new Uint8Array(file),
          headers: { 'content-type': mediaType, ...(ifMatch && { 'if-match': ifMatch }) },
        }),
      ).then(({ body }) => body),
  };
}
