import type pg from 'pg';
import type { Stage } from './pages-mailings.ts';

/** What is in the store: some years of a municipality, with a busy season of today in front. */
const COPIES: Readonly<Record<Stage, number>> = {
  draft: 300,
  held: 25,
  'signed-off': 10,
  releasing: 10,
  dispatched: 15,
  refused: 640,
  evaluated: 9_000,
};
export const MAILINGS = Object.values(COPIES).reduce((sum, count) => sum + count, 0);
export const QUESTIONS = 1_000_000;
/** About the busiest mailing: a tenth of all, over the last three weeks. */
const OF_THE_BUSIEST = QUESTIONS / 10;
/** Pairs of each copied sheet: another part of the sheet of which it is a copy. */
const PAIRS_OF_A_COPY = 12;

/** Forecasts are large; the newest mailings of a stage have theirs, which are those that pages are asked for. */
const WITH_FORECAST = 500;

/** Tables of which every row of the mailing is copied. */
const COPIED = [
  'mailings',
  'mailing_versions',
  'forecasts',
  'qa_sheets',
  'briefings',
  'evaluations',
] as const;
type Copied = (typeof COPIED)[number];

/**
 * Fills the store with 10,000 mailings and 1,000,000 questions, with a line of the audit log for each. Rows are copied as they are, with triggers off: the log's lines are no chain.
 */
export async function fill(client: pg.Client, made: ReadonlyMap<Stage, string>, guest: string) {
  await client.query(
    `set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '512MB'`,
  );
  const indexes = await dropIndexes(client);
  await client.query(
    `create temp table copies (stage text, old uuid, id uuid, n int, age interval)`,
  );
  for (const [stage, old] of made) {
    await client.query(
      `insert into copies select $1, $2, gen_random_uuid(), n, case when $1 in ('evaluated', 'refused') then n * interval '8 hours' else n * interval '1 minute' end
       from generate_series(1, $3::int) as n`,
      [stage, old, COPIES[stage] - 1],
    );
  }
  await client.query(`create index on copies (old); analyze copies`);
  for (const table of COPIED) await copy(client, table);
  await copyPairs(client);
  await client.query(
    `update mailings set title = title || ' ' || n from copies where copies.id = mailings.id`,
  );
  await invite(client, guest);
  await ask(client, made.get('dispatched') ?? '');
  await writeLog(client);
  for (const statement of indexes) await client.query(statement);
  await client.query('vacuum analyze');
}

/** Takes away the indexes of the large tables, which are made faster than kept; answers how to make them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select indexname as name, indexdef as made from pg_indexes
     where tablename in ('questions', 'audit_lines', 'qa_pairs') and indexname not like '%_pkey'`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ made }) => made);
}

/** Copies the rows of one table. A mailing's state says its id as well. */
async function copy(client: pg.Client, table: Copied) {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select column_name as name, data_type as type from information_schema.columns
     where table_name = $1 and table_schema = 'public' and is_generated = 'NEVER'`,
    [table],
  );
  const mailingId = table === 'mailings' ? 'id' : 'mailing_id';
  const value = ({ name, type }: { name: string; type: string }) => {
    if (name === mailingId) return 'copies.id';
    if (type.startsWith('timestamp')) return `row.${name} - copies.age`;
    // A forecast or a briefing gets an id that can be told from the mailing's.
    if (name === 'id') return `md5(copies.id::text || row.${name}::text)::uuid`;
    return name === 'state'
      ? 'replace(row.state::text, copies.old::text, copies.id::text)::jsonb'
      : `row.${name}`;
  };
  await client.query(
    `insert into ${table} (${rows.map(({ name }) => name).join(', ')})
     select ${rows.map(value).join(', ')} from ${table} as row join copies on copies.old = row.${mailingId}
     where $1 or copies.n <= $2`,
    [table !== 'forecasts', WITH_FORECAST],
  );
}

async function copyPairs(client: pg.Client) {
  const columns = 'sheet_version, number, topic, question, answer, internal_note, owner';
  await client.query(
    `insert into qa_pairs (mailing_id, ${columns})
     select copies.id, ${columns} from qa_pairs join copies on copies.old = mailing_id
     where number = 1 or (number + copies.n * 7) % (select max(number) from qa_pairs) < $1`,
    [PAIRS_OF_A_COPY],
  );
}

/** The guest is invited to help with every mailing that is being released. */
async function invite(client: pg.Client, guest: string) {
  const of = `from mailings m join forecasts f on f.mailing_id = m.id where m.status = 'releasing'`;
  await client.query(
    `insert into staffing_plans (mailing_id, version, forecast_id, plan, made_by, made_at)
     select m.id, 1, f.id, '{"needs": [], "formulaVersion": "bench"}', 'bench', now() ${of}`,
  );
  await client.query(
    `insert into staffing_needs (id, mailing_id, plan_version, key, starts_at, ends_at, positions, candidates)
     select f.id, m.id, 1, 'bench', now() + interval '1 day', now() + interval '28 hours', 1, '[]' ${of}`,
  );
  await client.query(
    `insert into assignments (id, need_id, person_id, status, invited_at)
     select gen_random_uuid(), f.id, $1, 'invited', now() ${of}`,
    [guest],
  );
}

/** Questions: a tenth about the busiest mailing, the others spread over all that ever left. */
async function ask(client: pg.Client, busiest: string) {
  const columns = 'id, mailing_id, asked_at, channel, text, qa_pair_number, outcome, logged_by';
  const rest = `(array['phone', 'phone', 'email', 'counter'])[1 + n % 4], 'Waarom is mijn aanslag hoger dan vorig jaar? (' || n || ')',
    1 + n % ${PAIRS_OF_A_COPY}, (array['answered', 'answered', 'transferred', 'callback'])[1 + n % 4], 'bench'`;
  await client.query(
    `insert into questions (${columns})
     select gen_random_uuid(), $1, now() - n * interval '18 seconds', ${rest} from generate_series(1, $2::int) as n`,
    [busiest, OF_THE_BUSIEST],
  );
  await client.query(
    `insert into questions (${columns})
     select gen_random_uuid(), ids[1 + n % array_length(ids, 1)], now() - n * interval '90 seconds', ${rest}
     from generate_series(1, $1::int) as n,
       (select array_agg(id) as ids from mailings where status in ('releasing', 'dispatched', 'evaluated')) as left_ones`,
    [QUESTIONS - OF_THE_BUSIEST],
  );
}

async function writeLog(client: pg.Client) {
  const first = 'select seq from audit_head';
  await client.query(
    `insert into audit_lines (seq, at, actor, role, origin, action, object_type, object_id, result, detail, prev_hash, hash)
     select (${first}) + row_number() over (order by at), at, 'bench', 'agent', 'page', action, type, id, 'done', '{}', md5(id) || md5(id), md5(id || action) || md5(id)
     from (
       select asked_at as at, 'question-logged' as action, 'question' as type, id::text from questions
       union all
       select updated_at - step * interval '1 minute', 'changed-' || step, 'mailing', id::text from mailings, generate_series(1, 12) as step
     ) as lines`,
  );
  await client.query(
    `update audit_head set seq = last.seq, hash = last.hash
     from (select seq, hash from audit_lines order by seq desc limit 1) as last`,
  );
}
