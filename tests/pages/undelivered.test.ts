import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aDelivery } from '../support/builders/doubt-row.ts';
import { aHeldMailing } from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

it('a department reads whom its e-mails did not reach and why, and saves the list', async () => {
  const { mailing } = await aHeldMailing(api.store);
  const { departmentId, id: mailingId } = mailing;
  const about = { mailingId, departmentId, status: 'failed', reply: '552 5.2.2 Over quota <vol>' };
  const { recipient } = await aDelivery(api.database.url, about);
  await aDelivery(api.database.url, { ...about, status: 'accepted', recipient: 'goed@b.example' });
  const { id } = await api.person(['department'], departmentId);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');

  const { html } = await browser.go(`/mailings/${mailingId}/niet-bezorgd`);
  expect(html).toContain(recipient);
  expect(html).toContain('de mailbox is vol');
  expect(html).toContain('552 5.2.2 Over quota &lt;vol&gt;');
  expect(html).not.toContain('goed@b.example');
  const file = await browser.once(`/mailings/${mailingId}/niet-bezorgd?soort=xlsx`);
  expect(file.headers.get('content-type')).toContain('spreadsheetml');
  expect(file.headers.get('content-disposition')).toContain(`niet-bezorgd-${mailingId}.xlsx`);
});
