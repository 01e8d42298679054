import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createStore, type Store } from '../../src/store/client.ts';
import { aHeldMailing, aPerson } from '../support/builders/store-rows.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
let sql: pg.Client;
/** Rows that exist, to be named in statements. */
const rows = { person: '', held: '' };

beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url });
  sql = new pg.Client(database.url);
  await sql.connect();
  rows.person = (await aPerson(store)).id;
  const held = await aHeldMailing(store);
  rows.held = held.mailing.id;
});
afterAll(async () => {
  await sql.end();
  await store.close();
  await database.drop();
});

/** The constraint or trigger that refuses `statement`; everything it did is undone. */
async function refusedBy(statement: string, ...values: unknown[]): Promise<string> {
  await sql.query('BEGIN');
  try {
    await sql.query(statement, values);
    return 'nothing';
  } catch (error) {
    return (error as pg.DatabaseError).constraint ?? (error as Error).message;
  } finally {
    await sql.query('ROLLBACK');
  }
}

const now = '2027-01-11T09:00:00Z';
const insert = (table: string, columns: Record<string, unknown>) => {
  const names = Object.keys(columns);
  const places = names.map((_, index) => `$${index + 1}`);
  return refusedBy(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`,
    ...Object.values(columns),
  );
};

describe('values that cannot be', () => {
  const person = { id: randomUUID(), name: 'A', email: 'a@b.example', roles: ['agent'] };
  const shift = () => ({
    id: randomUUID(),
    person_id: rows.person,
    starts_at: now,
    ends_at: '2027-01-11T12:00:00Z',
    kind: 'roster',
  });
  const question = () => ({
    id: randomUUID(),
    asked_at: now,
    channel: 'phone',
    text: 'Wanneer?',
    outcome: 'answered',
    logged_by: rows.person,
  });
  const count = { starts_at: now, seconds: 1800, channel: 'phone', offered: 10 };
  const permit = () => ({
    id: randomUUID(),
    mailing_id: rows.held,
    batch: 1,
    channel: 'email',
    part: 1,
    jws: 'x',
    count: 1,
    batch_count: 1,
    issued_at: now,
    expires_at: '2027-01-12T09:00:00Z',
    content_digest: 'a'.repeat(64),
  });

  it.each<[string, () => Promise<string>]>([
    ['people_roles_known', () => insert('people', { ...person, roles: ['boss'] })],
    ['people_kind_known', () => insert('people', { ...person, kind: 'robot' })],
    ['people_name_given', () => insert('people', { ...person, name: ' ' })],
    ['people_email_given', () => insert('people', { ...person, email: 'nobody' })],
    [
      'departments_name_given',
      () => insert('departments', { id: randomUUID(), name: '', email: 'a@b' }),
    ],
    ['shifts_kind_known', () => insert('shifts', { ...shift(), kind: 'night' })],
    // Which of the two speaks is up to PostgreSQL: a shift without length has no room for a break either.
    ['shifts_break_fits', () => insert('shifts', { ...shift(), ends_at: now })],
    ['shifts_break_fits', () => insert('shifts', { ...shift(), break_minutes: 180 })],
    ['shifts_break_fits', () => insert('shifts', { ...shift(), break_minutes: -1 })],
    ['questions_channel_known', () => insert('questions', { ...question(), channel: 'fax' })],
    ['questions_outcome_known', () => insert('questions', { ...question(), outcome: 'ignored' })],
    ['questions_text_given', () => insert('questions', { ...question(), text: '' })],
    ['questions_pair_counts', () => insert('questions', { ...question(), qa_pair_number: 0 })],
    ['contact_counts_channel_known', () => insert('contact_counts', { ...count, channel: 'fax' })],
    ['contact_counts_seconds_count', () => insert('contact_counts', { ...count, seconds: 0 })],
    ['contact_counts_not_negative', () => insert('contact_counts', { ...count, answered: -1 })],
    [
      'contact_counts_add_up',
      () => insert('contact_counts', { ...count, answered: 8, abandoned: 3 }),
    ],
    ['permits_channel_known', () => insert('permits', { ...permit(), channel: 'fax' })],
    ['permits_batch_counts', () => insert('permits', { ...permit(), batch: 0 })],
    ['permits_part_counts', () => insert('permits', { ...permit(), part: 0 })],
    ['permits_count_not_negative', () => insert('permits', { ...permit(), count: -1 })],
    ['permits_expires_after_issue', () => insert('permits', { ...permit(), expires_at: now })],
    ['organisation_is_one', () => insert('organisation', { id: 2, settings: '{}' })],
    ['audit_head_is_one', () => insert('audit_head', { id: 2, seq: 0, hash: 'a'.repeat(64) })],
  ])('%s', async (rule, attempt) => {
    expect(await attempt()).toBe(rule);
  });
});

describe('a mailing', () => {
  const change = (set: string, id = rows.held) =>
    refusedBy(`UPDATE mailings SET version = version + 1, ${set} WHERE id = $1`, id);
  const approved = (approval: object) => {
    const state = `jsonb_set(jsonb_set(state, '{status}', '"signed-off"'), '{approval}', '${JSON.stringify(approval)}')`;
    return change(`status = 'signed-off', state = ${state}`);
  };
  const contentOfHeld = async () => {
    const { rows: found } = await sql.query<{
      content: { contentDigest: string; audience: object };
      authors: string[];
    }>(
      `SELECT state -> 'content' AS content, state -> 'authors' AS authors FROM mailings WHERE id = $1`,
      [rows.held],
    );
    const [{ content, authors } = { content: { contentDigest: '', audience: {} }, authors: [''] }] =
      found;
    const { contentDigest, audience } = content;
    return { covers: { contentDigest, audience, dispatchPlanKey: 'k' }, author: authors[0] };
  };

  it.each([
    [
      'mailings_status_known',
      `status = 'lost', state = jsonb_set(state, '{status}', '"lost"')`,
      'mailings_status_steps',
    ],
    [
      'mailings_state_agrees',
      `title = 'x', state = jsonb_set(state, '{status}', '"draft"')`,
      undefined,
    ],
    ['mailings_state_agrees', `state = state - 'id'`, undefined],
    ['mailings_kind_known', `kind = 'advertising'`, undefined],
    ['mailings_title_given', `title = ' '`, undefined],
    ['mailings_audience_not_negative', `audience_size = -1`, undefined],
    ['mailings_draft_only_before_submission', `draft = '{}'`, undefined],
    ['mailings_identity_stays', `id = gen_random_uuid()`, undefined],
    ['mailings_identity_stays', `created_at = now()`, undefined],
  ])('%s: %s', async (rule, set, trigger) => {
    expect([rule, trigger]).toContain(await change(set));
  });

  it('counts every change', async () => {
    const statement = `UPDATE mailings SET title = 'x' WHERE id = $1`;
    expect(await refusedBy(statement, rows.held)).toBe('mailings_version_steps');
  });

  it('is never removed, alone or with all the others', async () => {
    expect(await refusedBy('DELETE FROM mailings WHERE id = $1', rows.held)).toBe(
      'mailings_never_change',
    );
    expect(await refusedBy('TRUNCATE mailings CASCADE')).toBe('mailings_never_change');
  });

  it('is released only with the approval of exactly its content by somebody who did not write it', async () => {
    const { covers, author } = await contentOfHeld();
    const by = randomUUID();
    const rule = 'mailings_release_is_approved';
    expect(
      await change(`status = 'signed-off', state = jsonb_set(state, '{status}', '"signed-off"')`),
    ).toBe(rule);
    expect(
      await approved({ type: 'sign-off', by, covers: { ...covers, contentDigest: 'b' } }),
    ).toBe(rule);
    expect(
      await approved({ type: 'sign-off', by, covers: { ...covers, audience: { letter: 1 } } }),
    ).toBe(rule);
    expect(await approved({ type: 'sign-off', by: author, covers })).toBe(rule);
    expect(await approved({ type: 'emergency', by: [by, by], covers })).toBe(rule);
    expect(await approved({ type: 'emergency', by: [by, author], covers })).toBe(rule);
    expect(await approved({ type: 'emergency', by: [author, by], covers })).toBe(rule);
    expect(await approved({ type: 'magic', by, covers })).toBe(rule);
    expect(await approved({ type: 'sign-off', by, covers })).toBe('nothing');
    expect(await approved({ type: 'emergency', by: [by, randomUUID()], covers })).toBe('nothing');
  });

  const STEPS: Record<string, readonly string[]> = {
    announced: ['announced', 'draft', 'submitted', 'withdrawn'],
    draft: ['draft', 'submitted', 'withdrawn'],
    submitted: ['submitted', 'held'],
    held: ['held', 'signed-off', 'releasing', 'refused', 'withdrawn'],
    'signed-off': ['held', 'signed-off', 'releasing', 'withdrawn'],
    releasing: ['held', 'releasing', 'dispatched', 'withdrawn'],
    dispatched: ['dispatched', 'evaluated'],
    evaluated: [],
    refused: [],
    withdrawn: [],
  };

  it.each(Object.keys(STEPS))('that is %s takes only the steps that exist', async (from) => {
    const { covers } = await contentOfHeld();
    const approval = { type: 'sign-off', by: randomUUID(), covers };
    const allowed: string[] = [];
    for (const to of Object.keys(STEPS)) {
      await sql.query('BEGIN');
      const at = (status: string) =>
        sql.query(
          `UPDATE mailings SET version = version + 1, status = $2,
             state = jsonb_set(jsonb_set(state, '{status}', to_jsonb($2::text)), '{approval}', $3) WHERE id = $1`,
          [rows.held, status, JSON.stringify(approval)],
        );
      await sql.query('ALTER TABLE mailings DISABLE TRIGGER mailings_step');
      await at(from);
      await sql.query('ALTER TABLE mailings ENABLE TRIGGER mailings_step');
      await at(to).then(
        () => allowed.push(to),
        (error: pg.DatabaseError) => expect(error.constraint).toBe('mailings_status_steps'),
      );
      await sql.query('ROLLBACK');
    }
    expect(allowed.toSorted()).toEqual(STEPS[from]?.toSorted());
  });
});

describe('what was written once', () => {
  it('content versions are neither changed nor removed', async () => {
    const rule = 'mailing_versions_never_change';
    expect(await refusedBy(`UPDATE mailing_versions SET written_by = 'x'`)).toBe(rule);
    expect(await refusedBy(`DELETE FROM mailing_versions`)).toBe(rule);
    expect(await refusedBy(`TRUNCATE mailing_versions`)).toBe(rule);
  });

  it('audit lines are neither changed nor removed, and the end never goes back', async () => {
    const rule = 'audit_lines_never_change';
    expect(await refusedBy(`UPDATE audit_lines SET actor = 'x'`)).toBe(rule);
    expect(await refusedBy(`DELETE FROM audit_lines WHERE seq = 1`)).toBe(rule);
    expect(await refusedBy(`TRUNCATE audit_lines`)).toBe(rule);
    expect(await refusedBy(`DELETE FROM audit_head`)).toBe('audit_head_never_change');
    expect(await refusedBy(`TRUNCATE audit_head`)).toBe('audit_head_never_change');
    expect(await refusedBy(`UPDATE audit_head SET seq = seq - 1`)).toBe('audit_head_counts_up');
  });

  it('an audit line that does not follow on the last one is not written', async () => {
    const line = (seq: string, previous: string) =>
      refusedBy(`INSERT INTO audit_lines SELECT ${seq}, at, actor, role, origin, action, object_type, object_id,
        result, detail, ${previous}, repeat('c', 64) FROM audit_lines ORDER BY seq DESC LIMIT 1`);
    expect(await line('seq + 2', 'hash')).toBe('audit_lines_follow');
    expect(await line('seq', 'hash')).toBe('audit_lines_follow');
    expect(await line('seq + 1', `repeat('b', 64)`)).toBe('audit_lines_follow');
    expect(await line('seq + 1', 'hash')).toBe('nothing');
  });
});
