import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { aDoubt } from '../support/builders/doubt-row.ts';
import { aHeldMailing } from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const list = async (token: string, query = '') =>
  (await api.ask(`/v1/doubts${query}`, { token })).body;
const answer = (
  token: string,
  { messageId, recipient }: { messageId: string; recipient: string },
  what: string,
) => api.ask(`/v1/doubts/${messageId}/answers`, { token, body: { recipient, answer: what } });

describe('messages in doubt over HTTP', () => {
  it('are listed for leads with what is needed to look them up, and for departments their own', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { departmentId } = mailing;
    const ofMailing = await aDoubt(api.database.url, { mailingId: mailing.id, departmentId });
    const single = await aDoubt(api.database.url, { departmentId });
    const lead = await api.person(['kcc-lead']);
    const [own, other] = [
      await api.person(['department'], departmentId),
      await api.person(['department'], api.departments.other),
    ];
    const all = await list(lead.token);
    expect(all.count).toBe(2);
    expect(all.results.map((one: { recipient: string }) => one.recipient)).toEqual([
      ofMailing.recipient,
      single.recipient,
    ]);
    expect(all.results[0]).toMatchObject({
      messageId: ofMailing.messageId,
      mailingId: mailing.id,
      title: 'WOZ-beschikking 2027',
      messageIdHeader: '<zoek@sluiswaard.example>',
      attempts: 1,
    });
    expect((await list(own.token)).count).toBe(2);
    expect((await list(other.token)).count).toBe(0);
    expect((await list(lead.token, `?mailingId=${mailing.id}`)).count).toBe(1);
    expect((await list(lead.token, '?pageSize=1')).next).toBe('/v1/doubts?page=2&pageSize=1');
  });

  it('are settled when two leads say the same', async () => {
    const doubt = await aDoubt(api.database.url, { departmentId: api.departments.own });
    const [anna, bram] = [await api.person(['kcc-lead']), await api.person(['kcc-lead'])];
    const noted = { status: 201, body: { outcome: 'noted' } };
    expect(await answer(anna.token, doubt, 'send-again')).toMatchObject(noted);
    expect(await answer(anna.token, doubt, 'send-again')).toMatchObject(noted);
    expect(await answer(bram.token, doubt, 'sent')).toMatchObject(noted);
    expect(await answer(anna.token, doubt, 'sent')).toMatchObject({
      status: 201,
      body: { outcome: 'settled' },
    });
    expect(await answer(bram.token, doubt, 'sent')).toMatchObject({ status: 409 });
    const { results } = await list(anna.token, '?pageSize=100');
    expect(results.map((one: { messageId: string }) => one.messageId)).not.toContain(
      doubt.messageId,
    );
  });

  it('are not sent again when the mailing is not signed off, which is said with what to do', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const doubt = await aDoubt(api.database.url, {
      mailingId: mailing.id,
      departmentId: mailing.departmentId,
    });
    const { token } = await api.person(['kcc-lead']);
    expect(await answer(token, doubt, 'send-again')).toMatchObject({
      status: 409,
      body: {
        code: 'doubt-not-signed-off',
        detail: expect.stringContaining('als het akkoord er is'),
      },
    });
    expect(await answer(token, doubt, 'not-sent')).toMatchObject({
      status: 201,
      body: { outcome: 'noted' },
    });
  });

  it.each([[{}], [{ answer: 'maybe', recipient: 'a@b.example' }], [{ answer: 'sent' }]])(
    'says what is wrong with %j',
    async (body) => {
      const { token } = await api.person(['kcc-lead']);
      const { status } = await api.ask(`/v1/doubts/${randomUUID()}/answers`, { token, body });
      expect(status).toBe(400);
    },
  );

  it('leave no address in the audit log', async () => {
    const lines = await api.store.audit.list({
      page: 1,
      pageSize: 100,
      objectType: 'held-message',
    });
    expect(lines.count).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain('@inwoner.example');
  });
});
