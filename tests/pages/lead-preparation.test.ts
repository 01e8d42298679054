import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SYSTEM } from '../../src/domain/actor.ts';
import { formatDay } from '../../src/charts/format.ts';
import { addDays, addSeconds, daysBetween, mondayOf } from '../../src/domain/instant.ts';
import { localDateOf, toInstant } from '../../src/domain/local-time.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import type { QaPair } from '../../src/domain/qa-sheet.ts';
import { wholePeople } from '../../src/domain/shortage.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import {
  aHeldMailing,
  aPerson,
  mailingDetails,
  provenance,
} from '../support/builders/store-rows.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

/** A KCC lead in a browser. */
async function aLead() {
  const { id } = await api.person(['kcc-lead']);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  return { id, browser };
}

async function preparationOf(id: string) {
  const record = await api.store.mailings.find(id);
  if (record?.mailing.status !== 'held') throw new Error(`${id} is not held`);
  return record.mailing.preparation;
}

const pair = (number: number, change: Partial<QaPair> = {}): QaPair => ({
  number,
  topic: '',
  question: `Vraag nummer ${number}?`,
  answer: 'Dat zit zo.',
  internalNote: '',
  owner: 'eigenaar@sluiswaard.example',
  ...change,
});

/** A held mailing with a Q&A sheet of two pairs. */
async function aSheet() {
  const { mailing } = await aHeldMailing(api.store);
  await api.store.qaSheets.save(mailing.id, [pair(1), pair(2)], provenance());
  return { id: mailing.id, home: `/mailings/${mailing.id}/vragenlijst` };
}
const pairsOf = async (id: string) => (await api.store.qaSheets.latest(id))?.pairs ?? [];

describe('the Q&A sheet', () => {
  it('begins with the first question that somebody adds', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser, id } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/vragenlijst/nieuw`);
    const fields = { question: 'Waarom is het meer?', answer: 'Omdat de prijs steeg.' };
    const after = await browser.submit(page, fields, 'Bewaar');
    expect(after.html).toContain('Waarom is het meer?');
    expect(after.html).toContain('Nog geen eigenaar');
    expect((await preparationOf(mailing.id)).qaSheet).toMatchObject({ pairs: 1, unowned: 1 });
    expect((await api.store.qaSheets.latest(mailing.id))?.writtenBy).toBe(id);
  });

  it('says that Sluis wrote what no person did', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const bySluis = provenance({ actor: SYSTEM, origin: 'worker' });
    await api.store.qaSheets.save(mailing.id, [pair(1)], bySluis);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/vragenlijst`);
    expect(page.status).toBe(200);
    expect(page.html).toContain('Versie 1, door Sluis');
  });

  it('shows every fault of a pair at its field, with what was typed', async () => {
    const { home } = await aSheet();
    const { browser } = await aLead();
    const page = await browser.go(`${home}/1`);
    const fields = { question: '', owner: 'geen adres', answer: 'Blijft staan.' };
    const answer = await browser.submit(page, fields, 'Bewaar');
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('Blijft staan.');
    expect(answer.html).toContain('aria-invalid');
  });

  it('lets two people change two pairs at once', async () => {
    const { id, home } = await aSheet();
    const [one, two] = [await aLead(), await aLead()];
    const first = await one.browser.go(`${home}/1`);
    const second = await two.browser.go(`${home}/2`);
    const change = (question: string) => ({ question, owner: 'a@sluiswaard.example' });
    await one.browser.submit(first, change('Eerste?'), 'Bewaar');
    await two.browser.submit(second, change('Tweede?'), 'Bewaar');
    expect((await pairsOf(id)).map(({ question }) => question)).toEqual(['Eerste?', 'Tweede?']);
  });

  it('does not let one overwrite what another just changed, and shows it', async () => {
    const { id, home } = await aSheet();
    const [one, two] = [await aLead(), await aLead()];
    const [first, second] = [await one.browser.go(`${home}/1`), await two.browser.go(`${home}/1`)];
    await one.browser.submit(first, { question: 'Van de een?' }, 'Bewaar');
    const answer = await two.browser.submit(second, { question: 'Van de ander?' }, 'Bewaar');
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Iemand anders heeft deze vraag net gewijzigd');
    expect(answer.html).toContain('Van de een?');
    expect(answer.html).toContain('Van de ander?');
    expect((await pairsOf(id))[0]?.question).toBe('Van de een?');
  });

  describe('of which the form of a new question is sent again, as after going back', () => {
    const typed = (question: string) => ({ question, owner: 'a@sluiswaard.example' });

    it('has it once, as it was typed last, and so does the journey', async () => {
      const { id, home } = await aSheet();
      const { browser } = await aLead();
      const form = await browser.go(`${home}/nieuw`);
      await browser.submit(form, typed('Eerst zo?'), 'Bewaar');
      const after = await browser.submit(form, typed('Toch zo?'), 'Bewaar');
      await browser.submit(form, typed('Nee, zo?'), 'Bewaar');
      expect(after.html).toContain('Vraag 3 is bewaard.');
      expect((await pairsOf(id)).map(({ question }) => question)).toEqual([
        pair(1).question,
        pair(2).question,
        'Nee, zo?',
      ]);
      expect((await preparationOf(id)).qaSheet).toMatchObject({ version: 4, pairs: 3 });
    });

    it('leads who comes back to its address to the question that it became', async () => {
      const { home } = await aSheet();
      const { browser } = await aLead();
      const form = await browser.go(`${home}/nieuw`);
      await browser.submit(form, typed('Eerst zo?'), 'Bewaar');
      const back = await browser.go(form.url);
      expect(back.url.pathname).toBe(`${home}/3`);
      expect(back.html).toContain('Deze vraag is al bewaard.');
      expect(back.html).toContain('Eerst zo?');
    });

    it('has two for two forms', async () => {
      const { id, home } = await aSheet();
      const { browser } = await aLead();
      const forms = [await browser.go(`${home}/nieuw`), await browser.go(`${home}/nieuw`)];
      for (const form of forms) await browser.submit(form, typed('Dezelfde?'), 'Bewaar');
      expect(await pairsOf(id)).toHaveLength(4);
    });

    it('does not let it overwrite what another made of the question meanwhile', async () => {
      const { id, home } = await aSheet();
      const [one, two] = [await aLead(), await aLead()];
      const form = await one.browser.go(`${home}/nieuw`);
      await one.browser.submit(form, typed('Eerst zo?'), 'Bewaar');
      const theirs = await two.browser.go(`${home}/3`);
      await two.browser.submit(theirs, typed('Van de ander?'), 'Bewaar');
      const answer = await one.browser.submit(form, typed('Toch zo?'), 'Bewaar');
      expect(answer.status).toBe(409);
      expect(answer.html).toContain('Iemand anders heeft deze vraag net gewijzigd');
      expect(answer.html).toContain('Van de ander?');
      expect((await pairsOf(id))[2]?.question).toBe('Van de ander?');
      await one.browser.submit(answer, typed('Toch zo?'), 'Bewaar');
      expect((await pairsOf(id)).map(({ question }) => question).slice(2)).toEqual(['Toch zo?']);
    });

    it('adds it anew when another took it away, and says so first', async () => {
      const { id, home } = await aSheet();
      const [one, two] = [await aLead(), await aLead()];
      const form = await one.browser.go(`${home}/nieuw`);
      await one.browser.submit(form, typed('Eerst zo?'), 'Bewaar');
      const theirs = await two.browser.go(`${home}/3`);
      await two.browser.submit(theirs, {}, 'haal de vraag weg');
      const answer = await one.browser.submit(form, typed('Toch zo?'), 'Bewaar');
      expect(answer.html).toContain('Iemand anders heeft deze vraag net weggehaald');
      expect(await pairsOf(id)).toHaveLength(2);
      await one.browser.submit(answer, typed('Toch zo?'), 'Bewaar');
      expect((await pairsOf(id)).map(({ question }) => question).slice(2)).toEqual(['Toch zo?']);
      expect((await one.browser.go(form.url)).url.searchParams.get('formulier')).not.toBe(
        form.url.searchParams.get('formulier'),
      );
    });
  });

  it('loses nothing that one typed when another takes the question away', async () => {
    const { id, home } = await aSheet();
    const [one, two] = [await aLead(), await aLead()];
    const edited = await one.browser.go(`${home}/1`);
    await two.browser.submit(await two.browser.go(`${home}/1`), {}, 'haal de vraag weg');
    const typed = { question: 'Met veel moeite getypt?', answer: 'Een lang antwoord.' };
    const again = await one.browser.submit(edited, typed, 'Bewaar');
    expect(again.status).toBe(409);
    expect(again.html).toContain('heeft deze vraag net weggehaald');
    expect(again.html).toContain('Met veel moeite getypt?');
    await one.browser.submit(again, typed, 'Bewaar');
    expect((await pairsOf(id)).map(({ question }) => question)).toEqual([
      'Vraag nummer 2?',
      'Met veel moeite getypt?',
    ]);
  });

  it('takes a pair away, keeps the numbers, and tells who did it', async () => {
    const { id, home } = await aSheet();
    const { browser } = await aLead();
    const after = await browser.submit(await browser.go(`${home}/1`), {}, 'haal de vraag weg');
    expect((await pairsOf(id)).map(({ number }) => number)).toEqual([2]);
    expect(after.html).toContain('Versie 2, door Toets Persoon');
    expect(after.html).toContain('vraag 1 weggehaald');
  });

  it('comes as a spreadsheet that can be put back', async () => {
    const { id, home } = await aSheet();
    const { browser } = await aLead();
    const download = await browser.once(`${home}/bestand?soort=csv`);
    expect(download.headers.get('content-disposition')).toContain('.csv');
    const csv = (await download.text()).replace('Vraag nummer 2?', 'Uit het bestand?');
    const after = await upload(browser, home, new File([csv], 'vragen.csv'));
    expect(after.status).toBe(303);
    expect((await pairsOf(id))[1]?.question).toBe('Uit het bestand?');
  });

  it('names row and column of what is wrong in a file, and changes nothing', async () => {
    const { id, home } = await aSheet();
    const { browser } = await aLead();
    const csv = 'Nummer,Onderwerp,Vraag,Antwoord,Interne toelichting,Eigenaar\n1,,,ja,,\n';
    const answer = await upload(browser, home, new File([csv], 'vragen.csv'));
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('In rij 2, kolom Vraag');
    expect(await pairsOf(id)).toHaveLength(2);
  });
});

/** Sends the form with a file, as a browser does. */
async function upload(browser: ReturnType<typeof browserSession>, path: string, file: File) {
  const { html } = await browser.go(path);
  const form = html.match(/<form[^>]*multipart[^]*?<\/form>/)?.[0] ?? '';
  const body = new FormData();
  for (const [, name, value] of form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
    body.set(name ?? '', value ?? '');
  }
  body.set('file', file);
  return browser.once(path, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } });
}

describe('the stakeholders', () => {
  it('are named, and confirmed on their behalf', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const path = `/mailings/${mailing.id}/betrokkenen`;
    const nothing = await browser.submit(await browser.go(path), {}, 'Bewaar de lijst');
    expect(nothing.status).toBe(400);
    const named = await browser.submit(
      nothing,
      { 'stakeholders[0].name': 'De balie', 'stakeholders[0].email': 'balie@sluiswaard.example' },
      'Bewaar de lijst',
    );
    expect(named.html).toContain('balie@sluiswaard.example');
    await browser.submit(named, {}, 'Weet ervan');
    const [one] = (await preparationOf(mailing.id)).stakeholders ?? [];
    expect(one?.confirmedAt).toBeDefined();
  });

  it('may be nobody, when somebody says so', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/betrokkenen`);
    await browser.submit(page, { 'nobody[]': 'yes' }, 'Bewaar de lijst');
    expect((await preparationOf(mailing.id)).stakeholders).toEqual([]);
  });
});

describe('the plans', () => {
  it('proposes equal batches that add up, and keeps what is sent', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { content } = mailing as HeldMailing;
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/verzendplan?delen=3`);
    const fields = fieldsIn(page.html);
    await browser.submit(page, fields, 'Bewaar het plan');
    const { batches = [] } = (await preparationOf(mailing.id)).dispatchPlan ?? {};
    expect(batches.map(({ number }) => number)).toEqual([1, 2, 3]);
    const letters = batches.reduce((sum, { audience }) => sum + audience.letter, 0);
    expect(letters).toBe(content.audience.letter);
  });

  it('takes numbers as people write them, and none that could be two', async () => {
    const audience = { letter: 39_680, email: 0, portal: 0 };
    const { mailing } = await aHeldMailing(api.store, { audience });
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/verzendplan`);
    const planned = async (typed: string) => {
      const fields = { 'batches[0].date': mailingDetails().preferred, 'batches[0].time': '10:00', 'batches[0].audience.letter': typed }; // prettier-ignore
      return browser.submit(page, fields, 'Bewaar het plan');
    };
    const refused = await planned('12.5');
    expect(refused.status).toBe(400);
    expect(refused.html).toContain('href="#veld-batches-0-audience-letter"');
    await planned('39.680');
    const { batches = [] } = (await preparationOf(mailing.id)).dispatchPlan ?? {};
    expect(batches.map((batch) => batch.audience)).toEqual([audience]);
  });

  it('says what is wrong with a plan, and keeps what was typed', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/verzendplan`);
    const fields = {
      'batches[0].date': mailingDetails().preferred,
      'batches[0].audience.letter': '5',
    };
    const answer = await browser.submit(page, fields, 'Bewaar het plan');
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('href="#veld-batches-0-time"');
    expect(answer.html).toContain(`value="${mailingDetails().preferred}"`);
  });

  it('plans briefings at local times', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/briefingplan`);
    const fields = { 'briefings[0].date': '2027-02-12', 'briefings[0].time': '08:30' };
    const after = await browser.submit(page, fields, 'Bewaar de briefings');
    expect(after.url.pathname).toBe(`/mailings/${mailing.id}/akkoord`);
    expect((await preparationOf(mailing.id)).briefings).toEqual(['2027-02-12T07:30:00.000Z']);
  });

  it('does not plan staffing without a forecast, and says so', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/bezetting`);
    expect(page.html).toContain('Er is nog geen prognose');
  });

  it.each(['prognose', 'inzet', 'briefings', 'evaluatie'])(
    'says what to do when there is nothing yet: %s',
    async (path) => {
      const { mailing } = await aHeldMailing(api.store);
      const { browser } = await aLead();
      const page = await browser.go(`/mailings/${mailing.id}/${path}`);
      expect(page.status).toBe(200);
      expect(page.html).toContain('class="empty"');
    },
  );
});

/** The values of the fields that a form shows. */
function fieldsIn(html: string): Record<string, string> {
  const inputs = [...html.matchAll(/<input[^>]* name="(batches[^"]+)"[^>]*>/g)];
  return Object.fromEntries(
    inputs.map(([tag, name]) => [name ?? '', / value="([^"]*)"/.exec(tag)?.[1] ?? '']),
  );
}

describe('the roster', () => {
  it('shows what each half day needs beside who is there, as the board counts it', async () => {
    const { browser } = await aLead();
    const { token } = await api.person(['planner']);
    const today = localDateOf(new Date().toISOString());
    const monday = addDays(mondayOf(today), 7);
    const person = await aPerson(api.store, { name: 'Willemijn Waterman' });
    const startsAt = toInstant(monday, '08:00');
    const shift = { id: randomUUID(), personId: person.id, startsAt, kind: 'roster' as const };
    await api.store.shifts.add([{ ...shift, endsAt: addSeconds(startsAt, 36_000) }], provenance());
    const { html } = await browser.go(`/rooster?week=${monday}`);
    const { body } = await api.ask(`/v1/wave-weeks?from=${monday}&weeks=1`, { token });
    // Monday may be a holiday.
    const [morning] = body.results[0].dayParts;
    const { needed, atWork } = wholePeople(morning.busiest);
    const at = 1 + daysBetween(monday, morning.date);
    const cells =
      /<th scope="row">Bezetting<\/th>([^]*?)<\/tr>/.exec(html)?.[1]?.split('<td') ?? [];
    expect(cells).toHaveLength(6);
    expect(cells[at]).toContain(`Ochtend: ${needed} nodig, ${atWork} aan het werk`);
    expect(cells[at]).toContain('Middag: ');
    const past = await browser.go(`/rooster?week=${addDays(monday, -14)}`);
    expect(past.html).not.toContain('Bezetting</th>');
  });

  it('shows the week, and takes a shift', async () => {
    const person = await aPerson(api.store, { name: 'Wouter Waterman' });
    const startsAt = '2027-02-16T08:00:00.000Z';
    const shift = { id: randomUUID(), personId: person.id, startsAt, kind: 'roster' as const };
    await api.store.shifts.add([{ ...shift, endsAt: addSeconds(startsAt, 14_400) }], provenance());
    const { browser } = await aLead();
    const week = await browser.go('/rooster?week=2027-02-18');
    expect(week.html).toContain('Wouter Waterman');
    expect(week.html).toContain('9.00–13.00');
    const fields = { personId: person.id, date: '2027-02-17', from: '12:00', until: '16:00' };
    const after = await browser.submit(week, fields, 'Dienst toevoegen');
    expect(after.html).toContain('12.00–16.00');
    const double = await browser.submit(
      after,
      { ...fields, from: '15:00', until: '17:00' },
      'Dienst toevoegen',
    );
    expect(double.status).toBe(409);
    expect(double.html).toContain('Deze persoon werkt dan al');
  });
});

it.each(['9999-12-31', '0001-01-01', '2027-02-30', 'week', '%00'])(
  'the roster of a week that is none (%s) is that of this week',
  async (week) => {
    const { browser } = await aLead();
    const page = await browser.go(`/rooster?week=${week}`);
    expect(page.status).toBe(200);
    expect(page.html).toContain(`Rooster, week van ${formatDay(mondayOf(localDateOf(new Date().toISOString())), 'nl')}`); // prettier-ignore
  },
);

describe('a shift on the roster', () => {
  it('is taken off after one question, and the person is to be told', async () => {
    const { browser } = await aLead();
    const { id: personId } = await aPerson(api.store);
    const startsAt = addSeconds(new Date().toISOString(), 30 * 86_400);
    const shift = { id: randomUUID(), personId, startsAt, endsAt: addSeconds(startsAt, 7200) };
    await api.store.shifts.add([{ ...shift, kind: 'extra' }], provenance());
    const week = await browser.go(`/rooster?week=${localDateOf(startsAt)}`);
    expect(week.html).toContain(`href="/rooster/${shift.id}"`);
    const asked = await browser.go(`/rooster/${shift.id}`);
    expect(asked.html).toContain('De medewerker krijgt daarover een mail.');
    const done = await browser.submit(asked, {});
    expect(done.url.pathname).toBe('/rooster');
    expect(done.html).toContain('De dienst is uit het rooster.');
    expect(done.html).not.toContain(`href="/rooster/${shift.id}"`);
    expect((await api.store.shifts.notTold()).map(({ id }) => id)).toEqual([shift.id]);
    const again = await browser.go(`/rooster/${shift.id}`);
    expect(again.html).toContain('al uit het rooster gehaald');
    expect(again.html).not.toContain('Ja, haal de dienst');
  });

  it.each(['nonsense', '5115aa00-0000-4000-8000-0000000009ff'])('is not there: %s', async (id) => {
    const { browser } = await aLead();
    expect((await browser.go(`/rooster/${id}`)).status).toBe(404);
  });
});
