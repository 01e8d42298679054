import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from '../http/endpoint.ts';
import { mediaTypeOf, readBody, readEnds } from '../http/read-body.ts';
import { Problem } from '../http/problem.ts';
import { PageFault } from './page-fault.ts';

/** Above what any field takes, so that too long a text comes back with its fault instead of being lost. */
const LARGEST_FORM = 4 * 1024 * 1024;
const LARGEST_FILE = 6 * 1024 * 1024;
/** Of a form with files. What is left out of a larger one lies in the file that is too large, so that what was typed before and behind it is kept. */
const UPLOAD = { head: LARGEST_FILE + LARGEST_FORM, tail: 1024 * 1024, most: 128 * 1024 * 1024 };
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
  /** The names of files that are larger than we take, by field; they are not among the others. */
  readonly tooLarge: ReadonlyMap<string, string>;
}

/**
 * Reads the form of a request.
 * @throws PageFault 400 when it is no form, 413 when it is too large to be shown again
 */
export async function readForm(req: IncomingMessage): Promise<FormInput> {
  const mediaType = mediaTypeOf(req);
  if (mediaType !== URL_ENCODED && mediaType !== MULTIPART) throw NO_FORM;
  const { bytes, cut } = await bytesOf(req, mediaType === MULTIPART);
  const pairs =
    mediaType === MULTIPART
      ? await multipart(bytes, req.headers['content-type'] ?? '')
      : [...new URLSearchParams(bytes.toString())];
  if (pairs.length > MOST_FIELDS) throw NO_FORM;
  const values = new Map<string, string[]>();
  const files = new Map<string, FormFile>();
  const tooLarge = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (typeof value !== 'string') {
      if (value.size === 0) continue;
      if (value.size > LARGEST_FILE) {
        tooLarge.set(name, value.name);
        continue;
      }
      const content = Buffer.from(await value.arrayBuffer());
      files.set(name, { name: value.name, mediaType: value.type, bytes: content });
      continue;
    }
    if (value === '') continue;
    values.set(name, [...(values.get(name) ?? []), value.replaceAll('\r\n', '\n')]);
  }
  if (cut && tooLarge.size === 0) throw TOO_MUCH;
  return { values, files, tooLarge };
}

async function bytesOf(req: IncomingMessage, withFiles: boolean) {
  try {
    if (withFiles) return await readEnds(req, UPLOAD);
    return { bytes: await readBody(req, LARGEST_FORM), cut: false };
  } catch (error) {
    if (error instanceof Problem && error.parts.status === 413) throw TOO_MUCH;
    throw error;
  }
}

async function multipart(bytes: Buffer, contentType: string) {
  try {
    const body = new Uint8Array(bytes);
    return [...(await new Response(body, { headers: { 'content-type': contentType } }).formData())];
  } catch {
    throw NO_FORM;
  }
}

/** What the files of a form are called, also those that are too large. */
export function fileNames({ files, tooLarge }: FormInput): string[] {
  return [...[...files.values()].map(({ name }) => name), ...tooLarge.values()];
}

/**
 * The fields as the object that a schema takes: `audience.letter` lies in `audience`, `pairs[2].question` in the third of
 * `pairs`, and `days[]` is a list however many there are. What begins with `_` is the page's own.
 */
export function objectOf({
  values,
  files,
}: Pick<FormInput, 'values' | 'files'>): Record<string, unknown> {
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

const TOO_MUCH = new PageFault(413, {
  nl: 'Wat u stuurde is te groot. Er is niets verwerkt. Ga terug, kies een kleiner bestand of een kortere tekst en probeer het opnieuw.',
  en: 'What you sent is too large. Nothing was done. Go back, choose a smaller file or a shorter text and try again.',
});
const NO_FORM = new PageFault(400, {
  nl: 'Wij begrijpen niet wat er is verstuurd. Ga terug en probeer het opnieuw.',
  en: 'We do not understand what was sent. Go back and try again.',
});
