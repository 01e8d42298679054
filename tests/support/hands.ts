import type { Locator, Page } from 'playwright-core';

/** How a person works a page; everything else of a journey is the same for everybody. */
export interface Hands {
  /** Follows the link, presses the button or opens the part. */
  readonly press: (target: Locator) => Promise<void>;
  readonly write: (target: Locator, value: string) => Promise<void>;
  /** Fills in the field of this name; of radios and checkboxes the one with this value. */
  readonly set: (page: Page, name: string, value: string) => Promise<void>;
}

export const mouse: Hands = {
  press: (target) => target.click(),
  write: (target, value) => target.fill(value),
  set: async (page, name, value) => {
    const type = await page.locator(`main [name="${name}"]`).first().getAttribute('type');
    if (type === 'radio' || type === 'checkbox') {
      await page.locator(`main [name="${name}"][value="${value}"]`).check();
    } else await page.locator(`main [name="${name}"]:visible`).fill(value);
  },
};
