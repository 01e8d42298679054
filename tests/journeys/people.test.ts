import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { contextFor, launchChromium, logInAs, noBrowser } from '../support/chromium.ts';
import { mouse } from '../support/hands.ts';
import { type House, startHouse } from '../support/house.ts';
import { type OpenWindow, peopleJourney, type Way } from '../support/people-journey.ts';

// Department, lead, guest and agent on the pages, from draft to evaluation: everything at work, in a real browser.

const TEST_MS = 240_000;

const WAYS: Readonly<Record<string, Way>> = {
  'with the mouse': { hands: mouse, look: 'light', language: 'nl', options: {} },
};

(noBrowser ? describe.skip : describe)(
  `a mailing from draft to evaluation, in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
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

    /** Windows of people who go this way; each logs in once. */
    function windowsOf({ look, options }: Way) {
      const open: BrowserContext[] = [];
      const openWindow: OpenWindow = async (role, path) => {
        const context = await contextFor(browser, look, options);
        context.setDefaultTimeout(20_000);
        open.push(context);
        const page = await context.newPage();
        await logInAs(page, house.url, house.who(role).name, path);
        return page;
      };
      return { openWindow, close: () => Promise.all(open.map((one) => one.close())) };
    }

    it.each(Object.entries(WAYS))(
      '%s',
      async (name, way) => {
        const { openWindow, close } = windowsOf(way);
        const title = `Aanslag ${name} (verzonnen)`;
        const people = peopleJourney({ house, way, title, open: openWindow });

        const id = await people.submits();
        const lead = await openWindow('kcc-lead', '/bord');
        await people.isRefused(lead, id);
        await people.preparesAndSignsOff(lead, id);
        await people.guestAccepts(await openWindow('guest', '/mijn-diensten'));
        await people.confirms(await openWindow('department', '/mailings'), id);

        const agent = await openWindow('agent', '/vandaag');
        await people.isBriefed(agent);
        await people.answers(agent);
        await lead.goto(`${house.url}/bord`);
        await people.boardShows(lead, id, 1);
        await people.answers(agent);
        await people.boardShows(lead, id, 2);

        await people.looksBack(lead, id, 2);
        expect((await house.view(id)).status).toBe('evaluated');
        await close();
      },
      TEST_MS,
    );
  },
);
