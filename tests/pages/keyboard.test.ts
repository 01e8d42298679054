import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { contextFor, launchChromium, logInAs, noBrowser } from '../support/chromium.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

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

  /** Presses Tab until what has the focus says `text`. */
  async function tabTo(page: Page, text: string) {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await focused(page).textContent())?.trim() === text) return;
    }
    throw new Error(`Tab never reaches ${text}`);
  }

  it('one logs in, opens a mailing and logs out', async () => {
    const context = await contextFor(browser, 'light');
    const page = await context.newPage();
    await page.goto(`${world.url}/mailings`);
    await tabTo(page, world.who('kcc-lead').name);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mailings');
    await tabTo(page, 'WOZ-beschikking en gemeentelijke aanslag 2027');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/mailings/${world.mailings.held}**`);
    await tabTo(page, 'Uitloggen');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/idp/session/end**');
    await tabTo(page, 'Ja, uitloggen');
    expect(await focused(page).textContent()).toContain('Ja, uitloggen');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/uitgelogd**');
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
    const outlines = new Set<string>();
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press('Tab');
      outlines.add(
        await focused(page).evaluate((element) => {
          const { getComputedStyle } = globalThis as unknown as {
            getComputedStyle: (of: unknown) => { outlineStyle: string };
          };
          return getComputedStyle(element).outlineStyle;
        }),
      );
    }
    expect([...outlines]).toEqual(['solid']);
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
