import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { localDateOf } from '../../src/domain/local-time.ts';
import { contextFor, launchChromium, logInAs, type Look, noBrowser } from '../support/chromium.ts';
import { type House, startHouse } from '../support/house.ts';

// The people's own way through Sluis: everything at work, in a real browser.

const TEST_MS = 240_000;
/** Day and month are the same, so that it is typed alike in every country. */
const SPRING = '2027-03-03';

(noBrowser ? describe.skip : describe)(
  `a department and a lead in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let house: House;
    let browser: Browser;
    beforeAll(async () => {
      house = await startHouse();
      browser = await launchChromium();
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await house?.stop();
    }, 60_000);

    /** A window in which somebody is logged in. */
    async function windowOf(
      role: string,
      look: Look = 'light',
      options: BrowserContextOptions = {},
      path = '/mailings',
    ) {
      const context = await contextFor(browser, look, options);
      context.setDefaultTimeout(60_000);
      const page = await context.newPage();
      await logInAs(page, house.url, house.who(role).name, path);
      return page;
    }

    /** The fields of every step, by name; a radio or checkbox by its value. */
    const stepsOf = (title: string, day: string): readonly Record<string, string>[] => [
      { title, kind: 'information', purpose: 'De inwoner leest de brief.' },
      { 'audience.email': '2' },
      { earliest: day, preferred: day },
      {
        'printedContact.phone': '088-000 00 00',
        'printedContact.openingHours': 'elke werkdag van 9 tot 17 uur',
        'printedContact.webAddress': 'www.sluiswaard.example',
      },
      { 'texts[0].text': 'Beste inwoner, uw nieuwe kalender is er.' },
      { draftQuestions: 'Wanneer komt de grijze bak?' },
      { 'nobody[]': 'ja' },
    ];

    const control = (page: Page, name: string) => page.locator(`main [name="${name}"]`);

    /** Fills in every step with the mouse and ends at the page that checks. */
    async function fillIn(page: Page, title: string, day: string) {
      await page.locator('.menu a[href="/nieuwe-mailing"]').click();
      for (const fields of stepsOf(title, day)) {
        for (const [name, value] of Object.entries(fields)) {
          const one = control(page, name);
          const type = await one.first().getAttribute('type');
          if (type === 'radio' || type === 'checkbox') {
            await page.locator(`main [name="${name}"][value="${value}"]`).check();
          } else await one.fill(value);
        }
        await page.locator('main .button.primary').click();
      }
      await page.waitForURL('**/aanmelden/controleren');
    }

    const idOf = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? '';

    /** Presses the one button that matters and waits for the mailing's own page. */
    async function submit(page: Page) {
      await page.locator('main .button.primary').click();
      await page.waitForURL(/\/mailings\/[0-9a-f-]{36}$/);
      return idOf(page);
    }

    it(
      'the department submits, the lead is refused in words, prepares, and signs off',
      async () => {
        const department = await windowOf('department');
        await fillIn(
          department,
          'Afvalkalender (verzonnen)',
          localDateOf(new Date().toISOString()),
        );
        const main = department.locator('main');
        expect(await main.innerText()).toContain('Vragen die wij verwachten');
        expect(await main.locator('figure [role="img"]').first().isVisible()).toBe(true);
        const id = await submit(department);
        expect(await department.locator('body').innerText()).toContain('De mailing is aangemeld.');
        await house.becomes(id, 'held');

        const lead = await windowOf('kcc-lead', 'light', {}, `/mailings/${id}/akkoord/geven`);
        await lead.locator('main .button.primary').click();
        const refused = lead.locator('.summary');
        await refused.waitFor();
        expect(await refused.innerText()).toContain('Er is geen verzendplan.');
        expect(await refused.innerText()).toContain('Er is geen briefing gepland.');
        expect((await house.view(id)).status).toBe('held');

        await lead.goto(`${house.url}/mailings/${id}/contactgegevens`);
        await lead.locator('main .button.primary').click();
        await lead.waitForURL(`**/mailings/${id}/akkoord`);
        // Far enough away to look at the sign-off before the first batch is due.
        await house.prepare(`/v1/mailings/${id}`, [{ email: 2, inSeconds: 900 }]);
        await lead.goto(`${house.url}/mailings/${id}/akkoord/geven`);
        await lead.locator('main .button.primary').click();
        await house.becomes(id, 'signed-off');

        await department.goto(`${house.url}/mailings/${id}/wijzigen/inhoud`);
        expect(await department.locator('main').innerText()).toContain('vervalt het akkoord');
        await control(department, 'purpose').fill('De inwoner hangt de kalender op.');
        await submit(department);
        await house.becomes(id, 'held');
      },
      TEST_MS,
    );

    it(
      'with the keyboard alone',
      async () => {
        const page = await windowOf('department');
        await tabTo(page, (at) => at.href.endsWith('/nieuwe-mailing'));
        await page.keyboard.press('Enter');
        await page.waitForURL('**/nieuwe-mailing');
        for (const fields of stepsOf('Met het toetsenbord (verzonnen)', SPRING)) {
          const before = page.url();
          for (const [name, value] of Object.entries(fields)) {
            const found = await tabTo(page, (at) => at.name === name);
            if (found.type === 'radio' || found.type === 'checkbox') {
              await page.keyboard.press('Space');
            } else await page.keyboard.type(found.type === 'date' ? '03032027' : value);
          }
          await tabTo(page, (at) => at.className.includes('primary'));
          await page.keyboard.press('Enter');
          await page.waitForURL((url) => url.href !== before, { waitUntil: 'load' });
        }
        await tabTo(page, (at) => at.className.includes('primary'));
        await page.keyboard.press('Enter');
        await page.waitForURL(/\/mailings\/[0-9a-f-]{36}$/);
        const view = await house.becomes(idOf(page), 'held');
        expect(view).toMatchObject({ details: { earliest: SPRING, stakeholders: [] } });
      },
      TEST_MS,
    );

    it.each([
      ['without script', 'light', { javaScriptEnabled: false }, 'De mailing is aangemeld.'],
      ['on a phone', 'phone', {}, 'De mailing is aangemeld.'],
      ['in English', 'dark', { locale: 'en-GB' }, 'The mailing was submitted.'],
    ] as const)(
      '%s',
      async (how, look, options, said) => {
        const page = await windowOf('department', look, options);
        await fillIn(page, `Kalender ${how} (verzonnen)`, SPRING);
        const id = await submit(page);
        expect(await page.locator('body').innerText()).toContain(said);
        await house.becomes(id, 'held');
      },
      TEST_MS,
    );
  },
);

interface Focused {
  readonly name: string;
  readonly href: string;
  readonly type: string;
  readonly className: string;
}

/** Runs in the browser: what has the focus; empty between the end of the page and its beginning. */
const FOCUSED = `(() => {
  const of = (name) => document.activeElement?.getAttribute(name) ?? '';
  return { name: of('name'), href: of('href'), type: of('type'), className: of('class') };
})()`;

/** Presses Tab until what has the focus is the one that is meant. */
async function tabTo(page: Page, meant: (at: Focused) => boolean): Promise<Focused> {
  const seen: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<Focused>(FOCUSED);
    if (meant(at)) return at;
    seen.push(at.name || at.href || at.className);
  }
  throw new Error(`Tab never reaches it on ${page.url()}: ${seen.join(', ')}`);
}
