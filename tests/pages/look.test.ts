import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import type { Role } from '../../src/domain/actor.ts';
import { PAGES } from '../../src/pages/pages.ts';
import {
  axeFaults,
  contextFor,
  launchChromium,
  logInAs,
  type Look,
  LOOKS,
  noBrowser,
  sideways,
  transferred,
} from '../support/chromium.ts';
import { PAGE_SAMPLES, type PageSample } from '../support/page-samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

const LARGEST_VISIT = 150_000;
/** `npm run screenshots` keeps the pictures here; SLUIS_SCREENSHOTS may name the pages that are wanted. */
const wanted = process.env['SLUIS_SCREENSHOTS'];
const folder = join(import.meta.dirname, 'screenshots');
/** `npm run screenshots -- readme` keeps these in docs/screenshots, as they fill a window. */
const IN_README: Readonly<Record<string, Look>> = {
  'plan-board': 'light',
  'lead-room': 'dark',
  'search-found': 'light',
  today: 'phone',
};
const readmeFolder = join(import.meta.dirname, '../../docs/screenshots');

describe('the samples', () => {
  it('has one for every page for people who are logged in', () => {
    const without = PAGES.filter(({ kind, path }) => kind === 'page' && !PAGE_SAMPLES[path]);
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});

(noBrowser ? describe.skip : describe)(
  `every page in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let world: SampleWorld;
    let browser: Browser;
    beforeAll(async () => {
      world = await sampleWorld();
      browser = await launchChromium();
      mkdirSync(folder, { recursive: true });
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await world?.stop();
    });

    const samples = Object.values(PAGE_SAMPLES)
      .flat()
      .filter(({ file }) => !file)
      .filter(
        ({ name }) =>
          !wanted ||
          wanted === 'all' ||
          (wanted === 'readme' && IN_README[name]) ||
          wanted.split(',').some((one) => name.startsWith(one)),
      );
    const looks = Object.keys(LOOKS) as Look[];
    const windows = new Map<string, BrowserContext>();

    /** A new tab of somebody with this role; they log in once. */
    async function loggedIn(look: Look, role?: Role) {
      const name = `${look} ${role}`;
      const window = windows.get(name) ?? (await contextFor(browser, look));
      const page = await window.newPage();
      if (role && !windows.has(name)) await logInAs(page, world.url, world.who(role).name);
      windows.set(name, window);
      return page;
    }

    it.each(samples.map((sample) => [sample.name, sample] as const))(
      '%s can be read by everybody',
      async (_name, sample: PageSample) => {
        for (const look of looks) {
          const address = sample.address(world);
          const page = await loggedIn(look, sample.as);
          const bytes = await transferred(page, () => page.goto(new URL(address, world.url).href));
          const seen = { look, sideways: await sideways(page), axe: await axeFaults(page) };
          if (wanted) {
            await page.screenshot({
              path: join(folder, `${sample.name}-${look}.png`),
              fullPage: true,
            });
          }
          if (wanted === 'readme' && IN_README[sample.name] === look) {
            await page.screenshot({ path: join(readmeFolder, `${sample.name}-${look}.png`) });
          }
          // 1280 pixels at 400 % are 320 (WCAG 2.2, 1.4.10).
          await page.setViewportSize({ width: 320, height: 640 });
          const zoomed = await sideways(page);
          await page.close();
          expect({ zoomed }).toEqual({ zoomed: false });
          expect(seen).toEqual({ look, sideways: false, axe: [] });
          expect(bytes).toBeLessThan(LARGEST_VISIT);
        }
      },
      180_000,
    );
  },
);
