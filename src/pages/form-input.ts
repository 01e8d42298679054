import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from '../http/endpoint.ts';
import { mediaTypeOf, readBody } from '../http/read-body.ts';
import { PageFault } from './page-fault.ts';

/** Above what any field takes, so that too long a text comes back with its fault instead of being lost. */
const LARGEST_FORM = 4 * 1024 * 1024;
const LARGEST_UPLOAD = 6 * 1024 * 1024;
const MOST_FIELDS = 5_000;
const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** A file in a form; `name` is what the sender calls it. */
export interface FormFile extends UploadedFile {
  readonly name: string;
}

/** What a form sent, as pairs: line ends as one character, and without what was left empty. */
export interface FormInput {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly files: ReadonlyMap<string, FormFile>;
}

/**
 * Reads the form of a request.
 * @throws PageFault 400 when it is no form, Problem 413 when it is too large
 */
export async function readForm(req: IncomingMessage): Promise<FormInput> {
  const mediaType = mediaTypeOf(req);
  if (mediaType !== URL_ENCODED && mediaType !== MULTIPART) throw NO_FORM;
  const bytes = await readBody(req, mediaType === MULTIPART ? LARGEST_UPLOAD : LARGEST_FORM);
  const pairs =
    mediaType === MULTIPART
      ? await multipart(bytes, req.headers['content-type'] ?? '')
      : [...new URLSearchParams(bytes.toString())];
  if (pairs.length > MOST_FIELDS) throw NO_FORM;
  const values = new Map<string, string[]>();
  const files = new Map<string, FormFile>();
  for (const [name, value] of pairs) {
    if (typeof value !== 'string') {
      if (value.size === 0) continue;
      const content = Buffer.from(await value.arrayBuffer());
      files.set(name, { name: value.name, mediaType: value.type, bytes: content });
      continue;
    }
    if (value === '') continue;
    values.set(name, [...(values.get(name) ?? []), value.replaceAll('\r\n', '\n')]);
  }
  return { values, files };
}

async function multipart(bytes: Buffer, contentType: string) {
  try {
    const body = new Uint8Array(bytes);
    return [...(await new Response(body, { headers: { 'content-type': contentType } }).formData())];
  } catch {
    throw NO_FORM;
  }
}

/**
 * The fields as the object that a schema takes: `audience.letter` lies in `audience`, `pairs[2].question` in the third of
 * `pairs`, and `days[]` is a list however many there are. What begins with `_` is the page's own.
 */
export function objectOf({ values, files }: FormInput): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [name, all] of values) {
    if (name.startsWith('_')) continue;
    if (name.endsWith('[]')) put(root, name.slice(0, -2), all);
    else put(root, name, all.length === 1 ? all[0] : all);
  }
  for (const [name, file] of files) put(root, name, file);
  return compact(root) as Record<string, unknown>;
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
type Node = Record<string, unknown>;

function put(root: Node, name: string, value: unknown) {
  const steps = name.split(/[.[\]]+/).filter((step) => step !== '');
  if (steps.length === 0 || steps.length > 8 || steps.some((step) => FORBIDDEN.has(step))) return;
  let at = root;
  for (const step of steps.slice(0, -1)) {
    const next = at[step];
    if (typeof next === 'object' && next !== null && !Array.isArray(next)) at = next as Node;
    else at = at[step] = Object.create(null) as Node;
  }
  at[steps.at(-1) ?? ''] = value;
}

/** Objects whose names are all numbers are lists, in the order of the numbers and without gaps. */
function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if ('bytes' in value && Buffer.isBuffer(value.bytes)) return value;
  const entries = Object.entries(value).map(([name, one]) => [name, compact(one)] as const);
  if (entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/.test(name))) {
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, one]) => one);
  }
  return Object.fromEntries(entries);
}

const NO_FORM = new PageFault(400, {
  nl: 'Wij begrijpen niet wat er is verstuurd. Ga terug en probeer het opnieuw.',
  en: 'We do not understand what was sent. Go back and try again.',
});
