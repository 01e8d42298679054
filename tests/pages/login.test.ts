import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';

describe('logging in', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.stop());

  it('asks whoever comes who they are, and brings them where they wanted to be', async () => {
    const lead = await api.person(['kcc-lead']);
    const browser = browserSession(api.url);
    const choice = await browser.go('/mailings');
    expect(choice.url.pathname).toMatch(/^\/idp\/kies\//);
    expect(choice.html).toContain('Demonstratie');
    const page = await browser.submit(choice, { person: lead.id });
    expect(page).toMatchObject({ status: 200 });
    expect(page.url.pathname).toBe('/mailings');
    expect(page.html).toContain('Alle mailings');
  });

  it('sends each role to its first page', async () => {
    const lead = await api.person(['kcc-lead']);
    const page = await browserSession(api.url).logIn(lead.id);
    expect(page.status).toBe(200);
    expect(page.url.pathname).not.toBe('/');
  });

  it('logs out here and at the provider', async () => {
    const lead = await api.person(['kcc-lead']);
    const browser = browserSession(api.url);
    const page = await browser.logIn(lead.id);
    const out = await browser.logOut(page);
    expect(out.url.pathname).toBe('/uitgelogd');
    expect((await browser.go('/mailings')).url.pathname).toMatch(/^\/idp\/kies\//);
  });
});
