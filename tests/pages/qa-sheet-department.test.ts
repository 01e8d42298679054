import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aSignedOffMailing } from '../support/builders/qa-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** A mailing with one pair, and a colleague of `department`, or of its own, in a browser. */
async function aSheet(state: { readonly held: boolean }, department?: string) {
  const mailingId = await aSignedOffMailing(api.store, ['Hoe maak ik bezwaar?'], state);
  const owner = (await api.store.mailings.find(mailingId))?.departmentId ?? '';
  const { id } = await api.person(['department'], department ?? owner);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  const sheet = `/mailings/${mailingId}/vragenlijst`;
  const first = async () => (await api.store.qaSheets.latest(mailingId))?.pairs[0];
  return { id, mailingId, browser, sheet, first };
}
const CHANGED = {
  topic: 'Belastingen',
  question: 'Hoe maak ik bezwaar?',
  answer: 'Met DigiD.',
  owner: 'a@sluiswaard.example',
};

describe('a department and the answers to its own mailing', () => {
  it('writes them beside the KCC until the sign-off', async () => {
    const { id, mailingId, browser, sheet, first } = await aSheet({ held: true });
    expect((await browser.go(`/mailings/${mailingId}`)).html).toContain(`href="${sheet}"`);
    expect((await browser.go(sheet)).html).toContain(`href="${sheet}/nieuw"`);
    const page = await browser.go(`${sheet}/1`);
    const after = await browser.submit(page, CHANGED, 'Bewaar');
    expect(after.html).toContain('Vraag 1 is bewaard.');
    expect((await first())?.answer).toBe('Met DigiD.');
    expect((await api.store.qaSheets.latest(mailingId))?.writtenBy).toBe(id);
  });

  it('only reads them after it: what agents say is for the lead to change', async () => {
    const { browser, sheet, first } = await aSheet({ held: false });
    expect((await browser.go(sheet)).html).not.toContain(`href="${sheet}/` + 'nieuw"');
    const page = await browser.go(`${sheet}/1`);
    const answer = await browser.submit(page, CHANGED, 'Bewaar');
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Een vragenlijst toevoegen kan nu niet');
    expect(answer.html).toContain('Met DigiD.');
    expect((await first())?.answer).not.toBe('Met DigiD.');
  });

  it('finds nothing of another department', async () => {
    const { browser, sheet } = await aSheet({ held: true }, api.departments.other);
    expect((await browser.go(sheet)).status).toBe(404);
    expect((await browser.go(`${sheet}/1`)).status).toBe(404);
  });
});
