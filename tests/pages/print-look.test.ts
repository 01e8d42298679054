import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../src/domain/actor.ts';
import { createPdfReader } from '../../src/pdf/index.ts';
import {
  axeFaults,
  contextFor,
  launchChromium,
  logInAs,
  noBrowser,
  sideways,
} from '../support/chromium.ts';
import { wantedPictures } from '../support/gallery.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

/** A4 between margins of 1 cm, in CSS pixels. */
const PAPER_WIDTH = 718;
const folder = join(import.meta.dirname, 'screenshots');
const MARGIN = { top: '1cm', bottom: '1cm', left: '1cm', right: '1cm' };
const TEST_MS = 120_000;

(noBrowser ? describe.skip : describe)(
  `what is printed, and what high contrast leaves${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let world: SampleWorld;
    let browser: Browser;
    const reader = createPdfReader();
    beforeAll(async () => {
      world = await sampleWorld();
      browser = await launchChromium();
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await world?.stop();
    });

    async function pageOf(role: Role, path: string, colorScheme: 'light' | 'dark' = 'light') {
      const page = await (await contextFor(browser, 'light', { colorScheme })).newPage();
      await logInAs(page, world.url, world.who(role).name, path);
      return page;
    }

    /** The sheets as text; the paper is kept where pictures are wanted. */
    async function sheetsOf(page: Page, name: string, size: object = { format: 'A4' }) {
      const bytes = await page.pdf({ ...size, margin: MARGIN });
      if (wantedPictures) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, `${name}.pdf`), bytes);
      }
      const reading = await reader.read(bytes);
      if (!reading.ok) throw new Error(`${name}: ${reading.fault.code}`);
      return reading.facts.text.map((sheet) => sheet.replaceAll(/\s+/g, ' '));
    }

    it.each([
      [
        'print-briefing',
        'agent',
        (): string => `/briefings/${world.atWork.briefing}`,
        'Wat inwoners vragen',
      ],
      ['print-roster', 'planner', (): string => '/rooster', 'Aylin Zomerkade'],
    ] as const)(
      '%s has all that matters and none of the ways through the pages',
      async (name, role, address, matters) => {
        const page = await pageOf(role, address());
        const text = (await sheetsOf(page, name)).join(' ');
        expect(text).toContain(matters);
        expect(text).toContain('Gemeente Sluiswaard');
        for (const way of [
          'Uitloggen',
          'English',
          'Zoeken',
          'Mijn diensten',
          'Direct naar',
          'Gelezen',
          'Week later',
          'Dienst toevoegen',
        ])
          // prettier-ignore
          expect(text).not.toContain(way);
        await page.emulateMedia({ media: 'print' });
        await page.setViewportSize({ width: PAPER_WIDTH, height: 1000 });
        expect(await sideways(page)).toBe(false);
      },
      TEST_MS,
    );

    it(
      'is printed on white, also by who reads it in dark',
      async () => {
        const page = await pageOf('agent', `/briefings/${world.atWork.briefing}`, 'dark');
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const { color, backgroundColor } = await coloursOf(page, '.inside');
        expect({ color, backgroundColor }).toEqual({
          color: 'rgb(0, 0, 0)',
          backgroundColor: 'rgb(253, 241, 216)',
        });
        expect(await axeFaults(page, ['color-contrast'])).toEqual([]);
      },
      TEST_MS,
    );

    it(
      'the roster has its days above it on every sheet, and nobody is cut in two',
      async () => {
        const page = await pageOf('planner', '/rooster');
        const size = { width: '210mm', height: '110mm' };
        const sheets = await sheetsOf(page, 'print-roster-sheets', size);
        expect(sheets.length).toBeGreaterThan(1);
        const people = await page.locator('tbody tr').count();
        const withPeople = sheets.filter((sheet) => /\d\.\d\d.\d/.test(sheet));
        expect(withPeople.length).toBeGreaterThan(1);
        expect(sheets.filter((sheet) => sheet.trim() === '')).toEqual([]);
        for (const sheet of withPeople) expect(sheet).toMatch(/Wie\s+ma \d/);
        const names = await page.locator('tbody th').allTextContents();
        const found = names.filter((name) => sheets.some((sheet) => sheet.includes(name)));
        expect(found).toHaveLength(people);
      },
      TEST_MS,
    );

    it.each(['light', 'dark'] as const)(
      'in high contrast (%s) one sees charts and where the focus is',
      async (colorScheme) => {
        const page = await pageOf(
          'kcc-lead',
          `/mailings/${world.mailings.held}/prognose`,
          colorScheme,
        );
        await page.emulateMedia({ forcedColors: 'active', colorScheme });
        if (wantedPictures) {
          await page.screenshot({ path: join(folder, `contrast-${colorScheme}.png`) });
        }
        const picture = await coloursOf(page, '.picture');
        // The lines of a chart are drawn in colours for a white ground, which must not be taken from them.
        expect(picture.backgroundColor).toBe('rgb(255, 255, 255)');
        expect(picture.color).toBe('rgb(31, 36, 41)');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Tab');
        const focused = await coloursOf(page, ':focus');
        expect(focused.outlineStyle).toBe('solid');
        expect(focused.outlineColor).not.toBe(focused.backgroundColor);
      },
      TEST_MS,
    );
  },
);

type Colours = Record<'color' | 'backgroundColor' | 'outlineStyle' | 'outlineColor', string>;

function coloursOf(page: Page, selector: string): Promise<Colours> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle: (of: unknown) => Colours;
      };
      const { color, backgroundColor, outlineStyle, outlineColor } = getComputedStyle(element);
      return { color, backgroundColor, outlineStyle, outlineColor };
    });
}
