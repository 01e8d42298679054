import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aDoubt } from '../support/builders/doubt-row.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

async function inTheBrowserOf(role: Role) {
  const { id } = await api.person([role], api.departments.own);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  return browser;
}

it('a lead comes from the board to a message in doubt, and two of them settle it', async () => {
  const { messageId, recipient } = await aDoubt(api.database.url, {
    departmentId: api.departments.own,
  });
  const [anna, bram] = [await inTheBrowserOf('kcc-lead'), await inTheBrowserOf('kcc-lead')];
  expect((await anna.go('/bord')).html).toContain('href="/onzeker"');

  const page = await anna.go('/onzeker');
  expect(page.html).toContain(recipient);
  expect(page.html).toContain('&lt;zoek@sluiswaard.example&gt;');
  expect(page.html).toContain(messageId);
  const first = await anna.submit(page, { answer: 'sent' }, recipient);
  expect(first.url.href).not.toContain('inwoner');
  expect(first.html).toContain('Een andere KCC-leider moet nog hetzelfde zeggen');

  const second = await bram.go('/onzeker');
  expect(second.html).toContain('Zegt u hetzelfde, dan gebeurt het.');
  const done = await bram.submit(second, { answer: 'sent' }, recipient);
  expect(done.html).toContain('Twee mensen zijn het eens');
  expect(done.html).not.toContain(recipient);
});

it('a department sees its own and answers none', async () => {
  const { recipient } = await aDoubt(api.database.url, { departmentId: api.departments.own });
  const other = await aDoubt(api.database.url, { departmentId: api.departments.other });
  const { html } = await (await inTheBrowserOf('department')).go('/onzeker');
  expect(html).toContain(recipient);
  expect(html).not.toContain(other.recipient);
  expect(html).not.toContain('Het is verzonden');
});
