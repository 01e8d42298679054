import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { README_PICTURES } from '../../scripts/lib/readme-pictures.mjs';
import type { Role } from '../../src/domain/actor.ts';
import {
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

/** Looks at pages in every look, as somebody who logs in once, and keeps their pictures where they are wanted. */
export function gallery(browser: Browser, world: Shown) {
  mkdirSync(folder, { recursive: true });
  const windows = new Map<string, BrowserContext>();

  async function tabOf(look: Look, role: Role | undefined): Promise<Page> {
    const key = `${look} ${role}`;
    const window = windows.get(key) ?? (await contextFor(browser, look));
    const page = await window.newPage();
    if (role && !windows.has(key)) await logInAs(page, world.url, world.who(role).name);
    windows.set(key, window);
    return page;
  }

  /** What is wrong with the page at `address` in the eyes of `role` in this look, a line per fault. */
  async function faultsIn(
    look: Look,
    name: string,
    address: string,
    role?: Role,
    expectedStatus = 200,
  ) {
    const url = new URL(address, world.url).href;
    const page = await tabOf(look, role);
    let status = 0;
    const visit = () =>
      transferred(page, async () => (status = (await page.goto(url))?.status() ?? 0));
    let bytes = await visit();
    // What asks for a fresh login gets one.
    if (role && new URL(page.url()).pathname.startsWith('/idp')) {
      await logInAs(page, world.url, world.who(role).name, address);
      bytes = await visit();
    }
    const faults = await axeFaults(page);
    const reached = !role || !new URL(page.url()).pathname.startsWith('/idp');
    if (!reached || status !== expectedStatus) faults.push(`it cannot be reached: ${status}`);
    if (bytes >= LARGEST_VISIT_BYTES) faults.push(`${bytes} bytes are too many`);
    if (await sideways(page)) faults.push('it is wider than the window');
    if (wantedPictures) {
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
    }
    if (wantedPictures === 'readme' && IN_README[name] === look) {
      await page.screenshot({ path: join(readmeFolder, `${name}-${look}.png`) });
    }
    await page.emulateMedia({ reducedMotion: 'reduce' });
    faults.push(...(await moving(page)));
    // 1280 pixels at 400 % are 320 (WCAG 2.2, 1.4.10).
    await page.setViewportSize({ width: 320, height: 640 });
    if (await sideways(page)) faults.push('at 400 % it is wider than the window');
    await page.close();
    return faults.map((fault) => `${look}, ${name}: ${fault}`);
  }

  return {
    faultsIn,
    /** The same in light, in dark and on a phone. */
    async faultsOf(name: string, address: string, role?: Role, expectedStatus = 200) {
      const faults: string[] = [];
      for (const look of Object.keys(LOOKS) as Look[]) {
        faults.push(...(await faultsIn(look, name, address, role, expectedStatus)));
      }
      return faults;
    },
  };
}
