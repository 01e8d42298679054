import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { writeTable, XLSX } from '../../src/api/spreadsheet.ts';
import { firstAsked } from '../../src/domain/planning-history.ts';
import { browserSession } from '../support/browser-session.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let planner: { id: string; token: string };
beforeAll(async () => {
  world = await sampleWorld();
  planner = await world.person(['planner']);
}, 120_000);
afterAll(() => world.stop());

type Row = (string | number)[];
const path = (rest = '') => `/v1/mailings/${world.mailings.held}/staffing-plan${rest}`;
const send = (
  rows: Row[],
  query = '',
  headers: Record<string, string> = {},
  token = planner.token,
) =>
  // prettier-ignore
  writeTable('Plan', rows).then((bytes) =>
    world.ask(path(`-imports${query}`), {
      method: 'POST',
      token,
      body: new Uint8Array(bytes),
      headers: { 'content-type': XLSX, 'accept-language': 'nl', ...headers },
    }),
  );
const stored = () => world.store.staffingPlans.latest(world.mailings.held);
/** The plan or proposal as it is exported. */
async function exported(): Promise<Row[]> {
  const { body } = await world.ask(path(), { token: planner.token, headers: { accept: XLSX, 'accept-language': 'nl' } }); // prettier-ignore
  const { sheets } = await readXlsx(body as Buffer);
  return (sheets[0]?.rows ?? []).map((row) => row.map((cell) => (typeof cell === 'number' ? cell : String(cell ?? '')))); // prettier-ignore
}

describe('a staffing plan that is imported', () => {
  it('is shown before anybody is asked, then becomes the plan, with one audit line', async () => {
    const before = (await stored())?.version ?? 0;
    const rows = await exported();
    expect(rows.length).toBeGreaterThan(1);
    const shown = await send(rows, '?preview=true');
    expect([shown.status, shown.headers.get('etag')]).toEqual([200, `"${before}"`]);
    expect((await stored())?.version ?? 0).toBe(before);
    expect((await send(rows)).status).toBe(428);
    const done = await send(rows, '', { 'if-match': `"${before}"` });
    expect(done.status).toBe(201);
    const plan = await stored();
    expect(plan?.version).toBe(before + 1);
    expect(plan?.plan.needs.length).toBeGreaterThan(0);
    const { results } = await world.store.audit.list({ objectId: world.mailings.held, page: 1, pageSize: 50 }); // prettier-ignore
    const lines = results.filter(({ action }) => action === 'staffing-plan-written');
    expect(lines.filter(({ detail }) => (detail as { version?: number }).version === before + 1)).toHaveLength(1); // prettier-ignore
  });

  it('does not overwrite what somebody else planned meanwhile', async () => {
    const { version = 0 } = (await stored()) ?? {};
    const answer = await send(await exported(), '', { 'if-match': `"${version - 1}"` });
    expect(answer.status).toBe(412);
    expect((await stored())?.version).toBe(version);
  });

  it('shows who would no longer be asked, and what stays short', async () => {
    const [first] = firstAsked((await stored())!.plan);
    const [head = [], top = [], ...rows] = await exported();
    const ofTop = (row: Row) => [0, 1, 2].every((column) => row[column] === top[column]);
    // One position fewer in the first stretch, and the person who was asked first is out of it.
    const positions = Number(top[3]) - 1;
    const less = rows.flatMap((row) =>
      ofTop(row) ? (positions > 0 ? [row.with(3, positions)] : []) : [row],
    );
    const { status, body } = await send([head, ...less], '?preview=true');
    expect([status, body.errors]).toEqual([200, undefined]);
    expect(body.dropped).toContainEqual(first);
    expect(body.shortageAfter.personHours).toBeGreaterThanOrEqual(body.shortageBefore.personHours);
  });

  it('with faults names each row and column, and changes nothing', async () => {
    const [head = [], one = []] = await exported();
    const { version } = (await stored())!;
    const wrong = [one.with(0, '2027-02-30').with(5, 'Niemand'), one.with(3, 'veel')];
    const { status, body } = await send([head, ...wrong], '', { 'if-match': `"${version}"` });
    expect(status).toBe(400);
    expect(body.errors.map((fault: { path: string }) => fault.path)).toEqual([
      'rij 2, kolom Datum',
      'rij 2, kolom Wie',
      'rij 3, kolom Nodig',
    ]);
    expect((await stored())?.version).toBe(version);
  });

  it('is not for who may not plan', async () => {
    const { token } = await world.person(['agent']);
    expect((await send(await exported(), '?preview=true', {}, token)).status).toBe(403);
  });
});

describe('the page of the staffing plan file', () => {
  async function upload(fields: Record<string, string | File>) {
    const browser = browserSession(world.url);
    await browser.logIn(planner.id, '/mailings');
    const address = `/mailings/${world.mailings.held}/bezetting/bestand`;
    const { html } = await browser.go(address);
    const form = html.match(/<form[^>]*multipart[^]*?<\/form>/)?.[0] ?? '';
    const body = new FormData();
    for (const [, name, value] of form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g))
      body.set(name ?? '', value ?? '');
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return browser.once(address, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } }); // prettier-ignore
  }

  it('shows what would change, and does it when that is confirmed', async () => {
    const [head = [], ...rows] = await exported();
    const { version } = (await stored())!;
    // One person fewer in reserve or asked: the last row goes.
    const bytes = await writeTable('Plan', [head, ...rows.slice(0, -1)]);
    const shown = await upload({ file: new File([new Uint8Array(bytes)], 'plan.xlsx') });
    const html = await shown.text();
    expect(html).toContain('Er is nog niets veranderd en niemand is gevraagd');
    expect(html).toContain('Te kort met dit bestand');
    expect((await stored())?.version).toBe(version);
    const [, checked = ''] = /name="checked" value="([^"]+)"/.exec(html) ?? [];
    const done = await upload({ checked, kind: XLSX, version: String(version) });
    expect(done.status).toBe(303);
    expect((await stored())?.version).toBe(version + 1);
  });

  it('says in words what is wrong in the file, or that there is none', async () => {
    const csv = new File(['Datum;Wie\n2027-02-23;Niemand'], 'plan.csv');
    const wrong = await upload({ file: csv });
    expect([wrong.status, (await wrong.text()).includes('Deze ontbreken: Begin')]).toEqual([400, true]); // prettier-ignore
    const none = await upload({});
    expect([none.status, (await none.text()).includes('Kies eerst een bestand.')]).toEqual([400, true]); // prettier-ignore
  });
});
