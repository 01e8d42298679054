import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

describe('health', () => {
  it('says that the process lives', async () => {
    expect(await api.ask('/healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('says that it is ready, and of what', async () => {
    const answer = await api.ask('/readyz');
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', temporal: 'ok', worker: 'ok' } },
    });
  });

  it('says what is out of reach, and when to ask again', async () => {
    const without = await testApi({ journeys: 'temporal' });
    const answer = await without.ask('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(answer.body.checks).toEqual({ database: 'ok', temporal: 'failing', worker: 'failing' });
    await without.stop();
  });

  it('counts requests by route and not by address', async () => {
    const { token } = await api.person(['kcc-lead']);
    await api.ask('/v1/mailings/5115aa00-0000-4000-8000-0000000009ff', { token });
    const metrics = String((await api.ask('/metrics')).body);
    expect(metrics).toMatch(
      /sluis_http_request_duration_seconds_count\{method="GET",route="\/v1\/mailings\/:mailingId",status="404"\} 1/,
    );
    expect(metrics).not.toContain('5115aa00-0000-4000-8000-0000000009ff');
  });
});

describe('without Temporal', () => {
  it('reads go on, and a command is refused with 503 and nothing stored', async () => {
    const without = await testApi({ journeys: 'temporal' });
    const { token } = await without.person(['department'], without.departments.own);
    const draft = await without.ask('/v1/mailings', {
      token,
      body: { departmentId: without.departments.own, details: { title: 'Parkeerbrief' } },
    });
    expect(draft.status).toBe(201);
    const path = `/v1/mailings/${draft.body.id}`;
    expect((await without.ask(path, { token })).status).toBe(200);
    const submission = await without.ask(`${path}/withdrawals`, {
      token,
      body: { reason: 'Vervalt' },
    });
    expect(submission.status).toBe(503);
    expect(submission.headers.get('retry-after')).toBe('5');
    expect(submission.body).toMatchObject({ code: 'temporal-unavailable', status: 503 });
    await without.stop();
  });
});
