import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { mailingDetails } from '../support/builders/store-rows.ts';

type Repeated = readonly (readonly [string, number])[];

interface Item {
  readonly name: string;
  readonly status: number;
  readonly method: string;
  readonly path: string | { readonly repeat: Repeated };
  readonly body?:
    | string
    | { readonly json: unknown }
    | { readonly base64: string }
    | { readonly repeat: Repeated };
  readonly contentType?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as_?: 'kcc-lead';
  /** Paths that must be among the faults. */
  readonly paths?: readonly string[];
  readonly codes?: readonly string[];
  readonly allow?: string;
  /** Whether the title must come back exactly as it was sent. */
  readonly keeps?: boolean;
}
interface RawItem {
  readonly name: string;
  /** 0: the connection may also be closed without a word. */
  readonly status: readonly number[];
  /** Text, or pieces of it of which some are repeated. */
  readonly raw: string | readonly (string | readonly [string, number])[];
  /** Whether the caller hangs up after it. */
  readonly ends?: boolean;
}

function corpus<T>(file: string): T[] {
  return JSON.parse(
    readFileSync(new URL(`../corpus/http/${file}`, import.meta.url), 'utf8'),
  ) as T[];
}

let api: TestApi;
let tokens: Record<'department' | 'kcc-lead', string>;
let names: Record<string, string>;
beforeAll(async () => {
  api = await testApi();
  const department = await api.person(['department'], api.departments.own);
  tokens = { department: department.token, 'kcc-lead': (await api.person(['kcc-lead'])).token };
  const draft = await api.ask('/v1/mailings', {
    token: department.token,
    body: { departmentId: api.departments.own, details: mailingDetails() },
  });
  names = {
    '{own}': api.departments.own,
    '{other}': api.departments.other,
    '{mailing}': draft.body.id,
    '{agent}': (await api.person(['agent'])).id,
    '{token}': department.token,
  };
});
afterAll(() => api.stop());

const filled = (text: string) =>
  text.replaceAll(/\{(own|other|mailing|agent|token)\}/g, (name) => names[name] ?? name);
const repeated = (parts: Repeated) => parts.map(([text, times]) => text.repeat(times)).join('');

function bytesOf({ body }: Item): Buffer | undefined {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return Buffer.from(filled(body));
  if ('base64' in body) return Buffer.from(body.base64, 'base64');
  return Buffer.from(filled('repeat' in body ? repeated(body.repeat) : JSON.stringify(body.json)));
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Node's own client, because fetch puts addresses right before it sends them. */
function send(item: Item): Promise<Answer> {
  const bytes = bytesOf(item);
  const path = filled(typeof item.path === 'string' ? item.path : repeated(item.path.repeat));
  const contentType = item.contentType === undefined ? 'application/json' : item.contentType;
  return new Promise((resolve, reject) => {
    let answered = false;
    const req = request(
      {
        port: api.port,
        method: item.method,
        path,
        agent: false,
        headers: {
          authorization: `Bearer ${tokens[item.as_ ?? 'department']}`,
          ...(bytes && contentType !== null && { 'content-type': contentType }),
          ...(bytes && { 'content-length': bytes.length }),
          ...item.headers,
        },
      },
      (res) => {
        answered = true;
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: res.statusCode ?? 0, headers: res.headers, text });
        });
      },
    );
    // A server that will not read on answers and hangs up; the answer has come by then.
    req.on('error', (error) => (answered ? undefined : reject(error)));
    req.end(bytes);
  });
}

/** What no answer may ever tell. */
const TELLTALE = /node_modules|\.ts:\d|\n\s+at |prisma|postgres|select .* from|temporalio/i;

const isProblem = expect.objectContaining({
  title: expect.any(String),
  detail: expect.any(String),
  code: expect.any(String),
}) as unknown;

/** Everything that is wrong with an answer, whatever the question was. */
function harmIn({ status, headers, text }: Answer): string[] {
  const problem = String(headers['content-type']).startsWith('application/problem+json');
  return [
    ...(status >= 500 ? ['our fault'] : []),
    ...(headers['api-version'] === undefined ? ['no version'] : []),
    ...(TELLTALE.test(text) ? ['tells too much'] : []),
    ...(status >= 400 && !problem ? ['no problem+json'] : []),
  ];
}

interface Told {
  readonly errors?: readonly { readonly path: string; readonly code: string }[];
}
const toldBy = ({ status, text }: Answer): Told =>
  status >= 400 && text !== '' ? (JSON.parse(text) as Told) : {};

const FILES = [
  'json-shape.json',
  'server-owned-fields.json',
  'paths-and-queries.json',
  'unicode.json',
  'dates.json',
  'numbers.json',
];

describe.each(FILES)('%s', (file) => {
  it.each(corpus<Item>(file))('$name: $status', async (item) => {
    const started = Date.now();
    const answer = await send(item);
    const told = toldBy(answer);
    expect({ status: answer.status, told }).toEqual({
      status: item.status,
      told: item.status >= 400 ? isProblem : {},
    });
    expect(harmIn(answer)).toEqual([]);
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(answer.headers['allow']).toBe(item.allow);
    const faults = told.errors ?? [];
    const missing = {
      paths: (item.paths ?? []).filter((path) => !faults.some((fault) => fault.path === path)),
      codes: (item.codes ?? []).filter((code) => !faults.some((fault) => fault.code === code)),
    };
    expect(missing).toEqual({ paths: [], codes: [] });
  });
});

it.each(FILES.flatMap((file) => corpus<Item>(file)).filter((item) => item.keeps))(
  'keeps $name exactly as it was sent',
  async (item) => {
    const answer = await send(item);
    const sent = JSON.parse(bytesOf(item)?.toString() ?? '') as { details: { title: string } };
    const kept = await api.ask(String(answer.headers['location']), { token: tokens.department });
    expect(kept.body.title).toBe(sent.details.title);
  },
);

/** The status of what comes back on a bare connection; 0 when it is closed without a word. */
function sendRaw({ raw, ends = false }: RawItem): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const socket = connect(api.port, '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.setTimeout(60_000, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      socket.end();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      const answer = Buffer.concat(chunks).toString('latin1');
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      const headers = Object.fromEntries(
        head
          .split('\r\n')
          .slice(1)
          .map((line) => line.split(/: ?/, 2))
          .map(([name = '', value]) => [name.toLowerCase(), value]),
      ) as Answer['headers'];
      resolve({ status: Number(head.split(' ')[1] ?? 0), headers, text: body });
    });
    const pieces = typeof raw === 'string' ? [raw] : raw;
    const text = pieces.map((one) => (typeof one === 'string' ? one : one[0].repeat(one[1])));
    const bytes = Buffer.from(filled(text.join('')), 'latin1');
    if (ends) socket.end(bytes);
    else socket.write(bytes);
  });
}

describe('framing.json', () => {
  it.each(corpus<RawItem>('framing.json'))('$name: $status', async (item) => {
    const answer = await sendRaw(item);
    expect(item.status).toContain(answer.status);
    expect(answer.status === 0 ? [] : harmIn(answer)).toEqual([]);
    expect((await api.ask('/healthz')).status).toBe(200);
  });
});
