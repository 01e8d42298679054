import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { PAGES } from '../../src/pages/pages.ts';
import { stylesheet } from '../../src/pages/stylesheet.ts';
import { launchChromium, noBrowser } from '../support/chromium.ts';
import { gallery } from '../support/gallery.ts';
import { PAGE_SAMPLES } from '../support/page-samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

describe('the samples', () => {
  it('has one for every page for people who are logged in', () => {
    const without = PAGES.filter(({ kind, path }) => kind === 'page' && !PAGE_SAMPLES[path]);
    expect(without.map(({ path }) => path)).toEqual([]);
  });
});

describe('the stylesheet', () => {
  // So a page need not be looked at again in dark but for its colours.
  it('has nothing for dark but other colours', () => {
    const forDark = stylesheet('#154273').matchAll(
      /@media screen and \(prefers-color-scheme: ?dark\) ?\{([^{}]*)\{([^{}]*)\}\s*\}/g,
    );
    const blocks = [...forDark].map(([, selector = '', rules = '']) => ({
      selector: selector.trim(),
      others: rules.split(';').filter((rule) => rule.trim() && !rule.trim().startsWith('--')),
    }));
    const root = { selector: ':root', others: [] };
    expect(blocks).toEqual([root, root]);
    expect(stylesheet('#154273').match(/prefers-color-scheme/g)).toHaveLength(2);
  });
});

(noBrowser ? describe.skip : describe)(
  `every page in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let world: SampleWorld;
    let browser: Browser;
    let pages: ReturnType<typeof gallery>;
    beforeAll(async () => {
      world = await sampleWorld();
      browser = await launchChromium();
      pages = gallery(browser, world);
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await world?.stop();
    });

    const samples = Object.values(PAGE_SAMPLES)
      .flat()
      .filter(({ file }) => !file);

    it.each(samples.map((sample) => [sample.name, sample] as const))(
      '%s can be read by everybody',
      async (name, { address, as }) => {
        expect(await pages.faultsOf(name, address(world), as)).toEqual([]);
      },
      180_000,
    );
  },
);
