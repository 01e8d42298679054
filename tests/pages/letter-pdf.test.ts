import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { letterPdf } from '../support/pdf.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** A draft with the step of the letter open, and what is known of it. */
async function atTheLetter() {
  const { id } = await api.person(['department'], api.departments.own);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  const first = await browser.go('/nieuwe-mailing');
  const typed = { title: 'Brief als PDF', kind: 'information', purpose: 'De inwoner leest.' };
  const next = await browser.submit(first, typed, 'Opslaan en verder');
  const draft = next.url.pathname.split('/')[2] ?? '';
  const page = await browser.go(`/mailings/${draft}/aanmelden/tekst`);
  const known = async () => (await api.store.mailings.find(draft))?.draft;
  return { browser, page, known };
}

const LETTER = 'Beste inwoner, ingevolge het bovenstaande ontvangt u hierbij uw aanslag.';
const asFile = (bytes: Buffer, name = 'aanslag.pdf') =>
  new File([new Uint8Array(bytes)], name, { type: 'application/pdf' });

describe('the letter as PDF', () => {
  it('is read: its text, its pages and what to look at; its digest goes with the mailing', async () => {
    const { browser, page, known } = await atTheLetter();
    const bytes = await letterPdf([LETTER, 'Met vriendelijke groet']);
    const after = await browser.attach(page, { pressed: 'stay' }, 'pdf', asFile(bytes));
    expect(after.html).toContain('2 bladzijden gelezen. Alles is A4.');
    expect(after.html).toContain('De lettertypes zitten erin.');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(await known()).toMatchObject({ files: [{ name: 'aanslag.pdf', sha256 }] });
    const [text] = (await known())?.texts ?? [];
    expect(text?.name).toBe('aanslag.pdf');
    expect(text?.text.replaceAll(/\s+/g, ' ')).toBe(`${LETTER} Met vriendelijke groet`);
  });

  it('gets advice on its language like a text that was typed', async () => {
    const { browser, page } = await atTheLetter();
    const bytes = await letterPdf([LETTER]);
    const after = await browser.attach(page, { pressed: 'stay' }, 'pdf', asFile(bytes));
    expect(after.html).toContain('ingevolge');
    expect(after.html).toContain('id="taal');
  });

  it('takes the place of what was read before, beside what was typed', async () => {
    const { browser, page, known } = await atTheLetter();
    const typed = { 'texts[0].name': 'brief', 'texts[0].text': 'Zelf getypt.' };
    for (const said of ['Eerste versie', 'Tweede versie']) {
      const now = await browser.go(page.url);
      await browser.attach(now, typed, 'pdf', asFile(await letterPdf([said])));
    }
    expect((await known())?.texts).toEqual([
      { name: 'brief', text: 'Zelf getypt.' },
      { name: 'aanslag.pdf', text: 'Tweede versie' },
    ]);
    expect((await known())?.files).toHaveLength(1);
  });

  it('says what a printer will stumble over', async () => {
    const { browser, page } = await atTheLetter();
    const bytes = await letterPdf(['Klein'], { size: 'A5', font: 'Helvetica' });
    const after = await browser.attach(page, { pressed: 'stay' }, 'pdf', asFile(bytes));
    expect(after.html).toContain('niet elke bladzijde is A4');
    expect(after.html).toContain('Helvetica');
  });

  it.each([
    ['no PDF', Buffer.from('MZ this is a program'), 'is geen PDF'],
    ['nine megabytes', Buffer.alloc(9 * 2 ** 20, '%PDF'), 'is groter dan 6 MB'],
    ['half a PDF', undefined, 'is beschadigd of niet helemaal aangekomen'],
  ])('%s is a sentence at the field, and nothing else is lost', async (_what, given, sentence) => {
    const { browser, page, known } = await atTheLetter();
    const bytes = given ?? (await letterPdf([LETTER])).subarray(0, 900);
    const typed = { 'texts[0].name': 'brief', 'texts[0].text': 'Wat ik al had getypt.' };
    const after = await browser.attach(page, typed, 'pdf', asFile(bytes));
    expect(after.status).toBe(400);
    expect(after.html).toContain(sentence);
    expect(after.html).toContain('href="#veld-pdf"');
    expect(after.html).toContain('Wat ik al had getypt.');
    expect((await known())?.texts).toBeUndefined();
  });
});
