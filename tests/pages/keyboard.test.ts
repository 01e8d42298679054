import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { contextFor, launchChromium, logInAs, noBrowser } from '../support/chromium.ts';
import { keyboard, tabTo } from '../support/hands.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

const TITLE = 'WOZ-beschikking en gemeentelijke aanslag 2027';
const inBrowser = noBrowser ? describe.skip : describe;

inBrowser(`without a mouse${noBrowser ? ` (${noBrowser})` : ''}`, () => {
  let world: SampleWorld;
  let browser: Browser;
  beforeAll(async () => {
    world = await sampleWorld();
    browser = await launchChromium();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  const focused = (page: Page) => page.locator(':focus').first();

  it('one logs in, opens a mailing and logs out', async () => {
    const context = await contextFor(browser, 'light');
    const page = await context.newPage();
    await page.goto(`${world.url}/mailings`);
    await keyboard.press(page.getByRole('button', { name: world.who('kcc-lead').name }));
    await page.waitForURL('**/mailings');
    await keyboard.press(page.getByRole('link', { name: TITLE }).first());
    await page.waitForURL(`**/mailings/${world.mailings.held}**`);
    await keyboard.press(page.getByRole('button', { name: 'Uitloggen' }));
    await page.waitForURL('**/idp/session/end**');
    await keyboard.press(page.getByRole('button', { name: 'Ja, uitloggen' }));
    await page.waitForURL('**/uitgelogd**');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('U bent uitgelogd');
    await context.close();
  }, 180_000);

  it('one gets past the menu at once, and always sees where one is', async () => {
    const context = await contextFor(browser, 'light');
    const page = await context.newPage();
    await logInAs(page, world.url, world.who('kcc-lead').name, '/mailings');
    await page.keyboard.press('Tab');
    expect(await focused(page).textContent()).toBe('Direct naar de inhoud');
    await page.keyboard.press('Enter');
    expect(await focused(page).getAttribute('id')).toBe('content');
    // Fails at the first stop that does not show that it has the focus.
    await tabTo(page.locator('main a').last());
    await context.close();
  }, 180_000);

  it('one begins at what is wrong with a form, with or without script', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await contextFor(browser, 'light', { javaScriptEnabled });
      const page = await context.newPage();
      await logInAs(page, world.url, world.who('agent').name, '/zoeken?q=parkeren');
      await page.locator('summary').first().click();
      await page.getByRole('button', { name: 'Beantwoord' }).first().click();
      await page.locator('.summary:focus').waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('input[name="text"]:focus').waitFor();
      expect(await focused(page).getAttribute('aria-invalid')).toBe('true');
      await context.close();
    }
  }, 180_000);

  it('one goes back to a question that was just saved, and saves it otherwise', async () => {
    const context = await contextFor(browser, 'light');
    const page = await context.newPage();
    const sheet = `/mailings/${world.mailings.held}/vragenlijst`;
    const pairs = async () =>
      (await world.store.qaSheets.latest(world.mailings.held))?.pairs.map((one) => one.question) ??
      [];
    const before = await pairs();
    await logInAs(page, world.url, world.who('kcc-lead').name, `${sheet}/nieuw`);
    for (const question of ['Kan ik gespreid betalen?', 'Kan ik in termijnen betalen?']) {
      await page.locator('[name="question"]').fill(question);
      await keyboard.press(page.getByRole('button', { name: 'Bewaar' }));
      await page.waitForURL(`**${sheet}`);
      expect(await pairs()).toEqual([...before, question]);
      await page.goBack();
    }
    await context.close();
  }, 180_000);

  it('and without script one reads and logs in all the same', async () => {
    const context = await contextFor(browser, 'light', { javaScriptEnabled: false });
    const page = await context.newPage();
    await logInAs(page, world.url, world.who('kcc-lead').name, '/mailings');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Mailings');
    await context.close();
  }, 180_000);
});
