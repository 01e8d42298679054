import { randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { SYSTEM } from '../domain/actor.ts';
import { createStore, type Store } from '../store/client.ts';
import { migrate } from '../store/migrate.ts';
import { browserCookie } from './bench/browser-cookie.ts';
import { loneApi } from './bench/lone-api.ts';
import { startPostgres } from './embedded/postgres.ts';
import { temporaryDataDir } from './embedded/temporary-data-dir.ts';

/**
 * `npm run bench:live [boards] [entries]`: an agent logs a question over HTTP, and every open board must have the new
 * figure within a second at p95. The boards are spread over two APIs; the database is an embedded one of its own.
 */
const BAR_MS = 1_000;
const GIVEN_UP_MS = 5_000;
const PAUSE_MS = 150;
const [boards = 200, entries = 60] = process.argv.slice(2).map(Number);

/** The figure that every board must come to show, and when each did. */
interface Awaiting {
  readonly count: number;
  readonly shownAt: Map<number, number>;
  readonly allShown: () => void;
}
let awaited: Awaiting | undefined;

const folder = temporaryDataDir('sluis-bench-live-');
const postgres = await startPostgres({ dataDir: folder.path });
const store = createStore({ url: postgres.url });
try {
  await migrate(postgres.url);
  const anApi = () => loneApi(postgres.url, folder.path);
  const apis = [await anApi(), await anApi()];
  const agent = await aPerson(store, 'agent');
  const token = (await apis[0]?.issuer?.issue({ id: agent.id, email: agent.email })) ?? '';
  const lead = await aPerson(store, 'kcc-lead');
  const closings: (() => void)[] = [];
  for (let board = 0; board < boards; board += 1) {
    const port = apis[board % apis.length]?.port ?? 0;
    closings.push(await openBoard(board, port, await browserCookie(store, lead.id, 'kcc-lead')));
  }
  console.log(`${boards} open boards on ${apis.length} APIs; ${entries} questions are logged.`);
  const latencies: number[] = [];
  for (let entry = 1; entry <= entries; entry += 1) {
    latencies.push(...(await oneEntry(entry, apis[0]?.port ?? 0, token)));
    await delay(PAUSE_MS);
  }
  report(latencies.toSorted((left, right) => left - right));
  for (const close of closings) close();
  for (const api of apis) await api.close();
} finally {
  await store.close();
  await postgres.stop();
  folder.remove();
}

async function aPerson({ people }: Store, role: 'agent' | 'kcc-lead') {
  const id = randomUUID();
  const person = { id, name: 'Bench', email: `${id}@sluiswaard.example`, roles: [role] };
  const at = new Date().toISOString();
  return people.save({ ...person, active: true }, { actor: SYSTEM, origin: 'command', at });
}

function openBoard(board: number, port: number, cookie: string): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const url = `http://127.0.0.1:${port}/live`;
    const request = get(url, { headers: { cookie }, agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`/live answered ${answer.statusCode}`));
      follow(board, answer);
      resolve(() => request.destroy());
    });
    request.once('error', reject);
  });
}

function follow(board: number, answer: IncomingMessage) {
  let rest = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const pieces = (rest + chunk).split('\n\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      const data = /^event: questions\ndata: (.*)$/m.exec(piece)?.[1];
      if (data !== undefined) shown(board, (JSON.parse(data) as { all: number }).all);
    }
  });
  answer.on('error', () => {});
}

function shown(board: number, count: number) {
  if (!awaited || count < awaited.count || awaited.shownAt.has(board)) return;
  awaited.shownAt.set(board, performance.now());
  if (awaited.shownAt.size === boards) awaited.allShown();
}

/** Milliseconds from pressing the button to the new figure, on each board; a board that misses it counts as five seconds. */
async function oneEntry(count: number, port: number, token: string): Promise<number[]> {
  const shownAt = new Map<number, number>();
  const everywhere = new Promise<void>((resolve) => {
    awaited = { count, shownAt, allShown: resolve };
  });
  const started = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/v1/questions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'phone', text: 'Waarom?', outcome: 'answered' }),
  });
  if (answer.status !== 201) throw new Error(`Logging a question was answered ${answer.status}`);
  await Promise.race([everywhere, delay(GIVEN_UP_MS, undefined, { ref: false })]);
  return Array.from({ length: boards }, (_, board) =>
    shownAt.has(board) ? (shownAt.get(board) ?? 0) - started : GIVEN_UP_MS,
  );
}

function report(sorted: readonly number[]) {
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
  const figures = [0.5, 0.95, 0.99, 1].map((share) => `p${share * 100} ${at(share).toFixed(0)} ms`);
  const met = at(0.95) <= BAR_MS;
  console.log(`From entry to board: ${figures.join(', ')} (${sorted.length} figures).`);
  console.log(`${met ? 'Met' : 'Not met'}: the bar is ${BAR_MS} ms at p95.`);
  if (!met) process.exitCode = 1;
}
