import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeTable, XLSX } from '../../src/api/spreadsheet.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { provenance } from '../support/builders/store-rows.ts';

const HEAD = ['Datum', 'Begin', 'Einde', 'Pauze (minuten)', 'Wie', 'Soort'];
// Ahead whenever this runs: what is over is left as it was.
const [FROM, TO] = ['2099-06-01T00:00:00Z', '2099-06-30T00:00:00Z'];

let api: TestApi;
let planner: { id: string; token: string };
let agent: string;
beforeAll(async () => {
  api = await testApi();
  planner = await api.person(['planner']);
  const { id } = await api.person(['agent']);
  const person = (await api.store.people.find(id))!;
  await api.store.people.save({ ...person, name: 'Aylin Zomerkade' }, provenance());
  agent = id;
});
afterAll(() => api.stop());

const file = (...rows: (string | number)[][]) => writeTable('Rooster', [HEAD, ...rows]);
const send = (bytes: Buffer, query = '', token = planner.token) =>
  api.ask(`/v1/roster-imports${query}`, {
    method: 'POST',
    token,
    body: new Uint8Array(bytes),
    headers: { 'content-type': XLSX, 'accept-language': 'nl' },
  });
const times = async () =>
  (await api.store.shifts.between(FROM, TO, { personId: agent })).map(({ startsAt }) => startsAt);

describe('a roster that is imported', () => {
  it('is shown before it changes anything, then taken as a whole, with audit lines', async () => {
    const bytes = await file(
      ['2099-06-08', '8:30', '12:30', 0, 'Aylin Zomerkade', 'rooster'],
      ['2099-06-09', '8:30', '12:30', 15, 'Aylin Zomerkade', 'rooster'],
    );
    const preview = await send(bytes, '?preview=true');
    expect(preview.body).toMatchObject({ stored: false, same: 0, cancelled: [] });
    expect(preview.body.added).toHaveLength(2);
    expect(await times()).toEqual([]);
    const stored = await send(bytes);
    expect(stored.body.stored).toBe(true);
    expect(await times()).toEqual(['2099-06-08T06:30:00.000Z', '2099-06-09T06:30:00.000Z']);
    const { results } = await api.store.audit.list({ objectType: 'shift', page: 1, pageSize: 9 });
    expect(results.map(({ action }) => action)).toEqual(['shift-added', 'shift-added']);
  });

  it('changes nothing when it comes again', async () => {
    const headers = { accept: XLSX, 'accept-language': 'nl' };
    const { body } = await api.ask(`/v1/shifts?from=${FROM}&to=${TO}`, { token: planner.token, headers }); // prettier-ignore
    const again = await send(body as Buffer);
    expect(again.body).toMatchObject({ stored: true, added: [], cancelled: [], same: 2 });
  });

  it('cancels what is no longer in it', async () => {
    const bytes = await file(
      ['2099-06-08', '8:30', '12:30', 0, 'Aylin Zomerkade', 'rooster'],
      ['2099-06-10', '8:30', '12:30', 0, 'Aylin Zomerkade', 'rooster'],
    );
    const { body } = await send(bytes);
    expect([body.added.length, body.cancelled.length, body.same]).toEqual([1, 1, 1]);
    expect(await times()).toEqual(['2099-06-08T06:30:00.000Z', '2099-06-10T06:30:00.000Z']);
  });

  it('with faults names each row and column, and changes nothing', async () => {
    const bytes = await file(
      ['2099-06-11', '8:30', '12:30', 0, 'Aylin Zomerkade', 'rooster'],
      ['2027-02-30', 'vroeg', '12:30', 0, 'Niemand', 'rooster'],
    );
    const { status, body } = await send(bytes);
    expect(status).toBe(400);
    expect(body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'rij 3, kolom Datum',
      'rij 3, kolom Begin',
      'rij 3, kolom Wie',
    ]);
    expect(await times()).toHaveLength(2);
  });

  it('is not for who may only read the roster', async () => {
    const { token } = await api.person(['agent']);
    expect((await send(await file(['2099-06-11', '8', '9', 0, 'x', '']), '', token)).status).toBe(403); // prettier-ignore
  });
});

describe('the page of the roster file', () => {
  async function upload(fields: Record<string, string | File>) {
    const browser = browserSession(api.url);
    await browser.logIn(planner.id, '/rooster');
    const { html } = await browser.go('/rooster/bestand');
    const form = html.match(/<form[^>]*multipart[^]*?<\/form>/)?.[0] ?? '';
    const body = new FormData();
    for (const [, name, value] of form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
      body.set(name ?? '', value ?? '');
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return browser.once('/rooster/bestand', {
      method: 'POST',
      body,
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
  }
  const csv = (...lines: string[]) => new File([[HEAD.join(';'), ...lines].join('\n')], 'r.csv');

  it('shows what would change, and does it when that is confirmed', async () => {
    const shown = await upload({ file: csv('15-06-2099;8.30;12.30;;Aylin Zomerkade;') });
    const html = await shown.text();
    expect(html).toContain('Er is nog niets veranderd');
    expect(html).toContain('Aylin Zomerkade: maandag 15 juni 2099 van 8.30 tot 12.30 uur');
    expect(await times()).toHaveLength(2);
    const [, checked = ''] = /name="checked" value="([^"]+)"/.exec(html) ?? [];
    const done = await upload({ checked, kind: 'text/csv' });
    expect(done.headers.get('location')).toContain('/rooster?week=2099-06-15');
    expect(await times()).toHaveLength(3);
  });

  it('says in words what is wrong in the file, or that there is none', async () => {
    const wrong = await upload({ file: csv('15-06-2099;8.30;12.30;;Niemand;') });
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toContain('In rij 2, kolom Wie: Niemand heet');
    const none = await upload({});
    expect([none.status, (await none.text()).includes('Kies eerst een bestand.')]).toEqual([400, true]); // prettier-ignore
  });

  it('gives the roster as a file to start from', async () => {
    const browser = browserSession(api.url);
    await browser.logIn(planner.id, '/rooster');
    const answer = await browser.once('/rooster/bestand?van=2099-06-08');
    expect(answer.headers.get('content-disposition')).toContain('rooster.xlsx');
  });
});
