import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aHeldMailing, provenance } from '../support/builders/store-rows.ts';
import { languagesOf } from '../support/language-of.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const DUTCH = {
  purpose: 'De inwoner kijkt of de waarde klopt.',
  letter: 'Beste inwoner, hierbij uw aanslag.',
  asked: 'Wanneer moet ik betalen?',
  question: 'Waarom is het meer dan vorig jaar?',
  answer: 'Omdat de prijs van huizen steeg.',
  internalNote: 'Verwijs naar het taxatieverslag.',
  topic: 'Waarde van huizen',
};

describe('what is written for residents, to who reads the pages in English', () => {
  it('is marked as Dutch wherever it stands', async () => {
    const { mailing } = await aHeldMailing(api.store, {
      purpose: DUTCH.purpose,
      texts: [{ name: 'Aanslagbrief', text: DUTCH.letter }],
      draftQuestions: [DUTCH.asked],
    });
    const { id } = mailing;
    const departmentId = (await api.store.mailings.find(id))?.departmentId;
    const { question, answer, internalNote, topic } = DUTCH;
    const pair = { number: 1, question, answer, internalNote, topic, owner: '' };
    await api.store.qaSheets.save(id, [pair], provenance());
    const lead = browserSession(api.url);
    await lead.logIn((await api.person(['kcc-lead'])).id, '/mailings');
    const department = browserSession(api.url);
    await department.logIn((await api.person(['department'], departmentId)).id, '/mailings');

    const seen = new Map<string, string[]>();
    for (const [browser, path] of [
      [lead, ''],
      [lead, '/akkoord'],
      [lead, '/akkoord/geven'],
      [lead, '/vragenlijst'],
      [lead, '/vragenlijst/1'],
      [department, ''],
      [department, '/wijzigen/inhoud'],
      [department, '/wijzigen/vragen'],
      [department, '/wijzigen/tekst'],
    ] as const) {
      const { html, status } = await browser.go(`/mailings/${id}${path}?lang=en`);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(languagesOf(html, '<html')).toEqual(['en']);
      for (const [what, text] of Object.entries(DUTCH)) {
        const languages = languagesOf(html, text);
        expect({ path, what, others: languages.filter((one) => one !== 'nl') }).toEqual({
          path,
          what,
          others: [],
        });
        seen.set(what, [...(seen.get(what) ?? []), ...languages]);
      }
    }
    expect([...seen].filter(([, languages]) => languages.length === 0)).toEqual([]);
  });
});
