import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addSeconds } from '../../src/domain/instant.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession, hiddenIn, type Loaded } from '../support/browser-session.ts';
import { aHeldMailing, record } from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** A colleague of a department in a browser. */
async function aColleague(department = api.departments.own) {
  const { id } = await api.person(['department'], department);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  return { id, browser };
}

const draftIdIn = ({ url }: Loaded) => url.pathname.split('/')[2] ?? '';
const draftOf = async (id: string) => (await api.store.mailings.find(id))?.draft;

/** A new draft, with its second step open. */
async function aDraft(title = 'Afvalkalender 2027') {
  const { browser } = await aColleague();
  const first = await browser.go('/nieuwe-mailing');
  const typed = { title, kind: 'information', purpose: 'De inwoner hangt de kalender op.' };
  const page = await browser.submit(first, typed, 'Opslaan en verder');
  return { browser, page, id: draftIdIn(page) };
}

/** What each next step is filled in with. */
const ANSWERS: readonly Record<string, string>[] = [
  { 'audience.letter': '28.000', 'audience.email': '1200' },
  { earliest: '2027-03-01', preferred: '2027-03-08' },
  {
    'printedContact.phone': '088-000 00 00',
    'printedContact.openingHours': 'elke werkdag van 9 tot 17 uur',
    'printedContact.webAddress': 'www.sluiswaard.example',
  },
  { 'texts[0].name': 'brief', 'texts[0].text': 'Beste inwoner, uw nieuwe kalender is er.' },
  { draftQuestions: 'Wanneer komt de grijze bak?\n\nWaar krijg ik een nieuwe kalender?' },
  { 'nobody[]': 'ja' },
];

async function filledIn() {
  const draft = await aDraft();
  let { page } = draft;
  for (const answers of ANSWERS) {
    page = await draft.browser.submit(page, answers, 'Opslaan en verder');
    expect(page.status).toBe(200);
  }
  return { ...draft, page };
}

describe('the form in steps', () => {
  it('asks all, shows the wave, and submits', async () => {
    const { browser, page, id } = await filledIn();
    expect(page.url.pathname).toBe(`/mailings/${id}/aanmelden/controleren`);
    expect(page.html).not.toContain('Dit ontbreekt nog');
    expect(page.html).toContain('Vragen die wij verwachten');
    expect(page.html).toContain('Wanneer komt de grijze bak?');
    const done = await browser.submit(page, {}, 'Meld de mailing aan');
    expect(done.url.pathname).toBe(`/mailings/${id}`);
    expect(done.html).toContain('De mailing is aangemeld.');
    const found = await api.store.mailings.find(id);
    expect(found?.status).toBe('held');
    expect(found?.details).toMatchObject({
      audience: { letter: 28_000, email: 1200, portal: 0 },
      draftQuestions: ['Wanneer komt de grijze bak?', 'Waar krijg ik een nieuwe kalender?'],
      stakeholders: [],
      files: [],
    });
  });

  it('names everything that is missing, with the step where it is asked, and has no button then', async () => {
    const { browser, id } = await aDraft();
    const page = await browser.go(`/mailings/${id}/aanmelden/controleren`);
    for (const [step, field] of [
      ['aantallen', 'Aantallen'],
      ['wanneer', 'Op zijn vroegst'],
      ['wanneer', 'Liefst op'],
      ['contact', 'Contactgegevens op de mailing'],
      ['tekst', 'Tekst van de brief'],
      ['vragen', 'Vragen die u verwacht'],
    ]) {
      expect(page.html).toContain(`href="/mailings/${id}/aanmelden/${step}">${field}</a>`);
    }
    expect(page.html).toContain('Dit is nog leeg');
    expect(page.html).not.toContain('Meld de mailing aan');
  });

  it('shows the wave and whether it fits where the dates are chosen, to who asks for it', async () => {
    const { browser, page, id } = await aDraft();
    const dates = await browser.submit(page, { 'audience.letter': '28000' }, 'Opslaan en verder');
    expect(dates.html).not.toContain('Vragen die wij verwachten');
    const typed = { earliest: '2027-03-01', preferred: '2027-03-08', pressed: 'stay' };
    const shown = await browser.submit(dates, typed, 'Opslaan en verder');
    expect(shown.url.pathname).toBe(`/mailings/${id}/aanmelden/wanneer`);
    expect(shown.html).toContain('Vragen die wij verwachten');
    expect(shown.html).toContain('Past dit bij het KCC?');
  });

  it('names one fault per date that is none, and loses no name of an enclosure', async () => {
    const { browser, id } = await aDraft();
    const dates = await browser.go(`/mailings/${id}/aanmelden/wanneer`);
    const typed = { earliest: '1 maart 2027', preferred: '2027-02-29' };
    const again = await browser.submit(dates, typed, 'Opslaan en verder');
    expect(again.html.match(/<li><a href="#veld-/g)).toHaveLength(2);
    const texts = await browser.go(`/mailings/${id}/aanmelden/tekst`);
    const named = { 'texts[0].name': 'brief', 'texts[1].name': 'folder' };
    const kept = await browser.submit(texts, named, 'Opslaan en verder');
    expect(kept.html).toContain('href="#veld-texts-1-text">Tekst van bijlage 1: Plak ook de tekst');
    expect(kept.html).toContain('value="folder"');
  });

  it('keeps a draft for later, and continues where one was', async () => {
    const { browser, page, id } = await aDraft();
    const later = await browser.submit(
      page,
      { 'audience.portal': '12', pressed: 'later' },
      'Opslaan en verder',
    );
    expect(later.url.pathname).toBe(`/mailings/${id}`);
    expect(later.html).toContain('Het concept is opgeslagen.');
    expect(later.html).toContain(`/mailings/${id}/aanmelden/inhoud`);
    expect((await draftOf(id))?.audience).toEqual({ letter: 0, email: 0, portal: 12 });
  });

  it('counts a file of addresses, and keeps nothing of it', async () => {
    const { browser, page, id } = await aDraft();
    const form = /<form[^>]*multipart[^]*?<\/form>/.exec(page.html)?.[0] ?? '';
    const body = new FormData();
    for (const [name, value] of Object.entries(hiddenIn(form))) body.set(name, value);
    const csv = `naam;straat\n${'Verzonnen Inwoner;Sluisplein 1\r\n'.repeat(321)}\n`;
    body.set('addresses', new Blob([csv], { type: 'text/csv' }), 'adressen.csv');
    body.set('addressesChannel', 'letter');
    const next = await browser.go(page.url, {
      method: 'POST',
      body,
      headers: { 'Sec-Fetch-Site': 'same-origin' },
    });
    expect(next.html).toContain('In het bestand staan 321 adressen.');
    const found = await draftOf(id);
    expect(found?.audience).toEqual({ letter: 321, email: 0, portal: 0 });
    expect(JSON.stringify(found)).not.toContain('Verzonnen Inwoner');
  });

  it('takes why more people will call than usual, and shows it again', async () => {
    const { browser, id } = await aDraft();
    const step = `/mailings/${id}/aanmelden/aantallen`;
    const typed = {
      'audience.letter': '40000',
      'adjustment.percentage': '120',
      'adjustment.reason': 'De WOZ-waarden stegen 8 %.',
    };
    await browser.submit(await browser.go(step), typed, 'Opslaan en verder');
    expect((await draftOf(id))?.adjustments).toEqual([
      { factor: 1.2, reason: 'De WOZ-waarden stegen 8 %.' },
    ]);
    const again = await browser.go(step);
    expect(again.html).toContain('value="120"');
    const emptied = { 'adjustment.percentage': '', 'adjustment.reason': '' };
    await browser.submit(again, emptied, 'Opslaan en verder');
    expect((await draftOf(id))?.adjustments).toBeUndefined();
  });

  it.each([
    ['aantallen', { 'audience.letter': 'veel' }, 'veld-audience-letter'],
    ['aantallen', { 'audience.letter': '-5' }, 'veld-audience-letter'],
    ['aantallen', { 'adjustment.percentage': '5' }, 'veld-adjustment-percentage'],
    ['aantallen', { 'adjustment.percentage': '120' }, 'veld-adjustment-reason'],
    ['aantallen', { 'adjustment.reason': 'Stijging' }, 'veld-adjustment-percentage'],
    ['wanneer', { earliest: '2027-02-31' }, 'veld-earliest'],
    ['wanneer', { earliest: '2027-05-02', preferred: '2027-05-01' }, 'veld-preferred'],
    ['contact', { 'printedContact.phone': '088' }, 'veld-printedContact-openingHours'],
    ['vragen', { draftQuestions: 'a'.repeat(501) }, 'veld-draftQuestions'],
    ['betrokkenen', { 'stakeholders[0].name': 'Balie' }, 'veld-stakeholders-0-email'],
    ['inhoud', { purpose: 'Alleen dit' }, 'veld-title'],
  ])(
    'says at the field what is wrong in %s (%#), and keeps what was typed',
    async (step, typed, field) => {
      const { browser, id } = await aDraft();
      const page = await browser.go(`/mailings/${id}/aanmelden/${step}`);
      const answer = await browser.submit(
        page,
        typed as Record<string, string>,
        'Opslaan en verder',
      );
      expect(answer.status).toBe(400);
      expect(answer.html).toContain(`href="#${field}"`);
      for (const value of Object.values(typed)) expect(answer.html).toContain(value);
    },
  );

  it('does not overwrite what a colleague saved in between', async () => {
    const { browser, page, id } = await aDraft();
    await browser.submit(page, { 'audience.letter': '10' }, 'Opslaan en verder');
    const late = await browser.submit(page, { 'audience.letter': '20' }, 'Opslaan en verder');
    expect(late.status).toBe(409);
    expect((await draftOf(id))?.audience?.letter).toBe(10);
  });

  it('gives advice on the language of the letter, and takes it as it is', async () => {
    const { browser, id } = await aDraft();
    const page = await browser.go(`/mailings/${id}/aanmelden/tekst`);
    const typed = { 'texts[0].text': 'Indien u vragen heeft, dient u te bellen.', pressed: 'stay' };
    const advised = await browser.submit(page, typed, 'taaladvies');
    expect(advised.url.pathname).toBe(`/mailings/${id}/aanmelden/tekst`);
    expect(advised.html).toContain('Gewoner is: moet.');
    expect((await draftOf(id))?.texts?.[0]?.text).toBe('Indien u vragen heeft, dient u te bellen.');
  });

  it('is not there for a mailing that was submitted, and for another department', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const own = await aColleague(mailing.departmentId);
    const page = await own.browser.go(`/mailings/${mailing.id}/aanmelden/tekst`);
    expect(page.html).toContain(`/mailings/${mailing.id}/wijzigen`);
    expect(page.html).not.toContain('Opslaan en verder');
    const { id } = await aDraft();
    const other = await aColleague(api.departments.other);
    expect((await other.browser.go(`/mailings/${id}/aanmelden/tekst`)).status).toBe(404);
  });
});

describe('announcing', () => {
  it('takes a title, a month and a rough number, and goes on to the form', async () => {
    const { browser } = await aColleague();
    const page = await browser.go('/mailing-aankondigen');
    const wrong = await browser.submit(page, { title: 'Afvalpas', month: 'mei' }, 'Kondig');
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('href="#veld-month"');
    expect(wrong.html).toContain('href="#veld-roughAudience"');
    const typed = { title: 'Afvalpas', month: 'mei 2027', roughAudience: '28000' };
    const done = await browser.submit(wrong, typed, 'Kondig');
    const found = await api.store.mailings.find(draftIdIn(done));
    expect(found).toMatchObject({
      status: 'announced',
      audienceSize: 28_000,
      expectedMonth: '2027-05-01',
    });
    const step = await browser.go(`/mailings/${found?.id}/aanmelden/inhoud`);
    expect(step.html).toContain('value="Afvalpas"');
  });
});

describe('amending', () => {
  it('makes a new version of one part and leaves the rest', async () => {
    const held = await aHeldMailing(api.store);
    const { browser } = await aColleague(held.mailing.departmentId);
    const overview = await browser.go(`/mailings/${held.mailing.id}/wijzigen`);
    expect(overview.html).toContain(`/mailings/${held.mailing.id}/wijzigen/aantallen`);
    const page = await browser.go(`/mailings/${held.mailing.id}/wijzigen/aantallen`);
    expect(page.html).toContain('nieuwe versie');
    const done = await browser.submit(page, { 'audience.letter': '77' }, 'Wijzig de mailing');
    expect(done.html).toContain('De mailing is gewijzigd.');
    const found = await api.store.mailings.find(held.mailing.id);
    expect(found?.details?.audience).toEqual({ letter: 77, email: 0, portal: 0 });
    expect(found?.mailing).toMatchObject({ content: { version: 2 } });
  });

  it('says that the sign-off is voided, and voids it', async () => {
    const { mailing } = await aReleasedBatch({ signedOffOnly: true });
    const { browser } = await aColleague(mailing.departmentId);
    const page = await browser.go(`/mailings/${mailing.id}/wijzigen/inhoud`);
    expect(page.html).toContain('vervalt het akkoord');
    const typed = { title: 'Anders', kind: 'information', purpose: 'Iets anders doen.' };
    await browser.submit(page, typed, 'Wijzig de mailing');
    expect((await api.store.mailings.find(mailing.id))?.status).toBe('held');
  });
});

describe('confirming a dispatch', () => {
  it('takes the letters of a released batch, once', async () => {
    const { mailing } = await aReleasedBatch();
    const { browser } = await aColleague(mailing.departmentId);
    const path = `/mailings/${mailing.id}/deelverzendingen/1/bevestigen`;
    expect((await browser.go(`/mailings/${mailing.id}`)).html).toContain(path);
    const page = await browser.go(path);
    const wrong = await browser.submit(page, { channel: 'letter', accepted: 'x' }, 'Bevestig');
    expect(wrong.html).toContain('href="#veld-accepted"');
    const letters = String((mailing as HeldMailing).content.audience.letter);
    await browser.submit(page, { channel: 'letter', accepted: letters, failed: '0' }, 'Bevestig');
    const found = (await api.store.mailings.find(mailing.id))?.mailing as HeldMailing;
    expect(found.released[0]?.reports.letter).toMatchObject({ accepted: Number(letters) });
    expect((await browser.go(path)).html).not.toContain('Bevestig de verzending');
    expect((await browser.go(path.replace('/1/', '/9/'))).status).toBe(404);
  });
});

/** A mailing that was signed off; its one batch has been let out, unless `signedOffOnly`. */
async function aReleasedBatch({ signedOffOnly = false } = {}) {
  const held = await aHeldMailing(api.store);
  const { content } = held.mailing as HeldMailing;
  const at = new Date().toISOString();
  const { contentDigest, audience } = content;
  const batch = { number: 1, releaseAt: addSeconds(at, 9e5), audience };
  const covers = { contentDigest, audience, dispatchPlanKey: 'plan' };
  return record(
    api.store,
    held,
    { type: 'dispatch-planned', at, by: 'lead', plan: { batches: [batch] } },
    { type: 'signed-off', at, approval: { type: 'sign-off', by: 'lead', at, covers } },
    ...(signedOffOnly
      ? []
      : [{ type: 'batch-released' as const, at, batch: { number: 1, releasedAt: at, audience } }]),
  );
}

describe('a draft that is not needed', () => {
  it('is thrown away after one question, with a line on the record', async () => {
    const { browser, id } = await aDraft('Vergissing');
    const mailing = await browser.go(`/mailings/${id}`);
    expect(mailing.html).toContain(`href="/mailings/${id}/weggooien"`);
    const asked = await browser.go(`/mailings/${id}/weggooien`);
    expect(asked.html).toContain('Dit kunt u niet terugdraaien.');
    const done = await browser.submit(asked, {});
    expect(done.html).toContain('Het concept is weggegooid.');
    const { status, draft } = (await api.store.mailings.find(id)) ?? {};
    expect({ status, draft }).toEqual({ status: 'withdrawn', draft: undefined });
    const lines = await api.store.mailings.timeline(id);
    expect(lines.map(({ action }) => action)).toEqual(['draft-saved', 'withdrawn']);
    expect((await browser.go(`/mailings/${id}/weggooien`)).html).toContain('geen concept meer');
  });

  it('is only for the department itself to throw away', async () => {
    const { id } = await aDraft();
    const { browser } = await aColleague(api.departments.other);
    expect((await browser.go(`/mailings/${id}/weggooien`)).status).toBe(404);
    const lead = browserSession(api.url);
    await lead.logIn((await api.person(['kcc-lead'])).id);
    const asked = await lead.go(`/mailings/${id}/weggooien`);
    expect(asked.html).toContain('Alleen zij kan het weggooien.');
    expect(asked.html).not.toContain('Ja, gooi het concept weg');
    expect((await lead.go(`/mailings/${id}`)).html).not.toContain('/weggooien');
  });

  it('is kept when it was submitted in the meantime', async () => {
    const { browser, id, page } = await filledIn();
    const asked = await browser.go(`/mailings/${id}/weggooien`);
    await browser.submit(page, {}, 'Meld de mailing aan');
    // What was submitted is withdrawn by its own journey, and keeps what was filled in.
    await browser.submit(asked, {});
    const record = await api.store.mailings.find(id);
    expect(record?.details?.title).toBe('Afvalkalender 2027');
  });
});
