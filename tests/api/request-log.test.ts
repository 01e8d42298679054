import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { testApi, type TestApi } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';

interface Line {
  readonly msg: string;
  readonly route?: string;
  readonly by?: string;
  readonly level: number;
}

const written: string[] = [];
const log = pino(
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk.toString());
      done();
    },
  }),
);

let api: TestApi;
beforeAll(async () => {
  api = await testApi({ log, requestsPerMinute: 20 });
});
afterAll(() => api.stop());

const lines = () => written.map((line) => JSON.parse(line) as Line);

describe('the log', () => {
  it('has one line per request, with ids and nothing of what was said', async () => {
    const { id, token } = await api.person(['kcc-lead']);
    const before = lines().length;
    await api.ask('/v1/mailings?status=held', { token });
    await api.ask('/v1/questions', {
      token,
      body: { channel: 'phone', text: 'GEHEIM', outcome: 'answered' },
    });
    await api.ask('/v1/mailings/5115aa00-0000-4000-8000-00000000ffff', { token });
    await eventually(() => expect(lines()).toHaveLength(before + 3));
    expect(lines().slice(before)).toMatchObject([
      { msg: 'request', route: '/v1/mailings', by: id },
      { msg: 'request', route: '/v1/questions', by: id },
      { msg: 'request', route: '/v1/mailings/:mailingId', by: id },
    ]);
    const all = written.slice(before).join('');
    for (const secret of ['GEHEIM', token, 'status=held', '5115aa00', '@', '127.0.0.1']) {
      expect(all).not.toContain(secret);
    }
  });
});

describe('the limit', () => {
  it('is told on every answer, and ends in 429 with when to come back', async () => {
    const { token } = await api.person(['agent']);
    const ask = () => api.ask('/v1/departments', { token });
    const first = await ask();
    expect(first.headers.get('ratelimit-policy')).toContain('q=20');
    const answers = await Promise.all(Array.from({ length: 25 }, ask));
    const refused = answers.filter((one) => one.status === 429);
    expect(refused).toHaveLength(6);
    expect(refused[0]?.body.code).toBe('too-many-requests');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is each caller his own', async () => {
    const { token } = await api.person(['agent']);
    expect((await api.ask('/v1/departments', { token })).status).toBe(200);
  });
});
