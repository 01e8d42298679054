import type { Locator, Page } from 'playwright-core';

/** How a person works a page; everything else of a journey is the same for everybody. */
export interface Hands {
  /** Follows the link, presses the button or opens the part. */
  readonly press: (target: Locator) => Promise<void>;
  readonly write: (target: Locator, value: string) => Promise<void>;
  /** Fills in the field of this name; of radios and checkboxes the one with this value. */
  readonly set: (page: Page, name: string, value: string) => Promise<void>;
}

/** More stops of Tab than the longest page has. */
const MOST_TABS = 200;

const field = (page: Page, name: string) => page.locator(`main [name="${name}"]:visible`);
const option = (page: Page, name: string, value: string) =>
  page.locator(`main [name="${name}"][value="${value}"]`);

async function isOption(page: Page, name: string): Promise<boolean> {
  const type = await page.locator(`main [name="${name}"]`).first().getAttribute('type');
  return type === 'radio' || type === 'checkbox';
}

const pointing = (press: Hands['press']): Hands => ({
  press,
  write: (target, value) => target.fill(value),
  set: async (page, name, value) => {
    if (await isOption(page, name)) await press(option(page, name, value));
    else await field(page, name).fill(value);
  },
});

export const mouse = pointing((target) => target.click());
export const finger = pointing((target) => target.tap());

/** Tab, Enter, Space, arrows and letters, and never a pointer. */
export const keyboard: Hands = {
  press: async (target) => {
    await tabTo(target);
    const opens = (await target.getAttribute('type')) === 'file';
    await target.page().keyboard.press(opens ? 'Space' : 'Enter');
  },
  write,
  set: async (page, name, value) => {
    if (await isOption(page, name)) await choose(page, option(page, name, value));
    else await write(field(page, name), value);
  },
};

/**
 * Presses Tab until one of `targets` has the focus.
 * @throws Error when it never does, or when something that has it on the way does not show that it has
 */
export async function tabTo(targets: Locator): Promise<void> {
  const page = targets.page();
  await targets.first().waitFor();
  const stops: string[] = [];
  for (let presses = 0; presses < MOST_TABS; presses += 1) {
    const { reached, unseen, at } = await targets.evaluateAll(focusAmong);
    if (unseen) throw new Error(`One cannot see that ${at} has the focus on ${page.url()}`);
    if (reached) return;
    stops.push(at);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${String(targets)} on ${page.url()}: ${stops.join(' ')}`);
}

interface Focus {
  readonly reached: boolean;
  readonly unseen: boolean;
  readonly at: string;
}

/** What tests ask of an element in the browser. */
interface Element {
  readonly localName: string;
  readonly textContent: string;
  readonly getAttribute: (name: string) => string | null;
  readonly getBoundingClientRect: () => Record<'top' | 'bottom' | 'left' | 'right', number>;
}
interface BrowserWindow {
  readonly document: { readonly activeElement: Element; readonly body: Element };
  readonly innerHeight: number;
  readonly innerWidth: number;
  readonly getComputedStyle: (of: Element) => Record<'outlineStyle' | 'outlineWidth', string>;
}

/** Runs in the browser: whether one of these has the focus, and whether one sees where it is (WCAG 2.2, 2.4.7 and 2.4.11). */
function focusAmong(targets: unknown[]): Focus {
  const browser = globalThis as unknown as BrowserWindow;
  const it = browser.document.activeElement;
  // The page itself, and parts that only links and scripts bring the focus to.
  if (it === browser.document.body || it.getAttribute('tabindex') === '-1') {
    return { reached: false, unseen: false, at: it.localName };
  }
  const { outlineStyle, outlineWidth } = browser.getComputedStyle(it);
  const { top, bottom, left, right } = it.getBoundingClientRect();
  const inWindow =
    bottom > 0 && right > 0 && top < browser.innerHeight && left < browser.innerWidth;
  const marked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
  const name = it.getAttribute('name') ?? it.getAttribute('href') ?? it.textContent;
  return {
    reached: targets.includes(it),
    unseen: !inWindow || !marked,
    at: `${it.localName}:${name.slice(0, 60)}`,
  };
}

/** Tab leads to a group of radios; arrows go through them. */
async function choose(page: Page, wanted: Locator) {
  if ((await wanted.getAttribute('type')) === 'checkbox') await tabTo(wanted);
  else {
    const group = page.locator(`main [name="${await wanted.getAttribute('name')}"]`);
    await tabTo(group);
    for (let left = await group.count(); left > 0 && !(await hasFocus(wanted)); left -= 1) {
      await page.keyboard.press('ArrowDown');
    }
  }
  if (!(await wanted.isChecked())) await page.keyboard.press('Space');
}

const hasFocus = async (target: Locator) => (await target.evaluateAll(focusAmong)).reached;

/** Types what the field then holds. Dates and times are typed as the browser's country writes them, which one sees when one tries. */
async function write(target: Locator, value: string) {
  const { keyboard: keys } = target.page();
  await tabTo(target);
  for (const typed of spellings(value, (await target.getAttribute('type')) ?? 'text')) {
    await keys.press('ControlOrMeta+a');
    await keys.type(typed);
    if ((await target.inputValue()) === value) return;
    // Back to the first part of the date.
    for (const _part of 'dmy') await keys.press('ArrowLeft');
  }
  throw new Error(`${value} cannot be typed into ${String(target)}`);
}

function spellings(value: string, type: string): string[] {
  if (type === 'date') {
    const [year, month, day] = value.split('-');
    return [`${day}${month}${year}`, `${month}${day}${year}`, `${year}${month}${day}`];
  }
  if (type === 'time') {
    const [hour = '', minute = ''] = value.split(':');
    const twelve = String(Number(hour) % 12 || 12).padStart(2, '0');
    return [`${hour}${minute}`, `${twelve}${minute}${Number(hour) < 12 ? 'AM' : 'PM'}`];
  }
  return [value];
}
