import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { INTRODUCED_MAIL_KINDS, INTRODUCED_MAILS } from '../../src/domain/mail-introduction.ts';
import type { Role } from '../../src/domain/actor.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

const PATH = '/instellingen/mails';

async function inTheBrowserOf(role: Role, mail: string) {
  const { id } = await api.person([role], api.departments.own);
  const browser = browserSession(api.url);
  return { browser, page: await browser.logIn(id, `${PATH}?mail=${mail}`) };
}
const set = async () => (await api.store.organisation.find())?.mailIntroductions;

describe('the texts of mails', () => {
  it.each(INTRODUCED_MAIL_KINDS)('show what %s begins with, and an example', async (mail) => {
    const { page } = await inTheBrowserOf('kcc-lead', mail);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Dit is de standaardtekst.');
    for (const name of INTRODUCED_MAILS[mail].placeholders) {
      expect(page.html).toContain(`{${name}}`);
    }
    const [, example = ''] = page.html.split('id="voorbeeld"');
    expect(example).not.toMatch(/\{|undefined/);
  });

  it('are changed, kept on the record, and set back', async () => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', 'invitation');
    const text = { nl: 'Kom je <helpen> op {wanneer}?', en: 'Will you help on {wanneer}?' };
    const saved = await browser.submit(page, { ...text, action: 'save' });
    expect(saved.html).toContain('De instellingen zijn bewaard.');
    expect(saved.html).toContain('Deze tekst is aangepast.');
    expect(saved.html).toContain('Kom je &lt;helpen&gt; op maandag 22 februari 2027');
    expect(await set()).toEqual({ invitation: text });
    const line = await api.store.audit.lastOf('organisation-saved');
    expect(line).toMatchObject({
      role: 'kcc-lead',
      detail: { parts: expect.arrayContaining(['mailIntroductions']) },
    });
    const back = await browser.submit(saved, { ...text, action: 'standard' });
    expect(back.html).toContain('Dit is de standaardtekst.');
    expect(await set()).toEqual({});
  });

  it('are shown as an example before they are saved', async () => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', 'remarks');
    const before = await set();
    const text = { nl: 'Nieuw in {gemeente}.', en: 'New in {gemeente}.' };
    const shown = await browser.submit(page, { ...text, action: 'preview' });
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('>Nieuw in {gemeente}.<');
    expect(shown.html).not.toContain('>Nieuw in .<');
    expect(shown.html.split('id="voorbeeld"')[1]).toMatch(/Nieuw in [^{]+\./);
    expect(await set()).toEqual(before);
  });

  it.each(['save', 'preview'])(
    'name what does not exist, and keep what was typed: %s',
    async (action) => {
      const { browser, page } = await inTheBrowserOf('administrator', 'remarks');
      const before = await set();
      const text = { nl: 'Beste {naam}, kijk op {wanneer}.', en: ' ' };
      const answer = await browser.submit(page, { ...text, action });
      expect(answer.status).toBe(400);
      expect(answer.html).toContain(
        '{naam} bestaat niet in deze mail. Dit kan wel: {gemeente}, {mailing}.',
      );
      expect(answer.html).toContain('{wanneer} bestaat niet');
      expect(answer.html).toContain('href="#veld-nl"');
      expect(answer.html).toContain('href="#veld-en"');
      expect(answer.html).toContain('Beste {naam}, kijk op {wanneer}.');
      expect(await set()).toEqual(before);
    },
  );

  it('of somebody else are not overwritten', async () => {
    const one = await inTheBrowserOf('kcc-lead', 'reminder');
    const other = await inTheBrowserOf('kcc-lead', 'reminder');
    const text = (nl: string) => ({ nl, en: 'Late.', action: 'save' });
    expect((await one.browser.submit(one.page, text('Eerst.'))).status).toBe(200);
    expect((await other.browser.submit(other.page, text('Later.'))).status).toBe(409);
    expect((await set())?.reminder?.nl).toBe('Eerst.');
  });

  it('are not there for a mail that does not exist', async () => {
    expect((await inTheBrowserOf('kcc-lead', 'constructor')).page.status).toBe(404);
  });

  it('over the API have the same rules', async () => {
    const { token } = await api.person(['kcc-lead']);
    const { body, headers } = await api.ask('/v1/organisation', { token });
    const answer = await api.ask('/v1/organisation', {
      token,
      method: 'PUT',
      headers: { 'if-match': headers.get('etag') ?? '' },
      body: {
        ...body,
        name: 'Sluiswaard',
        mailIntroductions: {
          invitation: { nl: 'Beste {naam}', en: 'x'.repeat(2001) },
          nonsense: { nl: 'a', en: 'b' },
        },
      },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'body.mailIntroductions.invitation.en',
      'body.mailIntroductions.invitation.nl',
      'body.mailIntroductions.nonsense',
    ]);
  });
});
