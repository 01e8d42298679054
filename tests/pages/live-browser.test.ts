import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { provenance } from '../support/builders/store-rows.ts';
import { launchChromium, logInAs, noBrowser } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
let browser: Browser;

(noBrowser ? describe.skip : describe)('pages that are alive, in a browser', () => {
  beforeAll(async () => {
    world = await sampleWorld();
    browser = await launchChromium();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  async function aPageOf(role: 'kcc-lead' | 'agent', path: string) {
    // With the CSP of the pages as it is.
    const page = await (await browser.newContext({ locale: 'nl-NL' })).newPage();
    await logInAs(page, world.url, world.who(role).name, path);
    return page;
  }

  it.each(['/bord', '/vandaag'])(
    '%s shows an entry of an agent without a reload',
    async (path) => {
      const mailingId = world.mailings.releasing;
      const page = await aPageOf('kcc-lead', path);
      const before = (await world.store.questions.forMailing(mailingId)).length;
      const count = page.locator(`[data-live-count="${mailingId}"]`);
      expect(await count.textContent()).toBe(String(before));
      const at = new Date().toISOString();
      await world.store.questions.log(
        {
          id: randomUUID(),
          mailingId,
          askedAt: at,
          channel: 'phone',
          text: 'V',
          outcome: 'answered',
        },
        provenance({ at }),
      );
      await count.getByText(String(before + 1), { exact: true }).waitFor({ timeout: 5_000 });
    },
    30_000,
  );

  it('fetches a part anew when its table changed', async () => {
    const page = await aPageOf('kcc-lead', '/vandaag');
    const { briefing } = world.atWork;
    expect(await page.getByText('Nog lezen').count()).toBe(1);
    const lead = world.who('kcc-lead').id;
    await world.store.briefings.read(briefing, lead, provenance());
    await page.getByText('U hebt alles gelezen.').waitFor({ timeout: 5_000 });
  }, 30_000);

  /** Lets the clock of `page` run until it says this. */
  const untilSaid = (page: Page, text: string) =>
    eventually(async () => {
      await page.clock.runFor(1_000);
      expect(await page.getByRole('status').allTextContents()).toContainEqual(
        expect.stringContaining(text),
      );
    });

  it('says that it does not follow when a proxy answers for Sluis, and goes on once Sluis is back', async () => {
    const mailingId = world.mailings.releasing;
    const page = await aPageOf('kcc-lead', '/bord');
    await page.clock.install();
    await page.route('**/live', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await page.reload();
    await untilSaid(page, 'Deze pagina loopt even niet mee.');
    const at = new Date().toISOString();
    const question = { mailingId, askedAt: at, channel: 'phone', text: 'V' } as const;
    await world.store.questions.log(
      { ...question, id: randomUUID(), outcome: 'answered' },
      provenance({ at }),
    );
    const logged = String((await world.store.questions.forMailing(mailingId)).length);
    const count = page.locator(`[data-live-count="${mailingId}"]`);
    expect(await count.textContent()).not.toBe(logged);
    await page.unroute('**/live');
    await eventually(async () => {
      await page.clock.runFor(1_000);
      expect(await count.textContent()).toBe(logged);
    });
    expect(await page.getByText('loopt even niet mee').count()).toBe(0);
  }, 120_000);

  it('says so to who is not logged in any more', async () => {
    const page = await aPageOf('kcc-lead', '/bord');
    await page.clock.install();
    await page.route('**/live', (route) => route.fulfill({ status: 401 }));
    await page.reload();
    await untilSaid(page, 'U bent niet meer ingelogd.');
    expect(await page.getByRole('link', { name: 'Log opnieuw in' }).count()).toBe(1);
  }, 120_000);

  it('finds as one types, with the keyboard alone, and logs with two presses', async () => {
    const page = await aPageOf('agent', '/zoeken');
    await page.keyboard.type('bezoek goedkoper');
    await page.getByText('Hoe kan mijn bezoek goedkoper parkeren?').waitFor({ timeout: 5_000 });
    expect(await page.locator('#telling').textContent()).toMatch(/antwoord/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Krijgt mijn zus korting?');
    await page.keyboard.press('Enter');
    await page.getByText('De vraag is genoteerd.').waitFor({ timeout: 5_000 });
    const last = (await world.store.questions.forMailing(world.mailings.releasing)).at(-1);
    expect(last).toMatchObject({ text: 'Krijgt mijn zus korting?', outcome: 'answered' });
  }, 30_000);

  it('leaves no answers to an earlier question standing in silence', async () => {
    const page = await aPageOf('agent', '/zoeken?q=parkeren');
    const told = page.locator('#telling');
    await page.route('**/zoeken?*', (route) => route.abort());
    await page.locator('#zoekveld').fill('bezoek');
    await told.getByText('Zoeken lukt nu niet.').waitFor();
    await page.unroute('**/zoeken?*');
    await page.locator('#zoekveld').fill('bezoek goedkoper');
    await told.getByText(/antwoord(en)?$/).waitFor();
    // Logged out meanwhile: after logging in, what was typed is looked up.
    await page.context().clearCookies();
    await page.locator('#zoekveld').fill('vergunning');
    await page.getByRole('button', { name: world.who('agent').name, exact: true }).click();
    await page.waitForURL('**/zoeken?q=vergunning');
    expect(await page.locator('#zoekveld').inputValue()).toBe('vergunning');
  }, 120_000);

  it('opens the letter that somebody calls about', async () => {
    const page = await aPageOf('agent', '/zoeken?q=parkeren');
    await page.getByRole('link', { name: 'Lees de brief' }).first().click();
    await page.waitForURL('**/mailings/**');
    const letter = page.locator('#brieftekst-0');
    await letter.waitFor({ state: 'visible' });
    expect(await letter.innerText()).toContain('parkeer');
  }, 120_000);
});
