import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { addSeconds } from '../../src/domain/instant.ts';
import { withClient } from '../../src/main/embedded/postgres-connection.ts';
import { browserSession, type BrowserSession } from '../support/browser-session.ts';
import { contextFor, launchChromium, logInAs, noBrowser } from '../support/chromium.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
}, 180_000);
afterAll(() => world.stop());

const NEW = '/mensen/nieuw';
const TYPED = {
  name: 'Ééén Naam <b>&"\u{1F469}‍\u{1F692}',
  email: 'een@sluiswaard.example',
  'roles[]': 'agent',
};
const AGAIN = 'U moest opnieuw inloggen.';

const hashOf = (cookie: string | undefined) =>
  createHash('sha256')
    .update(cookie ?? '')
    .digest('hex');
const longAgo = () => addSeconds(new Date().toISOString(), -2 * 3600);

const sql = (query: string) =>
  withClient(world.database.url, async (client) => (await client.query(query)).rows as unknown[]);

/** Nobody has used the session in this browser for two hours, and the provider asks again who it is. */
async function goesIdle(browser: BrowserSession) {
  await world.store.sessions.touch(hashOf(browser.cookies.get('sluis-session')), longAgo());
  for (const name of browser.cookies.keys()) {
    if (!name.startsWith('sluis-')) browser.cookies.delete(name);
  }
}

async function administrator() {
  const { id } = await world.person(['administrator']);
  const browser = browserSession(world.url);
  const page = await browser.logIn(id, NEW);
  return { id, browser, page };
}

const shows = (html: string) => ({
  notice: html.includes(AGAIN),
  name: html.includes('value="Ééén Naam &lt;b&gt;&amp;&quot;\u{1F469}‍\u{1F692}"'),
  email: html.includes('value="een@sluiswaard.example"'),
  agent: /value="agent"[^>]*checked=""|checked=""[^>]*value="agent"/.test(html),
});
const EVERYTHING = { notice: true, name: true, email: true, agent: true };

const peopleNamed = async (email: string) =>
  (await world.store.people.findByEmail(email)) === undefined ? 0 : 1;

describe('a form that comes after the session has ended', () => {
  it('is shown again with all that was typed after the login, and does nothing by itself', async () => {
    const { id, browser, page } = await administrator();
    await goesIdle(browser);
    const choice = await browser.submit(page, TYPED);
    expect(choice.url.pathname).toMatch(/^\/idp\//);
    const back = await browser.submit(choice, { person: id });
    expect(back.url.pathname).toBe(NEW);
    expect(shows(back.html)).toEqual(EVERYTHING);
    expect(await peopleNamed(TYPED.email)).toBe(0);

    // Reloading loses nothing either; sending it does it, and then it is over.
    const reloaded = await browser.go(NEW);
    expect(shows(reloaded.html)).toEqual(EVERYTHING);
    const done = await browser.submit(reloaded, TYPED);
    expect(done.status).toBe(200);
    expect(await peopleNamed(TYPED.email)).toBe(1);
    expect((await browser.go(NEW)).html).not.toContain(AGAIN);
  });

  it('is shown again at once where the provider still knows who it is', async () => {
    const { browser, page } = await administrator();
    await world.store.sessions.touch(hashOf(browser.cookies.get('sluis-session')), longAgo());
    const back = await browser.submit(page, { ...TYPED, email: 'nog@sluiswaard.example' });
    expect(back.url.pathname).toBe(NEW);
    expect(back.html).toContain('value="nog@sluiswaard.example"');
    expect(back.html).toContain(AGAIN);
    expect(await peopleNamed('nog@sluiswaard.example')).toBe(0);
  });

  it('is shown to nobody else, also not with the same browser', async () => {
    const { browser, page } = await administrator();
    const other = await world.person(['administrator']);
    await goesIdle(browser);
    const choice = await browser.submit(page, TYPED);
    const back = await browser.submit(choice, { person: other.id });
    expect(back.url.pathname).toBe(NEW);
    expect(back.html).not.toContain('Naam &lt;b&gt;');
  });

  it('is shown in no other browser, and lies in the store so that it cannot be read', async () => {
    const { id, browser, page } = await administrator();
    await goesIdle(browser);
    await browser.submit(page, { ...TYPED, name: 'Zeldzamewoord' });
    const elsewhere = browserSession(world.url);
    expect((await elsewhere.logIn(id, NEW)).html).not.toContain('Zeldzamewoord');
    const kept = await sql('SELECT id, sealed FROM kept_forms');
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify(kept)).not.toContain('Zeldzamewoord');
    expect(JSON.stringify(kept)).not.toContain(browser.cookies.get('sluis-formulier'));
  });

  it('is forgotten after an hour', async () => {
    const { id, browser, page } = await administrator();
    await goesIdle(browser);
    const choice = await browser.submit(page, TYPED);
    await sql(`UPDATE kept_forms SET kept_at = kept_at - interval '61 minutes'`);
    expect((await browser.submit(choice, { person: id })).html).not.toContain(AGAIN);
    expect(await world.store.keptForms.purge(longAgo())).toBe(0);
    expect(await world.store.keptForms.purge(new Date().toISOString())).toBeGreaterThan(0);
  });

  it('of a page that asks for a fresh login is kept when that was too long ago', async () => {
    const { id } = await world.person(['kcc-lead']);
    const browser = browserSession(world.url);
    const path = `/mailings/${world.mailings.held}/noodvrijgave`;
    const page = await browser.logIn(id, path);
    const session = hashOf(browser.cookies.get('sluis-session'));
    await sql(
      `UPDATE sessions SET authenticated_at = authenticated_at - interval '6 minutes'
       WHERE id_hash = '${session}'`,
    );
    const choice = await browser.submit(page, { reason: 'De dijk staat op doorbreken.' });
    expect(choice.url.pathname).toMatch(/^\/idp\//);
    const back = await browser.submit(choice, { person: id });
    expect(back.url.pathname).toBe(path);
    expect(back.html).toContain('De dijk staat op doorbreken.');
    expect(back.html).toContain(AGAIN);
  });

  it('of an earlier session, sent when one has logged in again in another window, is shown again', async () => {
    const { id, browser, page } = await administrator();
    await browser.go('/inloggen?vers=1').then((choice) => browser.submit(choice, { person: id }));
    const again = await browser.submit(page, { ...TYPED, email: 'ander@sluiswaard.example' });
    expect(again.html).toContain(AGAIN);
    expect(again.html).toContain('value="ander@sluiswaard.example"');
    expect(await peopleNamed('ander@sluiswaard.example')).toBe(0);
    const done = await browser.submit(again, { ...TYPED, email: 'ander@sluiswaard.example' });
    expect(done.status).toBe(200);
    expect(await peopleNamed('ander@sluiswaard.example')).toBe(1);
  });

  it('of an agent brings back the question that was being logged', async () => {
    const { id } = await world.person(['agent']);
    const browser = browserSession(world.url);
    const page = await browser.logIn(id, '/zoeken?q=zwembad');
    await goesIdle(browser);
    const typed = { text: 'Waarom is het zwembad dicht?', do: 'transferred' };
    const choice = await browser.submit(page, typed, 'name="mailingId"');
    const back = await browser.submit(choice, { person: id });
    expect(back.url.pathname + back.url.search).toBe('/zoeken?q=zwembad');
    expect(back.html).toContain('Waarom is het zwembad dicht?');
    expect(back.html).toContain(AGAIN);
  });

  it('still notices that somebody else changed it in between', async () => {
    const departmentId = world.departments.own;
    const { id } = await world.person(['department'], departmentId);
    const browser = browserSession(world.url);
    const { id: mailingId } = await world.store.mailings.saveDraft(
      { id: crypto.randomUUID(), departmentId, draft: { title: 'Eerste titel' } },
      { actor: { personId: id, role: 'department' }, origin: 'page', at: new Date().toISOString() },
    );
    const page = await browser.logIn(id, `/mailings/${mailingId}/aanmelden/inhoud`);
    await goesIdle(browser);
    const choice = await browser.submit(page, { title: 'Mijn titel' });
    const colleague = browserSession(world.url);
    const theirs = await colleague.logIn(
      (await world.person(['department'], departmentId)).id,
      page.url.pathname,
    );
    await colleague.submit(theirs, { title: 'Andere titel' });
    const back = await browser.submit(choice, { person: id });
    expect(back.html).toContain('Mijn titel');
    const refused = await browser.submit(back, { title: 'Mijn titel' });
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Mijn titel');
    expect((await world.store.mailings.find(mailingId))?.title).toBe('Andere titel');
  });

  it('is shown as text when what it was for is not possible any more', async () => {
    const { id } = await world.person(['kcc-lead']);
    const browser = browserSession(world.url);
    const path = `/mailings/${world.mailings.held}/intrekken`;
    const page = await browser.logIn(id, path);
    await goesIdle(browser);
    const choice = await browser.submit(page, { reason: 'De brief wordt <eerst> herschreven.' });
    const colleague = browserSession(world.url);
    const theirs = await colleague.logIn((await world.person(['kcc-lead'])).id, path);
    await colleague.submit(theirs, { reason: 'Al ingetrokken.' });
    const back = await browser.submit(choice, { person: id });
    expect(back.html).toContain('Wat u had ingevuld');
    expect(back.html).toContain('De brief wordt &lt;eerst&gt; herschreven.');
  });

  it('names the file that has to be chosen again', async () => {
    const { id } = await world.person(['kcc-lead']);
    const browser = browserSession(world.url);
    const path = `/mailings/${world.mailings.held}/vragenlijst`;
    const page = await browser.logIn(id, path);
    const mark = /name="_for" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    await goesIdle(browser);
    const body = new FormData();
    body.append('_for', mark);
    body.append('file', new Blob(['vraag;antwoord']), 'vragen.csv');
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const choice = await browser.go(path, { method: 'POST', body, headers });
    const back = await browser.submit(choice, { person: id });
    expect(back.html).toContain('Kies het opnieuw: vragen.csv.');
  });
});

describe('a form of which nothing is kept', () => {
  const post = (browser: BrowserSession, fields: Record<string, string>, site = 'same-origin') =>
    browser.once(NEW, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'Sec-Fetch-Site': site },
    });

  it.each([
    ['was drawn for nobody', () => ({}), 'same-origin'],
    [
      'has a mark of its own making',
      (id: string) => ({ _for: `${id}.zzzzzz.AAAA` }),
      'same-origin',
    ],
    ['comes from another site', (_id: string, mark: string) => ({ _for: mark }), 'cross-site'],
    [
      'is far too large',
      (_id: string, mark: string) => ({ _for: mark, name: 'x'.repeat(1_200_000) }),
      'same-origin',
    ],
  ])('%s: it only leads to the login', async (_what, fields, site) => {
    const { id, page } = await administrator();
    const mark = /name="_for" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const before = await sql('SELECT count(*)::int AS count FROM kept_forms');
    const answer = await post(browserSession(world.url), fields(id, mark), site);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/inloggen?terug=%2Fmensen%2Fnieuw');
    const after = await sql('SELECT count(*)::int AS count FROM kept_forms');
    expect(after).toEqual(before);
  });

  it('makes place: no more than ten wait for one person', async () => {
    const { id, page } = await administrator();
    const mark = /name="_for" value="([^"]+)"/.exec(page.html)?.[1] ?? '';
    for (let nth = 0; nth < 12; nth += 1) {
      await post(browserSession(world.url), { _for: mark, name: `Poging ${nth}` });
    }
    const [row] = await sql(
      `SELECT count(*)::int AS count FROM kept_forms WHERE person_id = '${id}'`,
    );
    expect(row).toEqual({ count: 10 });
  });
});

(noBrowser ? describe.skip : describe)(
  `in a real browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let chromium: Browser;
    beforeAll(async () => {
      chromium = await launchChromium();
    });
    afterAll(() => chromium?.close());

    it.each([
      ['with script', {}],
      ['without script', { javaScriptEnabled: false }],
    ])(
      '%s what was typed survives the login',
      async (_how, options) => {
        const context = await contextFor(chromium, 'light', options);
        const page = await context.newPage();
        const { name } = world.who('administrator');
        await logInAs(page, world.url, name, NEW);
        await page.locator('[name="name"]').fill('Mees Overgebleven');
        await page.locator('[name="email"]').fill('mees@sluiswaard.example');
        const cookies = await context.cookies();
        const cookie = cookies.find((one) => one.name === 'sluis-session');
        await world.store.sessions.touch(hashOf(cookie?.value), longAgo());
        await context.clearCookies({ name: /^(?!sluis-)/ });
        await page.locator('main .button.primary').click();
        await page.getByRole('button', { name, exact: true }).click();
        await page.waitForURL(`**${NEW}`);
        expect(await page.locator('[name="name"]').inputValue()).toBe('Mees Overgebleven');
        expect(await page.locator('[name="email"]').inputValue()).toBe('mees@sluiswaard.example');
        expect(await page.locator('.notice.warning').innerText()).toContain(AGAIN);
        await context.close();
      },
      180_000,
    );
  },
);
