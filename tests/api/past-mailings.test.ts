import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeXlsx } from 'hucre/xlsx';
import { CSV, XLSX } from '../../src/api/spreadsheet.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { samplesFolder } from '../support/samples.ts';

let api: TestApi;
let token: string;
beforeAll(async () => {
  api = await testApi();
  ({ token } = await api.person(['kcc-lead']));
  const department = { id: api.departments.own, name: 'Belastingen', email: 'b@s.example' };
  await api.store.departments.save(department, provenance());
});
afterAll(() => api.stop());

const sample = (name: string) => readFileSync(join(samplesFolder, name));
const send = (path: string, type: string, body: Uint8Array) =>
  api.ask(`/v1/${path}`, { token, method: 'POST', body, headers: { 'content-type': type } });
const list = async () => (await api.ask('/v1/past-mailings', { token })).body.results;

describe('mailings of before', () => {
  it('change nothing when a file has faults, which are all told with line and column', async () => {
    const file = [
      'mailing;kind;department;channel;dispatchDate;recipients;factor',
      'a;tax-assessment;Belastingen;letter;10-02-2026;100;1,2',
      'b;circular;Nergens;letter;30-02-2026;veel;20',
    ].join('\n');
    const answer = await send('past-mailings', CSV, Buffer.from(file));
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'line 3, column kind',
      'line 3, column department',
      'line 3, column dispatchDate',
      'line 3, column recipients',
      'line 3, column factor',
    ]);
    expect(await list()).toEqual([]);
  });

  it('are taken from the sample files, with their contacts', async () => {
    const mailings = await send('past-mailings', CSV, sample('past-mailings.csv'));
    expect([mailings.status, mailings.body]).toEqual([201, { imported: 3 }]);
    const contacts = await send('past-contacts', CSV, sample('past-contacts.csv'));
    expect([contacts.status, contacts.body]).toEqual([201, { imported: 3 }]);
    const [, , woz] = await list();
    expect(woz).toMatchObject({ name: 'woz-2026', departmentId: api.departments.own });
    expect(woz.batches).toHaveLength(2);
    expect(woz.counts.length).toBeGreaterThan(10);
  });

  it('are taken from Excel, where a day is a day', async () => {
    const rows = [
      [
        'mailing',
        'kind',
        'department',
        'channel',
        'dispatchDate',
        'recipients',
        'factor',
        'reason',
      ],
      [
        'x',
        'information',
        'belastingen',
        'email',
        new Date('2026-05-04T00:00:00Z'),
        250,
        1.5,
        'nieuw',
      ],
    ];
    const file = await writeXlsx({ sheets: [{ name: 'Blad1', rows }] });
    expect((await send('past-mailings', XLSX, file)).status).toBe(201);
    const x = (await list()).find(({ name }: { name: string }) => name === 'x');
    expect(x.adjustments).toEqual([{ factor: 1.5, reason: 'nieuw' }]);
    expect(x.batches).toEqual([
      {
        number: 1,
        releaseAt: '2026-05-04T07:00:00.000Z',
        audience: { letter: 0, email: 250, portal: 0 },
      },
    ]);
  });

  it('do not take contacts of a mailing that is not there', async () => {
    const rows = [{ mailing: 'nobody-knows', date: '2026-02-12', contacts: 1 }];
    const answer = await api.ask('/v1/past-contacts', { token, body: { rows } });
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'line 2, column mailing' }] },
    });
  });
});
