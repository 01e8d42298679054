import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { XLSX } from '../../src/api/spreadsheet.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { aDelivery } from '../support/builders/doubt-row.ts';
import { aHeldMailing } from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** A mailing of which one e-mail failed, one gave up, one came back and two are none of the list's business. */
async function aMailingWithFailures() {
  const { mailing } = await aHeldMailing(api.store);
  const { departmentId, id } = mailing;
  for (const [name, status, reply] of [
    ['=1+1', 'failed', '550 5.1.1 no such user'],
    ['traag', 'failed', 'Na 72 uur niet gelukt / Gave up after 72 hours'],
    ['terug', 'returned', 'De mailing is gestopt: withdrawn'],
    ['goed', 'accepted', '250 2.0.0 OK'],
    ['onzeker', 'in-doubt', ''],
  ] as const) {
    const recipient = `${name}.${id}@inwoner.example`;
    await aDelivery(api.database.url, { mailingId: id, departmentId, recipient, status, reply });
  }
  const at = `/v1/mailings/${id}/undelivered-emails`;
  const { token } = await api.person(['department'], departmentId);
  return { at, id, token };
}

describe('e-mails that were not delivered, over HTTP', () => {
  it('are listed with the reason in words, the oldest first', async () => {
    const { at, id, token } = await aMailingWithFailures();
    const { body } = await api.ask(at, { token });

    expect(body).toMatchObject({ count: 3, next: null, previous: null });
    expect(body.results).toMatchObject([
      { recipient: `=1+1.${id}@inwoner.example`, reason: 'no-such-address' },
      { recipient: `traag.${id}@inwoner.example`, reason: 'gave-up' },
      {
        recipient: `terug.${id}@inwoner.example`,
        reason: 'never-sent',
        reasonText: { en: 'never sent: the mailing was stopped, or changed afterwards' },
      },
    ]);
    const { body: second } = await api.ask(`${at}?page=2&pageSize=1`, { token });
    expect(second.results).toMatchObject([{ reason: 'gave-up' }]);
    expect(second.next).toBe(`${at}?page=3&pageSize=1`);
  });

  it('come as a spreadsheet in which no address runs as a formula', async () => {
    const { at, id, token } = await aMailingWithFailures();
    const answer = await api.ask(at, { token, headers: { accept: XLSX } });

    expect(answer.status).toBe(200);
    const { sheets } = await readXlsx(answer.body as Buffer);
    const rows = sheets[0]?.rows ?? [];
    expect(rows).toHaveLength(4);
    expect(rows[1]?.slice(0, 2)).toEqual([`'=1+1.${id}@inwoner.example`, 'het adres bestaat niet']);
  });

  it('are for the own department and for leads, and end with their term', async () => {
    const { at, id, token } = await aMailingWithFailures();
    const status = async (who: { readonly token: string }) => (await api.ask(at, who)).status;

    expect(await status(await api.person(['kcc-lead']))).toBe(200);
    expect(await status(await api.person(['department'], api.departments.other))).toBe(404);
    expect(await status(await api.person(['agent']))).toBe(403);
    const nowhere = `/v1/mailings/${randomUUID()}/undelivered-emails`;
    expect((await api.ask(nowhere, { token })).status).toBe(404);
    expect((await api.ask(`${at}?pageSize=1000`, { token })).status).toBe(400);
    expect((await api.store.undelivered.all(id, 2)).length).toBe(2);
  });
});
