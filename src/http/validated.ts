import type { Request } from 'express';
import type { z } from 'zod';
import type { Endpoint, UploadedFile } from './endpoint.ts';
import { faultsOf } from './faults.ts';
import { parseJson, textFaults } from './json-text.ts';
import { type Fault, invalidInput } from './problem.ts';
import { hasBody, mediaTypeOf, readBody, unsupported } from './read-body.ts';

const JSON_LIMIT = 4 * 1024 * 1024;
const FILE_LIMIT = 5 * 1024 * 1024;

export interface ValidInput {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
  readonly file?: UploadedFile;
  /** The bytes of the body, to tell a repeat from another request. */
  readonly bytes: Buffer;
}

/**
 * Everything the caller sent, checked by the endpoint's schemas.
 * @throws Problem 400 with the faults of address, query and body together; 413 or 415 for a body that is not read
 */
export async function validInput<D>(req: Request, endpoint: Endpoint<D>): Promise<ValidInput> {
  const faults: Fault[] = [];
  const check = (schema: z.ZodType | undefined, value: unknown, part: string) => {
    if (!schema) return undefined;
    const unstorable = [...textFaults(value, part)];
    const result = schema.safeParse(value);
    faults.push(...(unstorable.length > 0 || result.success ? [] : faultsOf(result.error, part)));
    faults.push(...(part === 'body' ? [] : unstorable));
    return result.data;
  };
  const params = check(endpoint.params, { ...req.params }, 'path');
  // Query strings have no prototype; and an endpoint without a query takes whatever comes.
  const query = check(endpoint.query, { ...req.query }, 'query');
  const { body, file, bytes } = await bodyOf(req, endpoint);
  const valid = file || !endpoint.body ? undefined : check(endpoint.body, body, 'body');
  if (faults.length > 0) throw invalidInput(faults.slice(0, 100));
  return { params, query, body: valid, bytes, ...(file && { file }) };
}

async function bodyOf<D>(
  req: Request,
  endpoint: Endpoint<D>,
): Promise<{ body?: unknown; file?: UploadedFile; bytes: Buffer }> {
  const mediaType = mediaTypeOf(req);
  if (!endpoint.body && !endpoint.files) {
    if (hasBody(req)) await readBody(req, JSON_LIMIT);
    return { bytes: Buffer.alloc(0) };
  }
  if (endpoint.files?.includes(mediaType)) {
    const bytes = await readBody(req, FILE_LIMIT);
    return { file: { mediaType, bytes }, bytes };
  }
  if (!endpoint.body || (mediaType !== 'application/json' && hasBody(req))) {
    const accepted = [...(endpoint.body ? ['application/json'] : []), ...(endpoint.files ?? [])];
    throw unsupported(
      `Zet in Content-Type wat u stuurt: ${accepted.join(', ')}.`,
      `Say in Content-Type what you send: ${accepted.join(', ')}.`,
    );
  }
  const bytes = await readBody(req, JSON_LIMIT);
  // A command without arguments may come without a body.
  if (bytes.length === 0 && endpoint.body.safeParse({}).success) return { body: {}, bytes };
  return { body: parseJson(bytes), bytes };
}
