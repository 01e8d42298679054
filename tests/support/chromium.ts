import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where a Chromium is, or undefined; CHROMIUM says where else to look. */
export const chromiumPath = PLACES.find((path) => path !== undefined && existsSync(path));

/** Why tests in a browser are skipped; undefined when they are not. */
export const noBrowser = chromiumPath
  ? undefined
  : 'no Chromium on this machine: install it (Debian: apt-get install chromium) or set CHROMIUM';

/** Starts a Chromium without a window; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(noBrowser);
  // In a container there is neither a sandbox nor a large /dev/shm.
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  // Under libfaketime (npm run test:... -- --on) its threads spin and starve the machine.
  const { LD_PRELOAD: _, ...env } = process.env;
  return chromium.launch({ executablePath: chromiumPath, args, env });
}

/** How a page is looked at. */
export const LOOKS = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
  phone: { viewport: { width: 360, height: 780 }, colorScheme: 'light', isMobile: true },
} as const satisfies Record<string, BrowserContextOptions>;
export type Look = keyof typeof LOOKS;

/** A browser window of its own, in Dutch. axe must run in the page, which the CSP of the pages rightly forbids. */
export function contextFor(browser: Browser, look: Look, options: BrowserContextOptions = {}) {
  return browser.newContext({ ...LOOKS[look], locale: 'nl-NL', bypassCSP: true, ...options });
}

/** Logs in as the person of this name, as people do; ends up at `path`. */
export async function logInAs(
  page: Page,
  base: string,
  name: string,
  path = '/',
  press = (button: Locator) => button.click(),
) {
  await page.goto(new URL(path, base).href);
  await press(page.getByRole('button', { name, exact: true }));
  await page.waitForURL((url) => !url.pathname.startsWith('/idp'));
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What axe finds wrong by WCAG 2.2 A and AA and its best practices, or by these rules of them, a line per place. */
export async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis')))
    await page.addScriptTag({ content: axeSource });
  const violations = await page.evaluate(async (runOnly) => {
    // oxlint-disable-next-line typescript/no-explicit-any -- axe has no types in the browser
    const { axe } = globalThis as any;
    // What passes is not asked for, since describing each place of it takes as long as finding it.
    const found = await axe.run({ resultTypes: ['violations'], ...(runOnly && { runOnly }) });
    return (found as { violations: { id: string; nodes: { html: string }[] }[] }).violations;
  }, rules);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}

/** Shows the page that is loaded in a phone's window, which follows what the page says of its width, until `end`. */
export async function asOnPhone(page: Page): Promise<{ readonly end: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  await page.setViewportSize(LOOKS.phone.viewport);
  await session.send('Emulation.setDeviceMetricsOverride', {
    ...LOOKS.phone.viewport,
    deviceScaleFactor: 1,
    mobile: true,
  });
  return { end: () => session.detach() };
}

/** Bytes that `act` made the browser fetch, as they went over the wire. */
export async function transferred(page: Page, act: () => Promise<unknown>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await act();
  await session.detach();
  return bytes;
}

/** Whether something is wider than the window, so that one must scroll sideways (WCAG 2.2, 1.4.10). */
export function sideways(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      // oxlint-disable-next-line no-undef -- this runs in the browser
      (
        globalThis as unknown as {
          document: { documentElement: { scrollWidth: number; clientWidth: number } };
        }
      ).document.documentElement.scrollWidth >
      (globalThis as unknown as { document: { documentElement: { clientWidth: number } } }).document
        .documentElement.clientWidth,
  );
}

/** What moves by itself or glides on the page, a line per element. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { document, getComputedStyle } = globalThis as unknown as {
      document: { querySelectorAll: (selector: string) => Iterable<{ localName: string }> };
      getComputedStyle: (of: unknown) => Record<'animationName' | 'transitionDuration', string>;
    };
    return [...document.querySelectorAll('*')].flatMap((element) => {
      const { animationName, transitionDuration } = getComputedStyle(element);
      const still = animationName === 'none' && Number.parseFloat(transitionDuration) === 0;
      return still ? [] : [`${element.localName} moves`];
    });
  });
}
