import './bench/as-in-production.ts';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { mayEver } from '../domain/access.ts';
import { ROLES, type Role } from '../domain/actor.ts';
import { addSeconds } from '../domain/instant.ts';
import { PAGES } from '../pages/pages.ts';
import { createStore } from '../store/client.ts';
import { migrate } from '../store/migrate.ts';
import { browserCookie } from './bench/browser-cookie.ts';
import { percentile } from './bench/figures.ts';
import { loneApi } from './bench/lone-api.ts';
import { type Examples, type Visit, visitsOf } from './bench/pages-addresses.ts';
import { fill, MAILINGS, QUESTIONS } from './bench/pages-fill.ts';
import { mailingPerStage, type Stage } from './bench/pages-mailings.ts';
import { visit, type Visited } from './bench/visit.ts';
import { sample, type SampleMunicipality } from './demo/sample.ts';
import { withClient } from './embedded/postgres-connection.ts';
import { startPostgres } from './embedded/postgres.ts';
import { temporaryDataDir } from './embedded/temporary-data-dir.ts';
import { loadMunicipality } from './load-municipality.ts';

/**
 * `npm run bench:pages [requests] [path …]`: what each page (of these paths) takes, in the eyes of each role that may see it, with 10,000
 * mailings and 1,000,000 logged questions in a store of its own; and what a first visit transfers.
 */
const BAR_MS = 100;
const BAR_BYTES = 150_000;
const [count = '20', ...only] = process.argv.slice(2);
const REQUESTS = Number(count);
const WARM_UP = 3;

interface Measured {
  readonly name: string;
  readonly role: Role;
  readonly p50: number;
  readonly p95: number;
  readonly bytes: number;
}

const folder = temporaryDataDir('sluis-bench-pages-');
const postgres = await startPostgres({ dataDir: folder.path });
const store = createStore({ url: postgres.url });
let stopApi = async () => {};
try {
  await migrate(postgres.url);
  const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
  await loadMunicipality(store, samples, new Date().toISOString(), 6);
  const { people } = sample<SampleMunicipality>('municipality.json');
  const who = (role: Role) => people.find(({ roles }) => roles[0] === role);
  const made = await mailingPerStage(store, who('kcc-lead')?.id ?? '');
  const startedAt = performance.now();
  await withClient(postgres.url, (client) => fill(client, made, who('guest')?.id ?? ''));
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(
    `${MAILINGS} mailings and ${QUESTIONS} questions, filled in ${seconds.toFixed(0)} s.`,
  );
  const api = await loneApi(postgres.url, folder.path);
  stopApi = api.close;
  const url = `http://127.0.0.1:${api.port}`;
  const examples = await examplesIn(made, who('agent')?.id ?? '');
  const measured: Measured[] = [];
  for (const role of ROLES) {
    const person = who(role);
    if (!person) continue;
    const cookie = await browserCookie(store, person.id, role);
    const principal = { personId: person.id, roles: [role] };
    for (const page of PAGES) {
      if (page.kind !== 'page' || !mayEver(principal, page.operation)) continue;
      if (only.length > 0 && !only.includes(page.path)) continue;
      for (const one of visitsOf(page, examples, role === 'guest' ? 'releasing' : 'held')) {
        const figures = await measure(url, one, cookie, role);
        if (figures) measured.push(figures);
      }
    }
  }
  report(measured);
} finally {
  await stopApi();
  await store.close();
  await postgres.stop();
  folder.remove();
}

async function examplesIn(made: ReadonlyMap<Stage, string>, person: string): Promise<Examples> {
  const rows = await withClient(postgres.url, (client) =>
    client.query<{ id: string; status: string }>(
      'select id::text, status from mailings order by updated_at desc, id limit 2000',
    ),
  );
  const idsOf = (stage: Stage) =>
    rows.rows.filter(({ status }) => status === stage).map(({ id }) => id);
  const first = made.get('dispatched') ?? '';
  const briefings = await store.briefings.forMailing(first);
  const now = new Date().toISOString();
  const shifts = await store.shifts.between(now, addSeconds(now, 14 * 86_400));
  return {
    mailing: (stage, n) => {
      const ids = idsOf(stage);
      return ids[n % ids.length] ?? '';
    },
    others: {
      ':briefingId': briefings[0]?.id ?? '',
      ':personId': person,
      ':departmentId': (await store.departments.list())[0]?.id ?? '',
      ':shiftId': shifts[0]?.id ?? '',
      ':batch': '1',
      ':pair': '1',
    },
  };
}

/** Undefined, and said so, when the page has nothing to show to this role. */
async function measure(url: string, one: Visit, cookie: string, role: Role) {
  const times: number[] = [];
  let last: Visited | undefined;
  for (let n = -WARM_UP; n < REQUESTS; n += 1) {
    last = await visit(url + one.address(n + WARM_UP), cookie);
    if (last.status !== 200) {
      console.log(`  ${one.name} answers ${role} ${last.status}, so it is not measured.`);
      return undefined;
    }
    if (n >= 0) times.push(last.milliseconds);
  }
  if (!last) return undefined;
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  return { name: one.name, role, p50, p95, bytes: last.bytes + (await partsOf(url, last)) };
}

/** Bytes of what the page is shown with: stylesheet, scripts and pictures. */
async function partsOf(url: string, { body, encoding }: Visited): Promise<number> {
  const text =
    encoding === 'br' ? brotliDecompressSync(body) : encoding === 'gzip' ? gunzipSync(body) : body;
  const html = text.toString('utf8');
  const found = html.matchAll(
    /<(?:link rel="(?:stylesheet|icon)" href|script src|img src)="(\/[^"]+)"/g,
  );
  let bytes = 0;
  for (const address of new Set([...found].map((match) => match[1] ?? ''))) {
    bytes += (await visit(url + address.replaceAll('&amp;', '&'), '')).bytes;
  }
  return bytes;
}

function report(measured: readonly Measured[]) {
  const slowestFirst = measured.toSorted((left, right) => right.p95 - left.p95);
  console.log(
    '\n| page | role | p50 ms | p95 ms | first visit, kB |\n| --- | --- | --: | --: | --: |',
  );
  for (const { name, role, p50, p95, bytes } of slowestFirst) {
    console.log(
      `| \`${name}\` | ${role} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${(bytes / 1000).toFixed(0)} |`,
    );
  }
  const slow = measured.filter(({ p95 }) => p95 >= BAR_MS);
  const heavy = measured.filter(({ bytes }) => bytes > BAR_BYTES);
  console.log(
    `\n${measured.length} ways to see a page, ${REQUESTS} requests each: ${slow.length} take ${BAR_MS} ms or more at p95, ${heavy.length} transfer over ${BAR_BYTES / 1000} kB.`,
  );
  if (slow.length + heavy.length > 0) process.exitCode = 1;
}
