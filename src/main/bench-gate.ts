import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { hashPassword, loadedKeys, startGateway } from '../gateway/index.ts';
import { createStore } from '../store/client.ts';
import { migrate } from '../store/migrate.ts';
import { fillBacklog } from './bench-gate-backlog.ts';
import type { LoadOrder, LoadResult } from './bench-gate-load.ts';
import { postfixVersion, startPostfix, whyNoPostfix } from './bench-gate-postfix.ts';
import { startPostgres } from './embedded/postgres.ts';
import { temporaryDataDir } from './embedded/temporary-data-dir.ts';

/**
 * `npm run bench:gate [-- rounds]`: held messages of 10 KB a second, durable before their 250, at 1 and at 20
 * connections; next to Postfix's HOLD queue in the same run where it is installed. Measures on a database and a
 * Postfix of its own, in a folder that is removed again; BENCH_DATABASE_URL measures on that PostgreSQL instead.
 */
const BYTES = 10_240;
const FROM = 'afzender@bench.example';
const PASSWORD = randomUUID();
const SIZES = [
  { connections: 1, messages: 1_000 },
  { connections: 20, messages: 8_000 },
];
/** Of a run that stands alone: the first, which nobody counts because what is compiled once is compiled then, and those beside a backlog. */
const SINGLE_RUN = { connections: 20, messages: 4_000 };
const rounds = Number(process.argv[2] ?? 3);

/** Messages a second of each round, lowest first, by server and connections. */
const figures = new Map<string, number[]>();
const median = (key: string) => {
  const all = figures.get(key) ?? [];
  return all[all.length >> 1];
};
const folder = temporaryDataDir('sluis-bench-');
const noPostfix = whyNoPostfix();
const gate = await startGate();
const postfix = noPostfix === undefined ? await startPostfix() : undefined;
const load = startLoad();
console.log(
  `Messages of ${BYTES} bytes, 250 after the commit; load from a thread of its own; PostgreSQL ${gate.version}` +
    (postfix ? `; Postfix ${await postfixVersion()} with header_checks = static:HOLD` : ''),
);
if (noPostfix !== undefined) console.log(noPostfix);
await loadGate(SINGLE_RUN);
if (postfix) await loadPostfix(SINGLE_RUN, postfix.port);
const little = await withBacklog(1_000);
console.log('\nserver   connections  messages/s   p50 ms   p99 ms  refused');
try {
  for (let round = 1; round <= rounds; round += 1) {
    for (const size of SIZES) {
      report('sluis', size.connections, await loadGate(size));
      if (postfix) report('postfix', size.connections, await loadPostfix(size, postfix.port));
    }
  }
  const { held, handedIn } = await gate.counts();
  const much = await withBacklog(100_000);
  console.log('\n   held  messages/s   p99 ms');
  for (const line of [little, much]) console.log(line);
  console.log(`\nHeld in the database: ${held} of ${handedIn} that were answered 250.`);
  for (const { connections } of SIZES) {
    const ours = median(`sluis ${connections}`) ?? Number.NaN;
    const theirs = median(`postfix ${connections}`);
    const ratio = theirs === undefined ? '' : `, ${(ours / theirs).toFixed(2)} times Postfix`;
    console.log(`Median at ${connections}: ${ours.toFixed(0)}/s${ratio}.`);
  }
} finally {
  await load.stop();
  await postfix?.stop();
  await gate.stop();
  folder.remove();
}

type Size = (typeof SIZES)[number];

function loadGate(size: Size): Promise<LoadResult> {
  const login = { username: 'bench', password: PASSWORD };
  return load.run({ ...orderOf(size), port: gate.port, login });
}

function loadPostfix(size: Size, port: number): Promise<LoadResult> {
  return load.run({ ...orderOf(size), port });
}

function orderOf(size: Size) {
  return { ...size, bytes: BYTES, from: FROM, mailingId: gate.mailingId };
}

/** A run at 20 connections while `total` messages wait: more of them may not cost more a message. */
async function withBacklog(total: number): Promise<string> {
  await gate.fill(total);
  const { perSecond, p99 } = await loadGate(SINGLE_RUN);
  const columns = [
    String(total).padStart(7),
    perSecond.toFixed(0).padStart(11),
    p99.toFixed(1).padStart(8),
  ];
  return columns.join(' ');
}

async function startGate() {
  const own = process.env['BENCH_DATABASE_URL'];
  const postgres = own ? undefined : await startPostgres({ dataDir: folder.path });
  const url = own ?? postgres!.url;
  await migrate(url);
  const store = createStore({ url });
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  if (postgres) await ageWal(db);
  const departmentId = randomUUID();
  const mailingId = randomUUID();
  await db.query('insert into departments (id, name, email) values ($1, $2, $3)', [
    departmentId,
    `Bench ${departmentId}`,
    FROM,
  ]);
  await db.query(
    `insert into mailings (id, department_id, status, title, state, audience_size, created_at, updated_at)
     values ($1, $2, 'draft', 'Bench (verzonnen)', $3, 0, now(), now())`,
    [mailingId, departmentId, { id: mailingId, departmentId, status: 'draft', draftedBy: 'bench' }],
  );
  const credentialId = randomUUID();
  await store.mailCredentials.save({
    credentialId,
    username: 'bench',
    passwordHash: await hashPassword(PASSWORD),
    departmentId,
    fromDomains: ['bench.example'],
    mode: 'hold',
  });
  const gateway = await startGateway(
    { smtp: { host: '127.0.0.1', port: 0 }, peer: { url: 'smtp://127.0.0.1:1' } },
    {
      store,
      keys: loadedKeys(async () => ({ keys: [] })),
      reportBatch: async () => {},
      logger: pino({ level: 'warn' }),
      registry: new Registry(),
    },
  );
  const { rows } = await db.query<{ server_version: string }>('show server_version');
  return {
    port: gateway.port,
    mailingId,
    version: rows[0]?.server_version,
    fill: (total: number) => fillBacklog(db, { departmentId, credentialId }, total),
    async counts() {
      const { rows: counted } = await db.query<{ held: number }>(
        `select count(*)::int as held from held_messages m join deliveries d on d.message_id = m.id
         where m.mailing_id = $1 and octet_length(m.raw) = m.bytes and d.status = 'held'`,
        [mailingId],
      );
      const perRound = SIZES.reduce((sum, size) => sum + size.messages, 0);
      return { held: counted[0]?.held ?? 0, handedIn: perRound * rounds + 2 * SINGLE_RUN.messages };
    },
    async stop() {
      await gateway.stop();
      await store.close();
      await db.end();
      await postgres?.stop();
    },
  };
}

/**
 * Brings a new PostgreSQL to where one is that held a large mailing before: its log is written into files that are there,
 * and not into new ones that it has to fill with zeros first.
 */
async function ageWal(db: pg.Client): Promise<void> {
  await db.query(
    `select count(pg_logical_emit_message(false, 'bench', repeat('x', 1000000))) from generate_series(1, 1000)`,
  );
  await db.query('checkpoint');
}

/** One thread for all runs: what it compiled for the first is there for the others, whichever server they measure. */
function startLoad() {
  const worker = new Worker(new URL('./bench-gate-load.js', import.meta.url));
  return {
    async run(order: LoadOrder): Promise<LoadResult> {
      worker.postMessage(order);
      const [answer] = (await once(worker, 'message')) as [
        { result: LoadResult } | { error: string },
      ];
      if ('error' in answer) throw new Error(answer.error);
      return answer.result;
    },
    stop: () => worker.terminate(),
  };
}

function report(server: string, connections: number, result: LoadResult) {
  const { perSecond, p50, p99, refused } = result;
  const key = `${server} ${connections}`;
  figures.set(
    key,
    [...(figures.get(key) ?? []), perSecond].toSorted((a, b) => a - b),
  );
  const columns = [
    server.padEnd(8),
    String(connections).padStart(11),
    perSecond.toFixed(0).padStart(11),
    p50.toFixed(1).padStart(8),
    p99.toFixed(1).padStart(8),
    String(refused).padStart(8),
  ];
  console.log(columns.join(' '));
}
