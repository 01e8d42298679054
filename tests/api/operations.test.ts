import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
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
      /sluis_http_request_duration_seconds_count\{program="api",method="GET",route="\/v1\/mailings\/:mailingId",status="404"\} 1/,
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
    const lead = await without.person(['kcc-lead']);
    const refusal = await without.ask(`${path}/refusals`, {
      token: lead.token,
      body: { reason: 'Vervalt' },
    });
    expect(refusal.status).toBe(503);
    expect(refusal.headers.get('retry-after')).toBe('5');
    expect(refusal.body).toMatchObject({ code: 'temporal-unavailable', status: 503 });
    // A draft has no journey yet, so it can be withdrawn all the same.
    const withdrawal = await without.ask(`${path}/withdrawals`, {
      token,
      body: { reason: 'Vervalt' },
    });
    expect(withdrawal).toMatchObject({ status: 201, body: { status: 'withdrawn' } });
    await without.stop();
  });
});

describe('without the database', () => {
  it('is alive and not ready, and answers 503 with when to come back', async () => {
    const env = { DATABASE_URL: 'postgresql://sluis:sluis@127.0.0.1:1/sluis' };
    const without = await testApi({ env });
    expect((await without.ask('/healthz')).status).toBe(200);
    const ready = await without.ask('/readyz');
    expect(ready).toMatchObject({ status: 503, body: { checks: { database: 'failing' } } });
    const { token } = await without.person(['kcc-lead']);
    const answer = await without.ask('/v1/mailings', { token });
    expect(answer).toMatchObject({ status: 503, body: { code: 'database-unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    const { token: tool } = await without.machine('mail-tool', without.departments.own);
    const body = { departmentId: without.departments.own, details: { title: 'T' } };
    const headers = { 'idempotency-key': 'k' };
    expect((await without.ask('/v1/mailings', { token: tool, body, headers })).status).toBe(503);
    await without.stop();
  });
});

describe('every answer', () => {
  it.each(['/v1/mailings', '/v1/nothing', '/docs/', '/healthz'])(
    'of %s is kept by nobody, framed nowhere and taken for what it is',
    async (path) => {
      const { headers } = await api.ask(path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'api-version': expect.stringMatching(/^1\./),
      });
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );
});

describe('an end', () => {
  it('waits for the request that is under way, and takes no new one', async () => {
    const ending = await testApi();
    const { token } = await ending.person(['department'], ending.departments.own);
    const body = JSON.stringify({
      departmentId: ending.departments.own,
      details: { title: 'Nog net' },
    });
    let stopped: Promise<void> | undefined;
    const answered = new Promise<number>((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': body.length,
        expect: '100-continue',
      };
      const req = request(
        { port: ending.port, path: '/v1/mailings', method: 'POST', headers },
        (res) => {
          res.resume().once('end', () => resolve(res.statusCode ?? 0));
        },
      );
      req.once('error', reject);
      req.once('continue', () => {
        stopped = ending.stop();
        req.end(body);
      });
    });
    expect(await answered).toBe(201);
    await stopped;
    await expect(ending.ask('/healthz')).rejects.toThrow('fetch failed');
  });
});
