import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { provenance } from '../support/builders/store-rows.ts';

let api: TestApi;
let lead: { id: string; token: string };
let agent: { id: string; token: string };
let administrator: { id: string; token: string };
beforeAll(async () => {
  api = await testApi();
  lead = await api.person(['kcc-lead']);
  agent = await api.person(['agent']);
  administrator = await api.person(['administrator']);
});
afterAll(() => api.stop());

async function aMailing(): Promise<string> {
  const { token } = await api.person(['department'], api.departments.own);
  const body = { departmentId: api.departments.own, details: { title: 'Parkeerbrief' } };
  return (await api.ask('/v1/mailings', { token, body })).body.id;
}

describe('shifts', () => {
  const shift = (startsAt: string, endsAt: string) => ({
    personId: agent.id,
    startsAt,
    endsAt,
    kind: 'roster',
  });

  it('are added together or not at all, and never two at once for one person', async () => {
    const day = [
      shift('2027-02-16T08:00:00Z', '2027-02-16T12:00:00Z'),
      shift('2027-02-16T12:00:00Z', '2027-02-16T16:00:00Z'),
    ];
    const add = (shifts: object[]) =>
      api.ask('/v1/shifts', { token: lead.token, body: { shifts } });
    expect((await add(day)).status).toBe(201);
    const overlap = [
      shift('2027-02-17T08:00:00Z', '2027-02-17T12:00:00Z'),
      shift('2027-02-16T11:00:00Z', '2027-02-16T13:00:00Z'),
    ];
    expect(await add(overlap)).toMatchObject({ status: 409, body: { code: 'overlapping-shift' } });
    const period = '?from=2027-02-15T00:00:00Z&to=2027-02-20T00:00:00Z';
    const { body } = await api.ask(`/v1/shifts${period}`, { token: agent.token });
    expect(body.results).toHaveLength(2);
    const cancelled = await api.ask(`/v1/shifts/${body.results[0].id}`, {
      token: lead.token,
      method: 'DELETE',
    });
    expect(cancelled.body.status).toBe('cancelled');
    const left = await api.ask(`/v1/shifts${period}`, { token: lead.token });
    expect(left.body.results).toHaveLength(1);
  });
});

describe('questions', () => {
  it('are logged as they were put, and read back by mailing', async () => {
    const mailingId = await aMailing();
    const text = 'Waaróm is "mijn" WOZ-waarde gestegen? 😡';
    const logged = await api.ask('/v1/questions', {
      token: agent.token,
      body: { mailingId, channel: 'phone', text, qaPairNumber: 3, outcome: 'answered' },
    });
    expect(logged.status).toBe(201);
    const { body } = await api.ask(`/v1/questions?mailingId=${mailingId}`, { token: lead.token });
    expect(body).toMatchObject({ count: 1, results: [{ text, loggedBy: agent.id }] });
  });
});

describe('briefings', () => {
  it('show who has read them and who has not', async () => {
    const mailingId = await aMailing();
    const briefingId = randomUUID();
    const now = new Date().toISOString();
    await api.store.briefings.plan(
      mailingId,
      [{ id: briefingId, occasion: 'ahead', plannedAt: now, content: { title: 'Parkeerbrief' } }],
      provenance(),
    );
    await api.store.briefings.markSent(briefingId, { ...provenance(), at: now });
    const found = await api.ask('/v1/briefings', { token: agent.token });
    expect(found.body.results.map((one: { id: string }) => one.id)).toEqual([briefingId]);
    const reads = `/v1/briefings/${briefingId}/reads`;
    const before = await api.ask(reads, { token: lead.token });
    expect(before.body.unread.map((one: { personId: string }) => one.personId)).toContain(agent.id);
    expect((await api.ask(reads, { token: agent.token, body: {} })).status).toBe(201);
    expect((await api.ask(reads, { token: agent.token, body: {} })).status).toBe(201);
    const after = await api.ask(reads, { token: lead.token });
    expect(after.body.read.map((one: { personId: string }) => one.personId)).toEqual([agent.id]);
    expect(after.body.unread).not.toContainEqual(expect.objectContaining({ personId: agent.id }));
  });
});

describe('contact counts', () => {
  it('are imported, and a later count replaces an earlier one', async () => {
    const count = (offered: number) => ({
      counts: [{ startsAt: '2026-02-16T09:00:00+01:00', seconds: 1800, channel: 'phone', offered }],
    });
    await api.ask('/v1/contact-counts', { token: lead.token, body: count(10) });
    await api.ask('/v1/contact-counts', { token: lead.token, body: count(12) });
    const { body } = await api.ask(
      '/v1/contact-counts?from=2026-02-16T00:00:00Z&to=2026-02-17T00:00:00Z',
      { token: agent.token },
    );
    expect(body.results).toMatchObject([{ startsAt: '2026-02-16T08:00:00.000Z', offered: 12 }]);
  });
});

describe('people, departments and the organisation', () => {
  it('are kept by the administrator, and everybody reads the departments', async () => {
    const { token } = administrator;
    const department = await api.ask('/v1/departments', {
      token,
      body: { name: 'Burgerzaken', email: 'burgerzaken@sluiswaard.example' },
    });
    const person = {
      name: 'Teun Aktehof',
      email: 'Teun.Aktehof@sluiswaard.example',
      roles: ['guest'],
      departmentId: department.body.id,
      active: true,
      staff: {
        kind: 'guest',
        departmentId: department.body.id,
        skills: ['burgerzaken'],
        handleTimeFactor: 1.4,
        maxHoursPerWeek: 16,
        costPerHour: 0,
        offers: [{ startsAt: '2027-02-18T08:00:00Z', endsAt: '2027-02-18T12:00:00Z' }],
      },
    };
    const made = await api.ask('/v1/people', { token, body: person });
    expect(made.status).toBe(201);
    expect(made.body.staff.id).toBe(made.body.id);
    const twice = await api.ask('/v1/people', { token, body: person });
    expect(twice.status).toBe(409);
    const guests = await api.ask('/v1/people?kind=guest', { token: lead.token });
    expect(guests.body.results.map((one: { name: string }) => one.name)).toEqual(['Teun Aktehof']);
    const departments = await api.ask('/v1/departments', { token: agent.token });
    expect(departments.body.results.map((one: { name: string }) => one.name)).toContain(
      'Burgerzaken',
    );
  });

  it('work with the defaults until something is set', async () => {
    const before = await api.ask('/v1/organisation', { token: agent.token });
    expect(before.body.calendar.openingHours['6']).toEqual([]);
    const changed = {
      ...before.body,
      name: 'Sluiswaard',
      staffing: { ...before.body.staffing, shrinkage: 0.25 },
    };
    const { token } = administrator;
    const put = (etag: string, body: unknown = changed, by = token) =>
      api.ask('/v1/organisation', {
        token: by,
        method: 'PUT',
        body,
        headers: { 'if-match': etag },
      });
    expect(before.headers.get('etag')).toBe('"0"');
    const first = await put('"0"');
    expect(first.body).toEqual(changed);
    expect(first.headers.get('etag')).toBe('"1"');

    // Somebody who read it before that change overwrites nothing.
    const theirs = { ...changed, terms: { reminderWorkingDays: 3 } };
    expect((await put('"0"', theirs, lead.token)).status).toBe(412);
    expect((await put('"1"', theirs, lead.token)).body).toEqual(theirs);
    const [line] = (await api.store.audit.list({ page: 1, pageSize: 1 })).results;
    expect(line).toMatchObject({ action: 'organisation-saved', detail: { parts: ['terms'] } });
    const without = await api.ask('/v1/organisation', { token, method: 'PUT', body: changed });
    expect(without.status).toBe(428);
  });
});

describe('what-ifs', () => {
  const audience = { letter: 10_000, email: 0, portal: 0 };
  const body = {
    kind: 'tax-assessment',
    audience,
    batches: [{ releaseAt: '2027-02-16T08:00:00+01:00', audience }],
  };

  it('leave out the half hours for who does not want them, and nothing else', async () => {
    const ask = (query: string) => api.ask(`/v1/forecasts${query}`, { token: lead.token, body });
    const [whole, days, odd] = await Promise.all(
      ['', '?halfHours=false', '?halfHours=no'].map(ask),
    );
    expect(whole?.body.intervals.length).toBeGreaterThan(100);
    expect(days?.body).toEqual({ ...whole?.body, intervals: [] });
    expect(odd?.status).toBe(400);
  });

  it('give the wave with its uncertainty, and store nothing', async () => {
    const answer = await api.ask('/v1/forecasts', { token: lead.token, body });
    expect(answer.status).toBe(200);
    const { totals, assumptions } = answer.body;
    expect(totals.p10).toBeLessThan(totals.p50);
    expect(totals.p50).toBeLessThan(totals.p90);
    expect(assumptions.length).toBeGreaterThan(0);
    expect(assumptions[0]).toEqual({ nl: expect.any(String), en: expect.any(String) });
  });

  it('give the positions, or say what given positions achieve', async () => {
    const ask = (agents?: number) =>
      api.ask('/v1/staffing-requirements', {
        token: lead.token,
        body: {
          intervals: [
            { contacts: 100, seconds: 1800, handleTimeSeconds: 240, ...(agents && { agents }) },
          ],
          target: { fraction: 0.8, withinSeconds: 20 },
        },
      });
    const [needed] = (await ask()).body.intervals;
    expect(needed.serviceLevel).toBeGreaterThanOrEqual(0.8);
    const [fewer] = (await ask(needed.positions - 1)).body.intervals;
    expect(fewer.serviceLevel).toBeLessThan(0.8);
  });
});

describe('the audit chain', () => {
  it('shows the auditor everything and the administrator no content', async () => {
    const auditor = await api.person(['auditor']);
    await aMailing();
    const lines = await api.ask('/v1/audit-lines?pageSize=5', { token: auditor.token });
    expect(lines.body.results[0]).toMatchObject({ action: 'draft-saved', origin: 'api' });
    expect(lines.body.results[0].detail).not.toEqual({});
    const bare = await api.ask('/v1/audit-lines?pageSize=5', { token: administrator.token });
    expect(bare.body.results[0].detail).toEqual({});
  });
});
