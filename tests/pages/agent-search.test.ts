import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import { aSignedOffMailing } from '../support/builders/qa-rows.ts';

let api: TestApi;
let mailingId: string;
beforeAll(async () => {
  api = await testApi();
  mailingId = await aSignedOffMailing(api.store, [
    'Waarom is mijn WOZ-waarde gestegen?',
    'Hoe maak ik bezwaar?',
  ]);
});
afterAll(() => api.stop());

async function inTheBrowserOf(role: Role, path: string) {
  const { id } = await api.person([role]);
  const browser = browserSession(api.url);
  return { id, browser, page: await browser.logIn(id, path) };
}
const logged = async () => (await api.store.questions.forMailing(mailingId)).at(-1);

describe('an agent with somebody on the line', () => {
  it('finds the answer without a script, with a typing mistake, and what is for agents alone', async () => {
    const { page } = await inTheBrowserOf('agent', '/zoeken?q=bezwar');
    expect(page.html).toContain('Hoe maak ik bezwaar?');
    expect(page.html).toContain('1 antwoord<');
    expect(page.html).toContain('Verwijs naar het taxatieverslag.');
  });

  it('logs the question with a few words and one button, and is ready for the next', async () => {
    const { browser, page, id } = await inTheBrowserOf('agent', '/zoeken?q=bezwaar');
    const after = await browser.submit(
      page,
      { text: 'Kan ik nog bezwaar maken?', do: 'answered', channel: 'phone' },
      'name="pair"',
    );
    expect(after.html).toContain('De vraag is genoteerd.');
    expect(after.url.search).toBe('');
    expect(await logged()).toMatchObject({
      text: 'Kan ik nog bezwaar maken?',
      qaPairNumber: 2,
      outcome: 'answered',
      channel: 'phone',
      loggedBy: id,
    });
  });

  it('loses nothing of what was typed when something lacks', async () => {
    const { browser, page } = await inTheBrowserOf('agent', '/zoeken?q=bezwaar');
    const before = (await api.store.questions.forMailing(mailingId)).length;
    const again = await browser.submit(page, { do: 'callback' }, 'name="pair"');
    expect(again.status).toBe(400);
    expect(again.html).toContain('Hoe maak ik bezwaar?');
    expect(again.html).toContain('<details open="">');
    // The fault is named, and leads to the one field of the many that it is about.
    expect(again.html).toMatch(/<a href="#veld-text">Wat vroeg de inwoner[^<]*: Dit is leeg/);
    expect(again.html.match(/id="veld-text"/g)).toHaveLength(1);
    expect(again.html).toMatch(/id="veld-text"[^>]*aria-invalid="true"/);
    expect(await api.store.questions.forMailing(mailingId)).toHaveLength(before);
  });

  it('stays at the counter, also when something lacks', async () => {
    const { browser, page } = await inTheBrowserOf('agent', '/zoeken?q=bezwaar');
    const again = await browser.submit(page, { do: 'answered', channel: 'counter' }, 'name="pair"');
    expect(again.html).toContain('<option value="counter" selected="">');
    const next = await browser.submit(
      again,
      { text: 'Kan ik bezwaar maken?', do: 'answered', channel: 'counter' },
      'name="pair"',
    );
    expect(next.html).toContain('De vraag is genoteerd.');
    const found = await browser.go(`${next.url.href}&q=bezwaar`);
    expect(found.html).toContain('<option value="counter" selected="">');
  });

  it('says how many answers there are only as far as it shows them', async () => {
    const many = Array.from({ length: 12 }, (_, at) => `Wanneer komt de ijsbaan, deel ${at}?`);
    await aSignedOffMailing(api.store, many, { title: 'IJsbaan' });
    const { page } = await inTheBrowserOf('agent', '/zoeken?q=ijsbaan');
    expect(page.html).toContain('De 10 beste antwoorden. Typ een woord erbij');
    expect(page.html.match(/class="said"/g)).toHaveLength(10);
  });

  it('logs a question that no answer fits', async () => {
    const { browser, page } = await inTheBrowserOf('agent', '/zoeken?q=zwembad');
    const fields = { text: 'Gaat het zwembad dicht?', do: 'transferred', mailingId };
    await browser.submit(page, fields, 'id="veld-mailingId"');
    const last = await logged();
    expect(last).toMatchObject({ text: 'Gaat het zwembad dicht?', outcome: 'transferred' });
    expect(last).not.toHaveProperty('qaPairNumber');
  });

  it('tells the owner that an answer is wrong', async () => {
    const { browser, page } = await inTheBrowserOf('agent', '/zoeken?q=bezwaar');
    const after = await browser.submit(
      page,
      { text: 'De termijn is zes weken.', do: 'feedback' },
      'opmerking-0',
    );
    expect(after.html).toContain('zien uw opmerking');
    const { results } = await api.store.qaFeedback.list({ mailingId, page: 1, pageSize: 5 });
    expect(results[0]).toMatchObject({ text: 'De termijn is zes weken.', qaPairNumber: 2 });
  });
});

it('asks in which mailing an answer is missing, and keeps what was typed', async () => {
  const { browser, page } = await inTheBrowserOf('agent', '/zoeken?q=zwembad');
  const fields = { text: 'Er staat niets over het zwembad.', do: 'feedback' };
  const again = await browser.submit(page, fields, 'id="veld-mailingId"');
  expect(again.status).toBe(400);
  expect(again.html).toMatch(/<a href="#veld-mailingId">Over welke mailing\?: Kies de mailing/);
  expect(again.html).toContain('value="Er staat niets over het zwembad."');
});

describe('whose answer it is', () => {
  it('reads the remark and puts it away', async () => {
    const { browser, page } = await inTheBrowserOf('kcc-lead', '/opmerkingen');
    expect(page.html).toContain('De termijn is zes weken.');
    const pair = `/mailings/${mailingId}/vragenlijst/2`;
    expect(page.html).toContain(`href="${pair}"`);
    expect((await browser.go(pair)).html).toContain('Hoe maak ik bezwaar?');
    const after = await browser.submit(page, {}, 'feedbackId');
    expect(after.html).toContain('Afgehandeld');
    const open = await api.store.qaFeedback.list({ mailingId, open: true, page: 1, pageSize: 5 });
    expect(open.count).toBe(0);
  });

  it('is not that of another department', async () => {
    const { page } = await inTheBrowserOf('department', '/opmerkingen');
    expect(page.html).not.toContain('De termijn is zes weken.');
  });
});

describe('who else searches', () => {
  it('is no department, and no guest of another mailing', async () => {
    expect((await inTheBrowserOf('department', '/zoeken?q=bezwaar')).page.status).toBe(403);
    const { page } = await inTheBrowserOf('guest', '/zoeken?q=bezwaar');
    expect(page.html).not.toContain('Hoe maak ik bezwaar?');
  });
});

it.each(['%', "'", '"><script>alert(1)</script>', 'a'.repeat(5000), '\\', ':*', '&|!()'])(
  'takes %# as something to look for',
  async (typed) => {
    const { page } = await inTheBrowserOf('agent', `/zoeken?q=${encodeURIComponent(typed)}`);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('<script>alert');
  },
);
