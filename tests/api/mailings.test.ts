import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { mailingDetails } from '../support/builders/store-rows.ts';
import { samplesFolder } from '../support/samples.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let api: TestApi;
let department: { id: string; token: string };
let lead: { id: string; token: string };
beforeAll(async () => {
  api = await testApi();
  department = await api.person(['department'], api.departments.own);
  lead = await api.person(['kcc-lead']);
});
afterAll(() => api.stop());

const soon = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const dates = {
  earliest: soon(1).slice(0, 10),
  preferred: soon(5).slice(0, 10),
  legalLatest: soon(20).slice(0, 10),
};

async function aDraft(details: object = mailingDetails(dates)) {
  const answer = await api.ask('/v1/mailings', {
    token: department.token,
    body: { departmentId: api.departments.own, details },
  });
  expect(answer.status).toBe(201);
  return answer;
}

/** A mailing that is held. */
async function aHeldMailing(): Promise<string> {
  const { body } = await aDraft();
  const path = `/v1/mailings/${body.id}`;
  const answer = await api.ask(`${path}/submissions`, { token: department.token, body: {} });
  expect(answer.status).toBe(201);
  return path;
}

describe('before submission', () => {
  it('a mailing is announced with little, drafted with more, and submitted when it is complete', async () => {
    const { token } = department;
    const announced = await api.ask('/v1/announcements', {
      token,
      body: {
        departmentId: api.departments.own,
        title: 'Parkeervergunningen',
        expectedMonth: '2027-05-10',
        roughAudience: 4000,
      },
    });
    expect(announced.body).toMatchObject({ status: 'announced', expectedMonth: '2027-05-01' });
    const path = announced.headers.get('location') ?? '';

    const half = await api.ask(path, {
      token,
      method: 'PUT',
      headers: { 'if-match': announced.headers.get('etag') ?? '' },
      body: { title: 'Parkeervergunningen 2027', kind: 'price-change' },
    });
    expect(half.body).toMatchObject({ status: 'draft', title: 'Parkeervergunningen 2027' });

    const early = await api.ask(`${path}/submissions`, { token, body: {} });
    expect(early.status).toBe(409);
    expect(early.body.code).toBe('draft-incomplete');
    expect(early.body.errors.map((one: { path: string }) => one.path)).toEqual(
      expect.arrayContaining(['draft.audience', 'draft.preferred', 'draft.printedContact']),
    );

    const whole = await api.ask(path, {
      token,
      method: 'PUT',
      headers: { 'if-match': half.headers.get('etag') ?? '' },
      body: mailingDetails(dates),
    });
    expect(whole.status).toBe(200);
    const submitted = await api.ask(`${path}/submissions`, { token, body: {} });
    expect(submitted.status).toBe(201);
    const read = await api.ask(path, { token });
    expect(read.body.status).toBe('held');
    expect(read.body.details).toEqual(mailingDetails(dates));
  });

  it('two people who edit the same version do not overwrite each other', async () => {
    const draft = await aDraft();
    const edit = (title: string, etag?: string | null) =>
      api.ask(`/v1/mailings/${draft.body.id}`, {
        token: department.token,
        method: 'PUT',
        body: { title },
        headers: etag ? { 'if-match': etag } : {},
      });
    const etag = draft.headers.get('etag');
    expect((await edit('Zonder versie')).status).toBe(428);
    expect((await edit('De eerste', etag)).status).toBe(200);
    const second = await edit('De tweede', etag);
    expect(second.status).toBe(412);
    expect(second.headers.get('etag')).toBe('"2"');
    const { body } = await api.ask(`/v1/mailings/${draft.body.id}`, { token: department.token });
    expect(body.title).toBe('De eerste');
  });
});

describe('a held mailing', () => {
  it('tells the lead in both languages what stands between it and a sign-off', async () => {
    const path = await aHeldMailing();
    const { body } = await api.ask(path, { token: lead.token });
    expect(body.statusText.nl).toContain('Vastgehouden');
    const codes = body.unmetConditions.map((one: { code: string }) => one.code);
    expect(codes).toEqual(
      expect.arrayContaining(['qa-sheet-ready', 'contact-details-checked', 'dispatch-plan-fits']),
    );
    for (const { text } of body.unmetConditions) {
      expect(text.nl).toMatch(/\.$/);
      expect(text.en).toMatch(/\.$/);
    }
  });

  it('refuses a sign-off with every unmet condition', async () => {
    const path = await aHeldMailing();
    const { body: mailing } = await api.ask(path, { token: lead.token });
    const answer = await api.ask(`${path}/sign-offs`, {
      token: lead.token,
      body: {},
      headers: { 'accept-language': 'en' },
    });
    expect(answer.status).toBe(409);
    expect(answer.headers.get('content-language')).toBe('en');
    expect(answer.body.code).toBe('unmet-conditions');
    expect(answer.body.conditions.map((one: { code: string }) => one.code)).toEqual(
      mailing.unmetConditions.map((one: { code: string }) => one.code),
    );
  });

  it('takes contact check, waiver, dispatch plan, briefings and stakeholders, and forgets none', async () => {
    const path = await aHeldMailing();
    const { token } = lead;
    const steps: [string, object][] = [
      ['contact-checks', {}],
      ['waivers', { condition: 'qa-sheet-ready', reason: 'Deze mailing roept geen vragen op.' }],
      [
        'dispatch-plan',
        {
          batches: [
            { number: 1, releaseAt: soon(6), audience: { letter: 90, email: 10, portal: 0 } },
          ],
        },
      ],
      ['briefing-plan', { briefings: [soon(5)] }],
      ['stakeholders', { stakeholders: [{ name: 'Balie', email: 'balie@sluiswaard.example' }] }],
    ];
    for (const [step, body] of steps) {
      const answer = await api.ask(`${path}/${step}`, { token, body });
      expect([step, answer.status]).toEqual([step, 201]);
    }
    const { body } = await api.ask(path, { token });
    expect(body.unmetConditions.map((one: { code: string }) => one.code)).toEqual([
      'stakeholders-informed',
      'forecast-current',
    ]);
    const stakeholders = await api.ask(`${path}/stakeholders`, { token });
    expect(stakeholders.body).toMatchObject({ answered: true, results: [{ name: 'Balie' }] });
    const plan = await api.ask(`${path}/dispatch-plan`, { token });
    expect(plan.body).toMatchObject({ nextBatch: 1 });
    const timeline = await api.ask(`${path}/timeline`, { token });
    const actions = timeline.body.results.map((one: { action: string }) => one.action);
    expect(actions).toEqual(
      expect.arrayContaining(['submitted', 'held', 'contact-details-checked', 'dispatch-planned']),
    );
  });

  it('refuses a dispatch plan that does not fit with every fault', async () => {
    const path = await aHeldMailing();
    const answer = await api.ask(`${path}/dispatch-plan`, {
      token: lead.token,
      body: {
        batches: [{ number: 2, releaseAt: soon(60), audience: { letter: 1, email: 0, portal: 0 } }],
      },
    });
    expect(answer.status).toBe(409);
    expect(answer.body.refusal.faults.map((one: { code: string }) => one.code)).toEqual([
      'numbers-not-consecutive',
      'after-window',
      'audience-differs',
    ]);
  });

  it('names every fault in what the lead is said to have seen', async () => {
    const path = await aHeldMailing();
    const seen = { contentDigest: 'x', dispatchPlanKey: 'none', qaSheetVersion: -1 };
    const answer = await api.ask(`${path}/sign-offs`, { token: lead.token, body: { seen } });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((one: { path: string }) => one.path)).toEqual([
      'body.seen.contentDigest',
      'body.seen.qaSheetVersion',
    ]);
  });

  it('is stopped by a withdrawal, and then takes nothing more', async () => {
    const path = await aHeldMailing();
    const body = { reason: 'De raad heeft anders besloten.' };
    const withdrawal = await api.ask(`${path}/withdrawals`, { token: department.token, body });
    expect(withdrawal.body).toMatchObject({ status: 'withdrawn' });
    const signOff = await api.ask(`${path}/sign-offs`, { token: lead.token, body: {} });
    expect(signOff).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });
});

describe('a Q&A sheet', () => {
  const put = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    api.ask(`${path}/qa-sheet`, { token: lead.token, method: 'PUT', body, headers });

  it('comes in as a spreadsheet and goes out as the same', async () => {
    const path = await aHeldMailing();
    const file = await readFile(`${samplesFolder}/woz-2027/qa-sheet.xlsx`);
    const answer = await put(path, file, { 'content-type': XLSX });
    expect(answer.status).toBe(200);
    const read = await api.ask(`${path}/qa-sheet`, { token: lead.token });
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body.pairs.length).toBeGreaterThanOrEqual(20);

    const again = await api.ask(`${path}/qa-sheet`, {
      token: lead.token,
      headers: { accept: XLSX },
    });
    expect(again.headers.get('content-type')).toContain(XLSX);
    const repeat = await put(path, again.body, { 'content-type': XLSX, 'if-match': '"1"' });
    expect(repeat.status).toBe(200);
    const { body } = await api.ask(`${path}/qa-sheet`, { token: lead.token });
    expect(body.version).toBe(1);
    expect(body.pairs).toEqual(read.body.pairs);
  });

  it('with faults lists row and column of each and changes nothing', async () => {
    const path = await aHeldMailing();
    const csv = [
      'Nummer;Onderwerp;Vraag;Antwoord;Interne toelichting;Eigenaar',
      '1;WOZ;Waarom?;Daarom.;;eigenaar@sluiswaard.example',
      'een;WOZ;Hoe?;Zo.;;geen adres',
      '',
      '1;WOZ;;Zo.;;',
    ].join('\r\n');
    const answer = await put(path, csv, { 'content-type': 'text/csv' });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((one: { path: string }) => one.path)).toEqual([
      'rij 3, kolom Nummer',
      'rij 3, kolom Eigenaar',
      'rij 5, kolom Vraag',
    ]);
    expect((await api.ask(`${path}/qa-sheet`, { token: lead.token })).status).toBe(404);
  });

  it('never becomes a formula, and reads back as it was', async () => {
    const path = await aHeldMailing();
    const question = '=HYPERLINK("http://evil.example";"Klik")';
    const pairs = ['=1+1', '+31 88', '-5', '@SUM(A1)', "'quoted'", "'=1", question].map(
      (text, index) => ({
        number: index + 1,
        topic: text,
        question: text,
        answer: text,
        internalNote: text,
        owner: '',
      }),
    );
    expect((await put(path, { pairs })).status).toBe(200);
    const csv = await api.ask(`${path}/qa-sheet`, {
      token: lead.token,
      headers: { accept: 'text/csv' },
    });
    for (const cell of String(csv.body).split(/[\r\n,]+/)) expect(cell).not.toMatch(/^"?[=+\-@]/);
    const back = await put(path, csv.body, { 'content-type': 'text/csv', 'if-match': '"1"' });
    expect(back.status).toBe(200);
    const { body } = await api.ask(`${path}/qa-sheet`, { token: lead.token });
    expect(body.pairs).toEqual(pairs);
  });

  it('is not overwritten by who has not seen the last version', async () => {
    const path = await aHeldMailing();
    const pair = { topic: '', answer: 'A', internalNote: '', owner: '' };
    const one = { pairs: [{ ...pair, number: 1, question: 'Een?' }] };
    const two = { pairs: [{ ...pair, number: 1, question: 'Twee?' }] };
    expect((await put(path, one)).status).toBe(200);
    expect((await put(path, two)).status).toBe(428);
    expect((await put(path, two, { 'if-match': '"7"' })).status).toBe(412);
    expect((await put(path, two, { 'if-match': '"1"' })).status).toBe(200);
  });
});

describe('the list', () => {
  it('shows a department its own and the lead all, page by page', async () => {
    await aDraft();
    await aDraft();
    const mine = await api.ask('/v1/mailings?pageSize=1', { token: department.token });
    expect(mine.body.results).toHaveLength(1);
    expect(mine.body.count).toBeGreaterThan(1);
    const next = await api.ask(mine.body.next, { token: department.token });
    expect(next.body.results[0].id).not.toBe(mine.body.results[0].id);
    const stranger = await api.person(['department'], api.departments.other);
    expect((await api.ask('/v1/mailings', { token: stranger.token })).body.count).toBe(0);
    const drafts = await api.ask('/v1/mailings?status=draft', { token: lead.token });
    expect(new Set(drafts.body.results.map((one: { status: string }) => one.status))).toEqual(
      new Set(['draft']),
    );
  });
});
