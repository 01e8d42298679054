import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { Language, Text } from '../../src/domain/text.ts';
import { logInAs, type Look } from './chromium.ts';
import { eventually } from './eventually.ts';
import type { Hands } from './hands.ts';
import type { House } from './house.ts';
import { samplesFolder } from './samples.ts';

/** How somebody goes through Sluis: with which hands, in which window, in which language; what the window prefers is Dutch. */
export interface Way {
  readonly hands: Hands;
  readonly look: Look;
  readonly language: Language;
  readonly options: BrowserContextOptions;
}

export interface Journey {
  readonly house: House;
  readonly way: Way;
  readonly title: string;
  /** Opens a window as `way.options` say. */
  readonly newWindow: () => Promise<Page>;
}

/** So many letters that the KCC has to ask for help. */
const LETTERS = 6_000;
const QA_SHEET = join(samplesFolder, 'woz-2027/qa-sheet.xlsx');
/** With a typing mistake. */
const TYPED = 'waarde gestege';
const BUTTON = 'main form.form button.primary:visible, main form.form button.danger:visible';
const today = () => localDateOf(new Date().toISOString());
const part = (page: Page, id: string) => page.locator(`section[aria-labelledby="${id}"]`);

/** The fields of every step, by name; a radio or checkbox by its value. */
const STEPS = (title: string): readonly Record<string, string>[] => [
  { title, kind: 'tax-assessment', purpose: 'De inwoner leest de brief en betaalt op tijd.' },
  { 'audience.letter': String(LETTERS) },
  { earliest: today(), preferred: today() },
  {
    'printedContact.phone': '088-000 00 00',
    'printedContact.openingHours': 'elke werkdag van 9 tot 17 uur',
    'printedContact.webAddress': 'www.sluiswaard.example',
  },
  { 'texts[0].text': 'Beste inwoner, hier is uw aanslag.' },
  { draftQuestions: 'Waarom is mijn WOZ-waarde gestegen?' },
  { 'nobody[]': 'ja' },
];

/** The steps of the people in one mailing's journey, each on the pages and as `journey.way` says. */
export function peopleJourney({ house, way, title, newWindow }: Journey) {
  const { press, write, set } = way.hands;
  const says = async (page: Page, text: Text) =>
    expect(await page.locator('body').innerText()).toContain(text[way.language]);
  /** Presses the page's one button that matters, and waits for where it leads. */
  const done = async (page: Page, leadsTo: Parameters<Page['waitForURL']>[0]) => {
    await press(page.locator(BUTTON).first());
    await page.waitForURL(leadsTo);
  };
  /** Follows the link to this path, wherever on the page it is. */
  const follow = async (page: Page, path: string) => {
    await press(page.locator(`a[href="${path}"]:visible`).first());
    await page.waitForURL(`${house.url}${path}`);
    await page.locator(`html[lang="${way.language}"]`).waitFor({ state: 'attached' });
  };
  const of = (id: string, path = '') => `/mailings/${id}${path}`;
  const at = (id: string, path = '') => `${house.url}${of(id, path)}`;
  /** Presses the way to the other language where the page is not in that of this journey. */
  const understand = async (page: Page) => {
    const inAnother = page.locator(`html:not([lang="${way.language}"])`);
    if ((await inAnother.count()) === 0) return;
    await press(page.locator(`.account a[hreflang="${way.language}"]`));
    await inAnother.waitFor({ state: 'detached' });
  };
  const open = async (role: string, path: string) => {
    const page = await newWindow();
    await logInAs(page, house.url, house.who(role).name, path, press);
    await understand(page);
    return page;
  };

  return {
    open,

    /** The department tells of its mailing and submits it; answers its id. */
    async submits(): Promise<string> {
      const page = await open('department', '/mailings');
      await follow(page, '/nieuwe-mailing');
      for (const fields of STEPS(title)) {
        const before = page.url();
        for (const [name, value] of Object.entries(fields)) await set(page, name, value);
        await done(page, (url) => url.href !== before);
      }
      expect(await page.locator('main figure [role="img"]').first().isVisible()).toBe(true);
      await done(page, /\/mailings\/[0-9a-f-]{36}$/);
      await says(page, { nl: 'De mailing is aangemeld.', en: 'The mailing was submitted.' });
      const id = new URL(page.url()).pathname.split('/')[2] ?? '';
      await house.becomes(id, 'held');
      return id;
    },

    /** The lead hears in words why not yet. */
    async isRefused(lead: Page, id: string) {
      await follow(lead, of(id, '/akkoord'));
      await follow(lead, of(id, '/akkoord/geven'));
      await press(lead.locator(BUTTON).first());
      await lead.locator('.summary').waitFor();
      await says(lead, { nl: 'Er is geen verzendplan.', en: 'There is no dispatch plan.' });
      await says(lead, { nl: 'Er is geen briefing gepland.', en: 'No briefing has been planned.' });
      expect((await house.view(id)).status).toBe('held');
    },

    /** The lead does all that a sign-off asks, and signs off. The letters may leave since this morning. */
    async preparesAndSignsOff(lead: Page, id: string) {
      const room = at(id, '/akkoord');
      await follow(lead, of(id, '/akkoord'));
      await follow(lead, of(id, '/contactgegevens'));
      await done(lead, room);
      await follow(lead, of(id, '/vragenlijst'));
      const chosen = lead.waitForEvent('filechooser');
      await press(lead.locator('main input[type="file"]'));
      await (await chosen).setFiles(QA_SHEET);
      await press(part(lead, 'bestand').locator('button'));
      await lead.locator('#vraag-1').waitFor();
      await follow(lead, of(id, '/akkoord'));
      await follow(lead, of(id, '/verzendplan'));
      await set(lead, 'batches[0].date', today());
      await set(lead, 'batches[0].time', '00:01');
      await set(lead, 'batches[0].audience.letter', String(LETTERS));
      await done(lead, room);
      await follow(lead, of(id, '/briefingplan'));
      await set(lead, 'briefings[0].date', today());
      await set(lead, 'briefings[0].time', '00:01');
      await done(lead, room);
      await follow(lead, of(id, '/bezetting'));
      // The proposal is made from the forecast of the plan that was just saved.
      await eventually(async () => {
        await lead.reload();
        expect(await part(lead, 'voorstel').locator('form').count()).toBe(1);
      });
      await done(lead, room);
      await eventually(() => this.letsGoOfTheRest(lead, id), 30_000);
      await done(lead, at(id));
      await says(lead, { nl: 'Het akkoord is gegeven.', en: 'Signed off.' });
    },

    /** Waives what the staffing plan does not cover, where it does not; ends at the page that signs off. */
    async letsGoOfTheRest(lead: Page, id: string) {
      await lead.goto(at(id, '/akkoord'));
      const waive = part(lead, 'nog-te-doen').locator('a[href*="staffing-covers-shortage"]');
      if ((await waive.count()) > 0) {
        await press(waive);
        await set(lead, 'reason', 'De rest belt terug (verzonnen).');
        await done(lead, at(id, '/akkoord'));
      }
      expect((await house.view(id)).unmetConditions).toEqual([]);
      await follow(lead, of(id, '/akkoord/geven'));
    },

    /** A guest accepts by the link in the mail. */
    async guestAccepts(page: Page) {
      const text = await house.invitationAbout(title);
      const link = /http\S+\/uitnodiging\/\S+answer=accepted\S*/.exec(text)?.[0] ?? '';
      await page.goto(link);
      await understand(page);
      await press(page.locator('main button.chosen'));
      await page.locator('main form').waitFor({ state: 'detached' });
      await says(page, { nl: 'U komt helpen.', en: 'You will come and help.' });
    },

    /** The department says that the letters were posted. */
    async confirms(page: Page, id: string) {
      await house.becomes(id, 'releasing');
      await page.reload();
      await follow(page, of(id));
      await follow(page, of(id, '/deelverzendingen/1/bevestigen'));
      await done(page, at(id));
      await house.becomes(id, 'dispatched');
    },

    /** An agent reads the briefing. */
    async isBriefed(page: Page) {
      const briefing = page.locator('#te-lezen a', { hasText: title }).first();
      await eventually(async () => {
        await page.reload();
        expect(await briefing.count()).toBe(1);
      }, 90_000);
      await press(briefing);
      await page.waitForURL('**/briefings/*');
      await says(page, { nl: 'Wat inwoners vragen', en: 'What residents ask' });
      await done(page, '**/vandaag');
      await says(page, { nl: 'u hebt de briefing gelezen', en: 'you have read it' });
    },

    /** An agent with somebody on the line finds the answer and logs what was asked. */
    async answers(page: Page) {
      await follow(page, '/zoeken');
      await write(page.locator('#zoekveld'), TYPED);
      if (way.options.javaScriptEnabled === false) await press(page.locator('.finder button'));
      await page.waitForURL((url) => url.searchParams.get('q') === TYPED);
      const found = page.locator('article', { hasText: title }).first();
      await found.waitFor();
      await press(found.locator('summary').first());
      await set(page, 'text', 'Waarom is het zo veel meer?');
      await press(found.locator('button[value="answered"]'));
      await page.waitForURL('**/zoeken');
      await says(page, { nl: 'De vraag is genoteerd.', en: 'The question was logged.' });
    },

    /** The board of the lead shows so many questions for the mailing; by itself, where script runs. */
    async boardShows(lead: Page, id: string, count: number) {
      if (new URL(lead.url()).pathname !== '/bord') await follow(lead, '/bord');
      const figure = part(lead, 'vandaag').locator(`[data-live-count="${id}"]`);
      await eventually(async () => {
        if (way.options.javaScriptEnabled === false) await lead.reload();
        expect(await figure.innerText()).toBe(String(count));
      });
    },

    /** The department changes what was signed off, and reads beforehand that this voids the sign-off. */
    async amends(page: Page, id: string) {
      await follow(page, of(id));
      await follow(page, of(id, '/wijzigen'));
      await follow(page, of(id, '/wijzigen/inhoud'));
      await says(page, { nl: 'vervalt het akkoord', en: 'voids the sign-off' });
      await set(page, 'purpose', 'De inwoner hangt de kalender op.');
      await done(page, at(id));
      await house.becomes(id, 'held');
    },

    /** The lead ends the wave and reads what it taught. */
    async looksBack(lead: Page, id: string, count: number) {
      await follow(lead, of(id));
      await follow(lead, of(id, '/belgolf-afsluiten'));
      await done(lead, at(id));
      await house.becomes(id, 'evaluated');
      await lead.reload();
      await follow(lead, of(id, '/evaluatie'));
      await says(lead, { nl: 'Wat wij leerden', en: 'What we learned' });
      expect(await part(lead, 'cijfers').locator('dd').first().innerText()).toBe(String(count));
    },
  };
}
