import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/domain/actor.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { BY_ITSELF_HEADER } from '../../src/http/session.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession, hiddenIn } from '../support/browser-session.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { listenTo } from '../support/live-listener.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const AT_THE_PROVIDER = /^\/idp\/kies\//;

/** A KCC lead in a browser, on the list of mailings. */
async function aLead() {
  const { id } = await api.person(['kcc-lead']);
  const browser = browserSession(api.url);
  const page = await browser.logIn(id, '/mailings');
  return { id, browser, page, session: () => browser.cookies.get('sluis-session') ?? '' };
}

describe('logging in', () => {
  it('asks whoever comes who they are, and brings them where they wanted to be', async () => {
    const { id } = await api.person(['kcc-lead']);
    const browser = browserSession(api.url);
    const choice = await browser.go('/mailings?status=held');
    expect(choice.url.pathname).toMatch(AT_THE_PROVIDER);
    expect(choice.html).toContain('Demonstratie');
    const page = await browser.submit(choice, { person: id });
    expect(page.status).toBe(200);
    expect(page.url.pathname + page.url.search).toBe('/mailings?status=held');
  });

  it('keeps of a session only a hash, and gives a cookie that scripts and other sites cannot use', async () => {
    const { id } = await api.person(['kcc-lead']);
    const browser = browserSession(api.url);
    const choice = await browser.go('/mailings');
    const headers: string[] = [];
    const choose = new URL(choice.url).pathname;
    let next: string | null = choose;
    for (let hop = 0; next && hop < 6; hop += 1) {
      const answer = await browser.once(
        next,
        hop === 0
          ? {
              method: 'POST',
              body: new URLSearchParams({ person: id }),
              headers: { 'Sec-Fetch-Site': 'same-origin' },
            }
          : {},
      );
      headers.push(...answer.headers.getSetCookie());
      next = answer.headers.get('location');
    }
    const set = headers.find((one) => one.startsWith('sluis-session='));
    expect(set).toMatch(/^sluis-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const kept = await api.store.sessions.find(/=([\w-]+)/.exec(set ?? '')?.[1] ?? '', {
      idleSince: '2000-01-01T00:00:00.000Z',
      begunAfter: '2000-01-01T00:00:00.000Z',
    });
    expect(kept).toBeUndefined();
  });

  it('goes on under a new number after every login', async () => {
    const { browser, session, id } = await aLead();
    const before = session();
    await browser.go('/inloggen?vers=1').then((choice) => browser.submit(choice, { person: id }));
    expect(session()).not.toBe(before);
    const stolen = browserSession(api.url);
    stolen.cookies.set('sluis-session', before);
    expect((await stolen.go('/mailings')).url.pathname).toMatch(AT_THE_PROVIDER);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/..//evil.example',
    '/.//evil.example',
    '/%2e//evil.example',
    '/./\\evil.example',
    '/\t/evil.example',
    'mailings',
    '',
  ])('never leads elsewhere: %j', async (wanted) => {
    const { id } = await api.person(['kcc-lead']);
    const browser = browserSession(api.url);
    const choice = await browser.go(`/inloggen?terug=${encodeURIComponent(wanted)}`);
    const page = await browser.submit(choice, { person: id });
    expect(page.url.origin).toBe(api.url);
    expect(page.status).toBe(200);
  });

  it.each([
    ['nothing that was begun here', '/inloggen/terug?code=x&state=y'],
    ['an error of the provider', '/inloggen/terug?error=access_denied&state=y'],
  ])('explains, without a login, what comes back with %s', async (_what, path) => {
    const page = await browserSession(api.url).go(path);
    expect(page.status).toBe(400);
    expect(page.html).toContain('Inloggen is niet gelukt');
  });

  it('refuses the answer to somebody else’s login', async () => {
    const victim = browserSession(api.url);
    await victim.once('/inloggen');
    const { id } = await api.person(['kcc-lead']);
    const attacker = browserSession(api.url);
    const choice = await attacker.go('/inloggen');
    let next = choice.url.pathname;
    let init: RequestInit = {
      method: 'POST',
      body: new URLSearchParams({ person: id }),
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    };
    while (!next.includes('/inloggen/terug')) {
      next = (await attacker.once(next, init)).headers.get('location') ?? '';
      init = {};
    }
    const page = await victim.go(next);
    expect(page.status).toBe(400);
    expect(victim.cookies.has('sluis-session')).toBe(false);
  });

  it('does not let in whom Sluis does not know any more', async () => {
    const { id, browser } = await aLead();
    const person = await api.store.people.find(id);
    await api.store.people.save({ ...person!, active: false }, provenance({ actor: SYSTEM }));
    expect((await browser.go('/mailings')).html).not.toContain('Alle mailings');
  });

  it('works with the roles of this moment', async () => {
    const { id, browser } = await aLead();
    const person = await api.store.people.find(id);
    await api.store.people.save({ ...person!, roles: ['auditor'] }, provenance({ actor: SYSTEM }));
    const page = await browser.go('/mailings');
    expect(page.status).toBe(403);
    expect(page.html).toContain('Dit mag u niet doen');
  });
});

describe('a page that looks by itself whether something changed', () => {
  const EVER = '2000-01-01T00:00:00.000Z';
  const byItself = { headers: { [BY_ITSELF_HEADER]: '1' } };
  const hashOf = (session: string) => createHash('sha256').update(session).digest('hex');

  it('keeps nobody logged in who is away', async () => {
    const { browser, session } = await aLead();
    const idHash = hashOf(session());
    const seenAt = addSeconds(new Date().toISOString(), -20 * 60);
    await api.store.sessions.touch(idHash, seenAt);
    const lastUse = async () => {
      const found = await api.store.sessions.find(idHash, { idleSince: EVER, begunAfter: EVER });
      return found?.session.seenAt;
    };
    expect((await browser.once('/mailings', byItself)).status).toBe(200);
    (await listenTo(`${api.url}/live`, { cookie: `sluis-session=${session()}` })).close();
    expect(await lastUse()).toBe(seenAt);
    await browser.once('/mailings');
    expect(await lastUse()).not.toBe(seenAt);
  });

  it('leaves what is told once to who pressed the button', async () => {
    const { browser, session } = await aLead();
    await api.store.sessions.setFlash(hashOf(session()), { nl: 'Bewaard.', en: 'Saved.' });
    expect(await (await browser.once('/mailings', byItself)).text()).not.toContain('Bewaard.');
    expect((await browser.go('/mailings')).html).toContain('Bewaard.');
  });
});

describe('an address that leads nowhere', () => {
  it('leads on, in the language that was chosen', async () => {
    const { browser } = await aLead();
    await browser.go('/mailings?lang=en');
    const page = await browser.go('/bestaat-niet');
    expect(page.status).toBe(404);
    expect(page.html).toContain('<html lang="en">');
    expect(page.html).toContain('<a href="/">To your first page</a>');
  });
});

describe('logging out', () => {
  it('ends the session here and at the provider', async () => {
    const { browser, page, session } = await aLead();
    const before = session();
    const out = await browser.logOut(page);
    expect(out.url.pathname).toBe('/uitgelogd');
    browser.cookies.set('sluis-session', before);
    expect((await browser.go('/mailings')).url.pathname).toMatch(AT_THE_PROVIDER);
  });

  it('does not happen because another site asks for it', async () => {
    const { browser, page } = await aLead();
    const form = page.html.match(/<form[^>]*uitloggen[^]*?<\/form>/)?.[0] ?? '';
    const tries = [
      { headers: { 'Sec-Fetch-Site': 'cross-site' }, body: new URLSearchParams(hiddenIn(form)) },
      { headers: { 'Sec-Fetch-Site': 'same-origin' }, body: new URLSearchParams({ _csrf: 'x' }) },
      { headers: {}, body: new URLSearchParams(hiddenIn(form)) },
    ];
    for (const one of tries) {
      const answer = await browser.once('/uitloggen', { method: 'POST', ...one });
      expect(answer.status).toBe(403);
    }
    expect((await browser.go('/mailings')).status).toBe(200);
  });

  it('follows when the provider says that somebody logged out there, and is on record', async () => {
    const { browser, id } = await aLead();
    const session = browser.cookies.get('sluis-session') ?? '';
    const end = await browser.go('/idp/session/end');
    await browser.submit(end, { logout: 'yes' });
    const elsewhere = browserSession(api.url);
    elsewhere.cookies.set('sluis-session', session);
    await eventually(async () => {
      expect((await elsewhere.go('/mailings')).url.pathname).toMatch(AT_THE_PROVIDER);
    });
    const about = { objectType: 'person', objectId: id, page: 1, pageSize: 5 };
    const { results } = await api.store.audit.list(about);
    expect(results[0]).toMatchObject({ action: 'logged-out', role: 'system' });
  });

  it.each(['', 'not-a-token', 'eyJhbGciOiJub25lIn0.e30.'])(
    'does not follow a token that is not the provider’s: %j',
    async (token) => {
      const { browser } = await aLead();
      const answer = await browser.once('/inloggen/afgemeld', {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      });
      expect(answer.status).toBe(400);
      expect((await browser.go('/mailings')).status).toBe(200);
    },
  );
});
