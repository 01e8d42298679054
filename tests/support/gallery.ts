import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { README_PICTURES } from '../../scripts/lib/readme-pictures.mjs';
import type { Role } from '../../src/domain/actor.ts';
import {
  asOnPhone,
  axeFaults,
  contextFor,
  logInAs,
  type Look,
  LOOKS,
  moving,
  sideways,
  transferred,
} from './chromium.ts';

const LARGEST_VISIT_BYTES = 150_000;
/** `npm run screenshots` keeps the pictures; SLUIS_SCREENSHOTS says for whom. */
export const wantedPictures = process.env['SLUIS_SCREENSHOTS'];
const folder = join(import.meta.dirname, '../pages/screenshots');
/** `npm run screenshots -- readme` keeps these in docs/screenshots, as they fill a window. */
const IN_README: Readonly<Record<string, string>> = README_PICTURES;
const readmeFolder = join(import.meta.dirname, '../../docs/screenshots');

/** A world whose pages are looked at. */
interface Shown {
  readonly url: string;
  readonly who: (role: Role) => { readonly name: string };
}

/** What dark colours can spoil; all other rules say the same of a page in either. */
const ABOUT_COLOUR = ['color-contrast', 'link-in-text-block'];

/**
 * Looks at pages in every look, as somebody who logs in once, and keeps their pictures where they are wanted. A page is loaded once: the stylesheet
 * alone tells the looks apart, by colour scheme and width.
 */
export function gallery(browser: Browser, world: Shown) {
  mkdirSync(folder, { recursive: true });
  const tabs = new Map<Role | undefined, Page>();

  async function tabOf(role: Role | undefined): Promise<Page> {
    const known = tabs.get(role);
    if (known) {
      await known.emulateMedia({ colorScheme: 'light', reducedMotion: null });
      await known.setViewportSize(LOOKS.light.viewport);
      return known;
    }
    const page = await (await contextFor(browser, 'light')).newPage();
    if (role) await logInAs(page, world.url, world.who(role).name);
    tabs.set(role, page);
    return page;
  }

  async function keepPicture(page: Page, name: string, look: Look) {
    if (wantedPictures) {
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
    }
    if (wantedPictures === 'readme' && IN_README[name] === look) {
      await page.screenshot({ path: join(readmeFolder, `${name}-${look}.png`) });
    }
  }

  /** What is wrong with the page at `address` in the eyes of `role`: in light, in dark, on a phone and enlarged; a line per fault. */
  async function faultsOf(name: string, address: string, role?: Role, expectedStatus = 200) {
    const url = new URL(address, world.url).href;
    const page = await tabOf(role);
    let status = 0;
    const visit = () =>
      transferred(page, async () => (status = (await page.goto(url))?.status() ?? 0));
    let bytes = await visit();
    // What asks for a fresh login gets one.
    if (role && new URL(page.url()).pathname.startsWith('/idp')) {
      await logInAs(page, world.url, world.who(role).name, address);
      bytes = await visit();
    }
    const faults: string[] = [];
    const note = (look: Look, ...found: readonly string[]) =>
      faults.push(...found.map((fault) => `${look}, ${name}: ${fault}`));

    const reached = !role || !new URL(page.url()).pathname.startsWith('/idp');
    if (!reached || status !== expectedStatus) note('light', `it cannot be reached: ${status}`);
    if (bytes >= LARGEST_VISIT_BYTES) note('light', `${bytes} bytes are too many`);
    note('light', ...(await axeFaults(page)));
    if (await sideways(page)) note('light', 'it is wider than the window');
    await keepPicture(page, name, 'light');

    await page.emulateMedia({ colorScheme: 'dark' });
    note('dark', ...(await axeFaults(page, ABOUT_COLOUR)));
    await keepPicture(page, name, 'dark');

    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    note('light', ...(await moving(page)));
    const phone = await asOnPhone(page);
    note('phone', ...(await axeFaults(page)));
    if (await sideways(page)) note('phone', 'it is wider than the window');
    await keepPicture(page, name, 'phone');
    await phone.end();
    // 1280 pixels at 400 % are 320 (WCAG 2.2, 1.4.10).
    await page.setViewportSize({ width: 320, height: 640 });
    if (await sideways(page)) note('light', 'at 400 % it is wider than the window');
    return faults;
  }

  return { faultsOf };
}
