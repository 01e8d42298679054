import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

it('the terms are seen by auditor and administrator, and set with the organisation', async () => {
  const [auditor, administrator] = [
    await api.person(['auditor']),
    await api.person(['administrator']),
  ];
  const terms = async () => (await api.ask('/v1/retention', { token: auditor.token })).body.terms;
  expect(await terms()).toEqual({ messageDays: 30, requestDays: 7 });
  const organisation = {
    name: 'Sluiswaard',
    calendar: DEFAULT_CALENDAR,
    staffing: DEFAULT_STAFFING_SETTINGS,
    baseLoad: [],
  };
  const put = (retention: object) =>
    api.ask('/v1/organisation', {
      token: administrator.token,
      method: 'PUT',
      headers: { 'if-match': '*' },
      body: { ...organisation, retention },
    });
  expect((await put({ messageDays: 60, requestDays: 7 })).status).toBe(200);
  expect(await terms()).toEqual({ messageDays: 60, requestDays: 7 });
  for (const messageDays of [0, 4, 3651, 1.5]) {
    expect([messageDays, (await put({ messageDays, requestDays: 7 })).status]).toEqual([
      messageDays,
      400,
    ]);
  }
});

it('the page shows the terms and what was erased', async () => {
  await api.store.retention.begin(
    '5115aa00-0000-4000-8000-0000000000f1',
    '2027-03-20T04:00:00.000Z',
  );
  const { id } = await api.person(['auditor']);
  const browser = browserSession(api.url);
  const page = await browser.logIn(id, '/bewaartermijnen');
  expect(page.html).toContain('dagen na het einde van de mailing');
  expect(page.html).toContain('Sluis begint vanzelf opnieuw');
});
