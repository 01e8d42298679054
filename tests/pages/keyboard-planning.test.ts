import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { aDoubt } from '../support/builders/doubt-row.ts';
import { aHeldMailing, record } from '../support/builders/store-rows.ts';
import { contextFor, launchChromium, logInAs, noBrowser, sideways } from '../support/chromium.ts';
import { keyboard, mouse, tabTo } from '../support/hands.ts';
import { calculateNewest } from '../support/planning-samples.ts';
import { municipality } from '../support/samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

const WITHIN = { timeout: 30_000 };
const TEST_MS = 120_000;
const leads = municipality.people.filter(({ roles }) => roles.includes('kcc-lead'));

(noBrowser ? describe.skip : describe)(
  `plans, charts and the stop, in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
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

    async function leadAt(path: string, options: BrowserContextOptions = {}, lead = leads[0]!) {
      const page = await (await contextFor(browser, 'light', options)).newPage();
      await logInAs(page, world.url, lead.name, path);
      return page;
    }
    const held = (path: string) => `/mailings/${world.mailings.held}/${path}`;
    const button = (page: Page, name: string) => page.getByRole('button', { name });
    const follow = (page: Page, path: string) =>
      keyboard.press(page.locator(`main a[href="${path}"]`).first());
    const found = (page: Page, text: string) => page.getByText(text).first().waitFor(WITHIN);
    const preparation = async () => {
      const record = await world.store.mailings.find(world.mailings.held);
      return (record!.mailing as HeldMailing).preparation;
    };
    /** A mailing that is held and could leave as soon as it may. */
    async function readyMailing() {
      const row = await aHeldMailing(world.store);
      const { id, content } = row.mailing as HeldMailing;
      const at = new Date().toISOString();
      const batch = {
        number: 1,
        releaseAt: content.window.preferredAt,
        audience: content.audience,
      };
      const plan = { batches: [batch] };
      await record(world.store, row, { type: 'dispatch-planned', at, by: leads[0]!.id, plan });
      return { id };
    }
    /** The chart, read in words and in figures. */
    async function readsChart(page: Page) {
      const figure = page.locator('main figure').first();
      await tabTo(figure.getByRole('img').first());
      expect(await figure.getByRole('img').first().getAttribute('aria-label')).toMatch(/\d/);
      expect(await figure.locator('table').isVisible()).toBe(false);
      await keyboard.press(figure.locator('summary'));
      expect(await figure.locator('table').isVisible()).toBe(true);
    }

    it(
      'three plans come by themselves while somebody waits, and one is taken, with the keyboard',
      async () => {
        const page = await leadAt(held('plannen'));
        await keyboard.press(button(page, 'Reken opnieuw'));
        await found(page, 'Sluis rekent. Gevraagd op');
        const status = page.getByRole('status').filter({ hasText: 'reken' });
        expect(await button(page, 'Reken opnieuw').count()).toBe(0);
        // Where somebody waits; the page is not loaded again, so that this stays.
        await tabTo(page.getByRole('link', { name: 'Kijk hoe ver het is' }));
        await page.evaluate('window.sameAsBefore = true');

        await calculateNewest(world.store, world.mailings.held, 'dispatch-options');
        await page.getByRole('heading', { name: 'Naast elkaar' }).waitFor(WITHIN);
        expect(await status.textContent()).toBe('De berekening is klaar.');
        expect(await page.evaluate('window.sameAsBefore')).toBe(true);
        expect(await page.locator(':focus').getAttribute('id')).toBe('berekening');
        expect(await button(page, 'Reken opnieuw').count()).toBe(1);

        await readsChart(page);
        await keyboard.press(button(page, 'Neem het rustigste plan'));
        await page.waitForURL('**/akkoord');
        expect((await preparation()).dispatchPlan?.batches).toHaveLength(4);
      },
      TEST_MS,
    );

    it(
      'the staffing is read, worked out and taken with the keyboard',
      async () => {
        const page = await leadAt(held('bezetting'));
        await readsChart(page);
        await follow(page, held('bezetting/voorstel'));
        await page.waitForURL('**/bezetting/voorstel');
        await keyboard.press(button(page, 'Reken opnieuw'));
        await found(page, 'Sluis rekent. Gevraagd op');
        await calculateNewest(world.store, world.mailings.held, 'staffing-proposal');
        await found(page, 'Wie wij vragen en waarom');

        const week = page.locator('section[aria-labelledby="wie"] details').first();
        await keyboard.press(week.locator('summary').first());
        expect(await week.getAttribute('open')).not.toBeNull();
        await keyboard.press(button(page, 'Neem dit voorstel over'));
        await page.waitForURL('**/akkoord');
        await found(page, 'Het bezettingsplan staat.');
        expect((await preparation()).staffingPlan).toBeDefined();
      },
      TEST_MS,
    );

    it(
      'a calculation is followed by loading the page again where no script runs',
      async () => {
        const page = await leadAt(held('plannen'), { javaScriptEnabled: false });
        await mouse.press(button(page, 'Reken opnieuw'));
        await found(page, 'Sluis rekent. Gevraagd op');
        expect(await page.getByRole('progressbar').count()).toBe(1);
        await calculateNewest(world.store, world.mailings.held, 'dispatch-options');
        expect(await page.getByRole('heading', { name: 'Naast elkaar' }).count()).toBe(0);
        await mouse.press(page.getByRole('link', { name: 'Kijk hoe ver het is' }));
        await page.getByRole('heading', { name: 'Naast elkaar' }).waitFor(WITHIN);
      },
      TEST_MS,
    );

    it(
      'a doubt is answered with the keyboard',
      async () => {
        const doubt = { departmentId: world.departments.own, mailingId: world.mailings.releasing };
        const { recipient } = await aDoubt(world.database.url, doubt);
        const page = await leadAt('/onzeker');
        const about = page.locator('article', { hasText: recipient });
        await keyboard.press(about.getByRole('button', { name: 'Het is verzonden' }));
        await found(page, 'Uw antwoord is genoteerd.');
        expect(await about.innerText()).toContain('U zei: het is verzonden. Een andere KCC-leider');
      },
      TEST_MS,
    );

    it.each([
      [
        'with the keyboard, the second on the narrowest window',
        keyboard,
        { viewport: { width: 320, height: 640 } },
      ],
      ['without script', mouse, { javaScriptEnabled: false }],
    ] as const)(
      'one asks for an emergency release and another confirms, %s',
      async (_how, hands, options) => {
        const { id } = await readyMailing();
        const [first, second] = leads;
        const path = `/mailings/${id}/noodvrijgave`;
        const askOn = async (page: Page) => {
          await hands.set(page, 'reason', 'De dijk breekt.');
          await hands.set(page, 'confirmation', 'noodvrijgave');
          await hands.press(button(page, 'Geef vrij in nood'));
        };
        const statusNow = async () => (await world.store.mailings.find(id))!.status;

        const asking = await leadAt(`/mailings/${id}`, {
          javaScriptEnabled: hands !== mouse,
        });
        await hands.press(asking.locator(`main a[href="${path}"]`).first());
        await asking.waitForURL(`**${path}`);
        await askOn(asking);
        await found(asking, 'Kijk hieronder of er nog een tweede persoon nodig is.');
        // Once more by the same person does not make two.
        await asking.goto(world.url + path);
        await found(asking, 'U hebt de noodvrijgave al gevraagd.');
        await askOn(asking);
        await asking.locator('.summary').waitFor(WITHIN);
        expect(await statusNow()).toBe('held');

        const confirming = await leadAt('/bord', options, second);
        await hands.press(confirming.locator(`main a[href="${path}"]`).first());
        await found(confirming, 'Een collega heeft de noodvrijgave gevraagd.');
        await found(confirming, 'De dijk breekt.');
        expect(await sideways(confirming)).toBe(false);
        await askOn(confirming);
        await found(confirming, 'zonder akkoord van het KCC');
        expect((await world.store.mailings.find(id))!.mailing).toMatchObject({
          status: 'signed-off',
          approval: { type: 'emergency', by: [first!.id, second!.id] },
        });
      },
      TEST_MS,
    );

    it(
      'everything is stopped with the keyboard, and not by one press too many',
      async () => {
        const page = await leadAt('/bord');
        await follow(page, '/noodstop');
        await page.waitForURL('**/noodstop');
        await keyboard.set(page, 'reason', 'De aanslagen hebben het verkeerde jaartal.');
        await page.keyboard.press('Enter');
        // What is wrong has the focus, and leads to where it is mended.
        await page.locator('.summary').waitFor(WITHIN);
        expect(await world.store.gateStop.isStopped()).toBe(false);
        await keyboard.press(page.locator('.summary a').first());
        expect(await page.locator(':focus').getAttribute('name')).toBe('confirmation');
        await page.keyboard.type('NOODSTOP');
        await keyboard.press(button(page, 'Zet alles stil'));
        await found(page, 'Alles staat stil.');
        expect(await world.store.gateStop.isStopped()).toBe(true);
      },
      TEST_MS,
    );
  },
);
