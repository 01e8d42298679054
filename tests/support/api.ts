import { randomUUID } from 'node:crypto';
import { type Logger, pino } from 'pino';
import type { Journeys } from '../../src/api/journeys.ts';
import { Refused } from '../../src/api/refused.ts';
import { ROUTES } from '../../src/api/routes.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import type { Role } from '../../src/domain/actor.ts';
import { DEFAULT_JOURNEY_POLICY } from '../../src/domain/journey-policy.ts';
import { decide } from '../../src/domain/mailing-decide.ts';
import { evolve } from '../../src/domain/mailing-evolve.ts';
import { startApi } from '../../src/main/api.ts';
import { freePort } from '../../src/main/embedded/ports.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { provenance } from './builders/store-rows.ts';
import { testFolder } from './folder.ts';
import { testDatabase } from './postgres.ts';

export interface Asked {
  readonly method?: string;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer with its body read: JSON where it is JSON. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

export type TestApi = Awaited<ReturnType<typeof testApi>>;

/** The API over HTTP with a database of its own, two departments, and a person or machine in every role. */
export async function testApi(
  options: {
    journeys?: 'temporal' | ((store: Store) => Journeys);
    env?: Environment;
    log?: Logger;
    requestsPerMinute?: number;
  } = {},
) {
  const database = await testDatabase();
  const store = createStore({ url: database.url });
  const folder = testFolder();
  const port = await freePort();
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    SMTP_URL: 'smtp://127.0.0.1:1',
    LINK_SECRET: 'a test secret of more than 32 characters',
    DATA_DIR: folder.path,
    API_PORT: String(port),
    ...options.env,
  });
  const journeys =
    options.journeys === 'temporal' ? undefined : (options.journeys ?? journeysInStore)(store);
  const api = await startApi(config, {
    log: options.log ?? pino({ level: 'silent' }),
    requestsPerMinute: options.requestsPerMinute ?? 1_000_000,
    ...(journeys && { journeys }),
  });
  const departments = { own: await department(store), other: await department(store) };
  const url = `http://127.0.0.1:${api.port}`;

  return {
    url,
    port: api.port,
    store,
    config,
    departments,
    database,
    /** A person in these roles, and a token of theirs. */
    async person(roles: readonly Role[], departmentId?: string) {
      const id = randomUUID();
      const email = `${id}@sluiswaard.example`;
      await store.people.save(
        {
          id,
          name: 'Toets Persoon',
          email,
          roles,
          active: true,
          ...(departmentId && { departmentId }),
        },
        provenance(),
      );
      return { id, token: (await api.issuer?.issue({ id, email })) ?? '' };
    },
    /** A token of a machine. */
    async machine(role: Role, departmentId?: string) {
      const id = `machine-${randomUUID()}`;
      const holder = { id, roles: [role], ...(departmentId && { departmentId }) };
      return { id, token: (await api.issuer?.issue(holder)) ?? '' };
    },
    issuer: api.issuer,
    /** Asks, and fails when the answer is not what the OpenAPI document promises. */
    async ask(path: string, asked: Asked = {}): Promise<Answered> {
      const answer = await ask(`${url}${path}`, asked);
      assertPromised(methodOf(asked), path, answer);
      return answer;
    },
    async stop() {
      await api.close();
      await store.close();
      await database.drop();
      folder.remove();
    },
  };
}

async function ask(url: string, { method, token, body, headers }: Asked): Promise<Answered> {
  const raw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method: methodOf({ method, body }),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
  });
  const json = /json/.test(response.headers.get('content-type') ?? '');
  const bytes = Buffer.from(await response.arrayBuffer());
  const read = json && bytes.length > 0 ? JSON.parse(bytes.toString()) : bytes;
  return { status: response.status, headers: response.headers, body: read };
}

function methodOf({ method, body }: Pick<Asked, 'body'> & { method?: string | undefined }): string {
  return method ?? (body === undefined ? 'GET' : 'POST');
}

/** @throws Error when a route of the table answered something that its schemas do not describe */
function assertPromised(method: string, path: string, { status, headers, body }: Answered) {
  if (status >= 400 || !/json/.test(headers.get('content-type') ?? '')) return;
  const [plain = ''] = path.split('?');
  const route = ROUTES.filter((one) => one.method === method.toLowerCase()).find((one) =>
    new RegExp(`^${one.path.replaceAll(/:\\w+/g, '[^/]+')}$`).test(plain),
  );
  if (!route) return;
  const promised = route.endpoint.answers[status as 200];
  const fault = promised ? promised.safeParse(body).error : `it promises no ${status} with a body`;
  if (fault) throw new Error(`${method} ${path} broke its promise: ${String(fault)}`);
}

async function department(store: Store): Promise<string> {
  const id = randomUUID();
  const name = `Afdeling ${id}`;
  await store.departments.save({ id, name, email: 'afdeling@sluiswaard.example' }, provenance());
  return id;
}

/** Journeys that decide and record at once and wait for nothing: enough for what HTTP adds to them. */
export function journeysInStore(store: Store): Journeys {
  const answers = new Map<string, Awaited<ReturnType<Journeys['command']>>>();
  const give: Journeys['command'] = async (mailingId, command, updateId) => {
    const known = answers.get(`${mailingId} ${updateId}`);
    if (known) return known;
    const record = await store.mailings.find(mailingId);
    if (!record) throw new Error(`no mailing ${mailingId}`);
    const now = new Date().toISOString();
    const decision = decide(record.mailing, command, now, DEFAULT_JOURNEY_POLICY);
    if ('refusal' in decision) throw new Refused(decision.refusal);
    const mailing = decision.events.reduce(evolve, record.mailing);
    const { rowVersion } = await store.mailings.record({
      mailingId,
      expectedRowVersion: record.rowVersion,
      events: decision.events,
      mailing,
      actor: command.by,
      origin: 'worker',
    });
    const result = { status: mailing.status, rowVersion };
    answers.set(`${mailingId} ${updateId}`, result);
    return result;
  };
  return {
    command: give,
    start: async ({ mailing, rowVersion }) => {
      const event = { type: 'held', at: new Date().toISOString() } as const;
      await store.mailings.record({
        mailingId: mailing.id,
        expectedRowVersion: rowVersion,
        events: [event],
        mailing: evolve(mailing, event),
        actor: { role: 'system' },
        origin: 'worker',
      });
    },
    answerInvitation: async (_needId, { assignmentId, answer }) => {
      await store.assignments.answer(assignmentId, answer, {
        actor: { role: 'system' },
        origin: 'worker',
        at: new Date().toISOString(),
      });
    },
    startPlanning: async () => undefined,
    assertReachable: async () => undefined,
    workerPolls: async () => true,
  };
}
