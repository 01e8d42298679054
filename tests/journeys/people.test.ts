import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { contextFor, launchChromium, noBrowser } from '../support/chromium.ts';
import { finger, keyboard, mouse } from '../support/hands.ts';
import { type House, startHouse } from '../support/house.ts';
import { peopleJourney, type Way } from '../support/people-journey.ts';

// Department, lead, guest and agent on the pages, from draft to evaluation: everything at work, in a real browser.

const TEST_MS = 240_000;
/** Time enough to look at the sign-off before the first batch is due. */
const FAR_AWAY = [{ email: 2, inSeconds: 900 }];

const WAYS: Readonly<Record<string, Way>> = {
  'with the mouse': { hands: mouse, look: 'light', language: 'nl', options: {} },
  'with the keyboard alone': { hands: keyboard, look: 'light', language: 'nl', options: {} },
  'without script': {
    hands: mouse,
    look: 'light',
    language: 'nl',
    options: { javaScriptEnabled: false },
  },
  'on a phone': { hands: finger, look: 'phone', language: 'nl', options: { hasTouch: true } },
  'in English': { hands: mouse, look: 'dark', language: 'en', options: {} },
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

    /** Windows of people who go this way. */
    function windowsOf({ look, options }: Way) {
      const open: BrowserContext[] = [];
      const newWindow = async () => {
        const context = await contextFor(browser, look, options);
        context.setDefaultTimeout(20_000);
        open.push(context);
        return context.newPage();
      };
      return { newWindow, close: () => Promise.all(open.map((one) => one.close())) };
    }

    it.each(Object.entries(WAYS))(
      '%s',
      async (name, way) => {
        const { newWindow, close } = windowsOf(way);
        const title = `Aanslag ${name} (verzonnen)`;
        const people = peopleJourney({ house, way, title, newWindow });

        const id = await people.submits();
        const lead = await people.open('kcc-lead', '/bord');
        await people.isRefused(lead, id);
        await people.preparesAndSignsOff(lead, id);
        await people.guestAccepts(await people.open('guest', '/mijn-diensten'));
        await people.confirms(await people.open('department', '/mailings'), id);

        const agent = await people.open('agent', '/vandaag');
        await people.isBriefed(agent);
        await people.answers(agent);
        await people.boardShows(lead, id, 1);
        await people.answers(agent);
        await people.boardShows(lead, id, 2);

        await people.looksBack(lead, id, 2);
        expect((await house.view(id)).status).toBe('evaluated');
        await close();
      },
      TEST_MS,
    );

    it(
      'an amendment voids the sign-off, and says so before',
      async () => {
        const way = WAYS['with the mouse']!;
        const { newWindow, close } = windowsOf(way);
        const people = peopleJourney({ house, way, title: 'Kalender (verzonnen)', newWindow });
        const { id, at } = await house.heldMailing(2);
        await house.prepare(at, FAR_AWAY);
        await house.lead.post(`${at}/sign-offs`, {});
        await house.becomes(id, 'signed-off');
        await people.amends(await people.open('department', '/mailings'), id);
        expect((await house.view(id)).status).toBe('held');
        await close();
      },
      TEST_MS,
    );
  },
);
