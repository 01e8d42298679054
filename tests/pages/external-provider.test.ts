import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { freePort } from '../../src/main/embedded/ports.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { type BrowserSession, browserSession, type Loaded } from '../support/browser-session.ts';

/** What the municipality's own provider says of whom. */
const CLAIMS: Readonly<Record<string, Record<string, unknown>>> = {
  fenna: { email: 'Fenna@Sluiswaard.example', name: 'Fenna', groups: ['KCC-leiders', 'Bowling'] },
  yara: { email: 'yara@sluiswaard.example', name: 'Yara', groups: ['administrator'] },
  bram: { email: 'bram@sluiswaard.example', name: 'Bram', groups: ['Bowling'] },
  doubt: { email: 'doubt@sluiswaard.example', email_verified: false, groups: ['KCC-leiders'] },
  print: { email: 'print@sluiswaard.example', groups: ['print-house'] },
};

let api: TestApi;
let provider: Server;
beforeAll(async () => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const issuer = `http://127.0.0.1:${port}`;
  const publicUrl = `http://127.0.0.1:${apiPort}`;
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'sluis-sluiswaard',
        client_secret: 'a secret of the tests',
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${publicUrl}/inloggen/terug`],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...CLAIMS[sub] }) }),
  });
  provider = createServer((req, res) => void oidc.callback()(req, res)).listen(port, '127.0.0.1');
  api = await testApi({
    env: {
      API_PORT: String(apiPort),
      OIDC_ISSUER: issuer,
      OIDC_JWKS_URL: `${issuer}/jwks`,
      OIDC_CLIENT_ID: 'sluis-sluiswaard',
      OIDC_CLIENT_SECRET: 'a secret of the tests',
      OIDC_ROLES_CLAIM: 'groups',
      OIDC_ROLE_NAMES: 'KCC-leiders=kcc-lead',
    },
  });
});
afterAll(async () => {
  await api.stop();
  provider.close();
  provider.closeAllConnections();
});

/** Logs in with the provider's own pages, and says yes to what they ask. */
async function logIn(sub: string, browser: BrowserSession = browserSession(api.url)) {
  let page: Loaded = await browser.go('/mailings');
  page = await browser.submit(page, { login: sub, password: 'x' }, 'name="login"');
  while (page.html.includes('name="prompt" value="consent"')) page = await browser.submit(page, {});
  return { browser, page };
}

describe('the municipality’s own identity provider', () => {
  it('says who somebody is and, by the configured claim, what they may do', async () => {
    const { page } = await logIn('fenna');
    expect(page.url.origin).toBe(api.url);
    expect(page.html).toContain('Alle mailings');
    expect(await api.store.people.findByEmail('fenna@sluiswaard.example')).toMatchObject({
      name: 'Fenna',
      roles: ['kcc-lead'],
    });
  });

  it('is believed anew at every login, about the same person', async () => {
    await logIn('yara');
    const before = await api.store.people.findByEmail('yara@sluiswaard.example');
    CLAIMS['yara']!['groups'] = ['administrator', 'KCC-leiders'];
    await logIn('yara');
    const after = await api.store.people.findByEmail('yara@sluiswaard.example');
    expect(after).toMatchObject({ id: before?.id, roles: ['kcc-lead', 'administrator'] });
  });

  it.each([
    ['without a role here', 'bram'],
    ['whose address it doubts', 'doubt'],
    ['with a role that only machines may have', 'print'],
  ])('lets nobody in %s', async (_what, sub) => {
    const { page, browser } = await logIn(sub);
    expect(page.status).toBe(403);
    expect(page.html).toContain('U hebt nog geen toegang tot Sluis');
    expect(browser.cookies.has('sluis-session')).toBe(false);
  });

  it('may be where forms lead to, and nowhere else', async () => {
    const { page } = await logIn('fenna');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`form-action 'self' ${new URL(api.config.oidc.issuer).origin};`);
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('being away is told as such, with when to come back', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const without = await testApi({
      env: { OIDC_ISSUER: nowhere, OIDC_JWKS_URL: `${nowhere}/jwks` },
    });
    const page = await browserSession(without.url).go('/mailings');
    expect(page.status).toBe(503);
    expect(page.headers.get('retry-after')).toBe('5');
    expect(page.html).toContain('Even niet bereikbaar');
    await without.stop();
  });
});
