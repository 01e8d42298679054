import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { mailingDetails } from '../support/builders/store-rows.ts';

let api: TestApi;
let department: { id: string; token: string };
beforeAll(async () => {
  api = await testApi();
  department = await api.person(['department'], api.departments.own);
});
afterAll(() => api.stop());

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
const dates = { earliest: day(1), preferred: day(5), legalLatest: day(20) };

const draft = (key: string, title: string, token = department.token) =>
  api.ask('/v1/mailings', {
    token,
    headers: { 'idempotency-key': key },
    body: { departmentId: api.departments.own, details: { title } },
  });

describe('a POST with an Idempotency-Key', () => {
  it('that is repeated gets the first answer and makes nothing twice', async () => {
    const key = randomUUID();
    const first = await draft(key, 'Parkeerbrief');
    const again = await draft(key, 'Parkeerbrief');
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    const { body } = await api.ask('/v1/mailings?pageSize=100', { token: department.token });
    const made = body.results.filter((one: { id: string }) => one.id === first.body.id);
    expect(made).toHaveLength(1);
  });

  it('with another body is refused', async () => {
    const key = randomUUID();
    await draft(key, 'Parkeerbrief');
    const other = await draft(key, 'Afvalbrief');
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
  });

  it('sent ten times at once is done once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 10 }, () => draft(key, 'Tien keer')));
    const made = answers.filter((one) => one.status === 201);
    expect(made.length).toBeGreaterThan(0);
    expect(new Set(made.map((one) => one.body.id)).size).toBe(1);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
    const { body } = await api.ask('/v1/mailings?pageSize=100', { token: department.token });
    expect(body.results.filter((one: { title: string }) => one.title === 'Tien keer')).toHaveLength(
      1,
    );
  });

  it('whose answer was lost submits once, and is told so when the journey has gone on', async () => {
    const { body } = await api.ask('/v1/mailings', {
      token: department.token,
      body: { departmentId: api.departments.own, details: mailingDetails(dates) },
    });
    const path = `/v1/mailings/${body.id}`;
    const submit = (key: string) =>
      api.ask(`${path}/submissions`, {
        token: department.token,
        headers: { 'idempotency-key': key },
        body: {},
      });
    const key = randomUUID();
    expect((await submit(key)).status).toBe(201);
    // As after a crash: nobody remembers what was answered.
    await api.store.idempotency.purge('2199-01-01T00:00:00.000Z');

    expect(await submit(key)).toMatchObject({ status: 201, body: { status: 'held' } });
    expect(await submit(randomUUID())).toMatchObject({ body: { code: 'already-submitted' } });
    const { results } = await api.store.audit.list({ objectId: body.id, page: 1, pageSize: 50 });
    expect(results.filter(({ action }) => action === 'submitted')).toHaveLength(1);
  });

  it('is the key of its own caller only', async () => {
    const key = randomUUID();
    const colleague = await api.person(['department'], api.departments.own);
    const first = await draft(key, 'Parkeerbrief');
    const theirs = await draft(key, 'Parkeerbrief', colleague.token);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(first.body.id);
  });

  it('keeps a refusal as well', async () => {
    const first = await draft(randomUUID(), 'Half');
    const submit = () =>
      api.ask(`/v1/mailings/${first.body.id}/submissions`, {
        token: department.token,
        headers: { 'idempotency-key': 'the-same' },
        body: {},
      });
    const refused = await submit();
    expect(refused.body.code).toBe('draft-incomplete');
    const again = await submit();
    expect(again.status).toBe(409);
    expect(again.body.errors).toEqual(refused.body.errors);
  });

  it('never keeps a password', async () => {
    const { token } = await api.person(['administrator']);
    const add = () =>
      api.ask('/v1/mail-credentials', {
        token,
        headers: { 'idempotency-key': 'the-tool' },
        body: {
          username: 'belastingen-mailtool',
          departmentId: api.departments.own,
          fromDomains: ['sluiswaard.example'],
        },
      });
    const first = await add();
    const second = await add();
    expect(first.status).toBe(201);
    expect(second.status).toBe(201);
    expect(second.body.password).not.toBe(first.body.password);
    const found = await api.store.mailCredentials.find('belastingen-mailtool');
    expect(JSON.stringify(found)).not.toContain(second.body.password);
  });

  it.each(['a b', 'x'.repeat(101), 'é', '"'])(
    'with the key %j is told what a key is',
    async (key) => {
      const answer = await draft(key, 'Parkeerbrief');
      expect(answer.status).toBe(400);
      expect(answer.body.errors).toMatchObject([{ path: 'header.Idempotency-Key' }]);
    },
  );
});
