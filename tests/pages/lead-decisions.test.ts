import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addSeconds } from '../../src/domain/instant.ts';
import { type DispatchPlan, dispatchPlanKey } from '../../src/domain/dispatch-plan.ts';
import type { ForecastFacts, HeldMailing, MailingContent } from '../../src/domain/mailing.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';
import {
  aHeldMailing,
  mailingDetails,
  provenance,
  record,
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

const statusOf = async (id: string) => (await api.store.mailings.find(id))?.status;

/** A mailing under way: signed off, nothing left yet. */
async function anApprovedMailing() {
  const held = await aHeldMailing(api.store);
  const { content } = held.mailing as HeldMailing;
  const at = new Date().toISOString();
  const batch = { number: 1, releaseAt: addSeconds(at, 9e5), audience: content.audience };
  const { contentDigest, audience } = content;
  return record(
    api.store,
    held,
    { type: 'dispatch-planned', at, by: 'lead', plan: { batches: [batch] } },
    {
      type: 'signed-off',
      at,
      approval: {
        type: 'sign-off',
        by: 'lead',
        at,
        covers: { contentDigest, audience, dispatchPlanKey: 'plan' },
      },
    },
  );
}

/** What a forecast of `plan` says of itself: nobody is short. */
const forecastFor = (content: MailingContent, plan: DispatchPlan): ForecastFacts => ({
  id: randomUUID(),
  audience: content.audience,
  kind: content.kind,
  dispatchPlanKey: dispatchPlanKey(plan),
  contacts: { p10: 1, p50: 2, p90: 3 },
  peakPositions: 1,
  shortageHalfHours: 0,
  waveEndsAt: content.window.closesAt,
});

/** A held mailing of which every condition is met. */
async function aReadyMailing() {
  const at = new Date().toISOString();
  const window = {
    opensAt: at,
    preferredAt: addSeconds(at, 86_400),
    closesAt: addSeconds(at, 30 * 86_400),
  };
  const submitted = await api.store.mailings.submit(
    { id: randomUUID(), departmentId: api.departments.own, details: mailingDetails(), window },
    provenance({ at }),
  );
  const { content } = submitted.mailing;
  const releaseAt = addSeconds(at, 2 * 86_400);
  const plan = { batches: [{ number: 1, releaseAt, audience: content.audience }] };
  const by = 'lead';
  return record(
    api.store,
    submitted,
    { type: 'held', at },
    { type: 'qa-sheet-attached', at, by, sheet: { version: 1, pairs: 10, unanswered: 0, unowned: 0 } }, // prettier-ignore
    { type: 'contact-details-checked', at, by },
    { type: 'stakeholders-named', at, by, stakeholderIds: [] },
    { type: 'dispatch-planned', at, by, plan },
    { type: 'forecast-made', at, forecast: forecastFor(content, plan) },
    { type: 'briefings-planned', at, by, briefings: [releaseAt] },
  );
}

describe('the sign-off room', () => {
  it('lists every unmet condition with the way to its remedy', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const room = await browser.go(`/mailings/${mailing.id}/akkoord`);
    expect(room.status).toBe(200);
    for (const path of [
      'vragenlijst',
      'contactgegevens',
      'betrokkenen',
      'verzendplan',
      'prognose',
      'briefingplan',
    ]) {
      expect(room.html).toContain(`/mailings/${mailing.id}/${path}"`);
    }
    expect(room.html).toContain('Geachte heer, mevrouw,');
    expect(room.html).toMatch(/Geadresseerden<\/dt><dd>100</);
    const last = mailingDetails().legalLatest;
    expect(room.html).toContain(`Uiterlijk volgens de wet</dt><dd><time dateTime="${last}">`);
  });

  it('says no to a sign-off with a sentence for each unmet condition, and changes nothing', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/akkoord/geven`);
    const answer = await browser.submit(page, {}, 'ik geef akkoord');
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('Dit kan nog niet');
    expect(answer.html).toContain('Er is geen verzendplan.');
    expect(answer.html).toContain('Er is geen briefing gepland.');
    expect(await statusOf(mailing.id)).toBe('held');
  });

  it('takes no sign-off on another letter or plan than was on the page', async () => {
    const held = await aReadyMailing();
    const { browser } = await aLead();
    const give = `/mailings/${held.mailing.id}/akkoord/geven`;
    const page = await browser.go(give);
    const { content, preparation } = held.mailing as HeldMailing;
    const [batch] = preparation.dispatchPlan?.batches ?? [];
    const later = { batches: [{ ...batch!, releaseAt: addSeconds(batch!.releaseAt, 3600) }] };
    const at = new Date().toISOString();
    const forecast = forecastFor(content, later);
    await record(
      api.store,
      held,
      { type: 'dispatch-planned', at, by: 'department', plan: later },
      { type: 'forecast-made', at, forecast },
    );
    const answer = await browser.submit(page, {}, 'ik geef akkoord');
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('is gewijzigd nadat u deze pagina opende');
    expect(await statusOf(held.mailing.id)).toBe('held');
    await browser.submit(answer, {}, 'ik geef akkoord');
    expect(await statusOf(held.mailing.id)).toBe('signed-off');
  });

  it('takes no sign-off on another Q&A sheet than the page says', async () => {
    const held = await aReadyMailing();
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${held.mailing.id}/akkoord/geven`);
    expect(page.html).toMatch(/vragenlijst">versie 1, 10 vragen/);
    const sheet = { version: 2, pairs: 11, unanswered: 0, unowned: 0 };
    const at = new Date().toISOString();
    await record(api.store, held, { type: 'qa-sheet-attached', at, by: 'other', sheet });
    const answer = await browser.submit(page, {}, 'ik geef akkoord');
    expect(answer.status).toBe(409);
    expect(answer.html).toContain('de vragenlijst is gewijzigd nadat u deze pagina opende');
    expect(answer.html).toMatch(/vragenlijst">versie 2, 11 vragen/);
    expect(await statusOf(held.mailing.id)).toBe('held');
    await browser.submit(answer, {}, 'ik geef akkoord');
    expect(await statusOf(held.mailing.id)).toBe('signed-off');
  });

  it('takes no sign-off of a page that did not say what it showed', async () => {
    const held = await aReadyMailing();
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${held.mailing.id}/akkoord/geven`);
    const nothing = { 'seen.contentDigest': '', 'seen.dispatchPlanKey': '', 'seen.qaSheetVersion': '' }; // prettier-ignore
    expect((await browser.submit(page, nothing, 'ik geef akkoord')).status).toBe(400);
    expect(await statusOf(held.mailing.id)).toBe('held');
  });

  it.each([['department'], ['agent'], ['planner'], ['auditor']] as const)(
    'is closed to a person who is %s',
    async (role) => {
      const { mailing } = await aHeldMailing(api.store);
      const { id } = await api.person([role], api.departments.own);
      const browser = browserSession(api.url);
      const page = await browser.logIn(id, `/mailings/${mailing.id}/akkoord`);
      expect(page.status).toBe(403);
    },
  );
});

describe('decisions about a held mailing', () => {
  it.each([
    ['afwijzen', 'wijs de mailing af', 'refused'],
    ['intrekken', 'trek de mailing in', 'withdrawn'],
    ['aanpassing', 'Vraag de aanpassing', 'held'],
  ])('takes %s with a reason', async (path, button, status) => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/${path}`);
    const empty = await browser.submit(page, {}, button);
    expect(empty.status).toBe(400);
    expect(empty.html).toContain('href="#veld-reason"');
    const reason = 'De brief is te moeilijk.';
    const answer = await browser.submit(empty, { reason }, button);
    expect(answer.status).toBe(200);
    expect(answer.html).toContain(reason);
    expect(await statusOf(mailing.id)).toBe(status);
  });

  it('ticks off the contact details and comes back to the room', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser, id } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/contactgegevens`);
    expect(page.html).toContain('088-000 00 00');
    const answer = await browser.submit(page, {}, 'Alle drie kloppen');
    expect(answer.url.pathname).toBe(`/mailings/${mailing.id}/akkoord`);
    const found = (await api.store.mailings.find(mailing.id))?.mailing as HeldMailing;
    expect(found.preparation.contactDetailsChecked).toMatchObject({ by: id });
  });

  it('waives a condition by name, and shows why', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(
      `/mailings/${mailing.id}/voorwaarde-opzijzetten?voorwaarde=briefings-planned`,
    );
    const fields = { condition: 'briefings-planned', reason: 'Iedereen was erbij.' };
    const answer = await browser.submit(page, fields, 'Zet deze voorwaarde opzij');
    expect(answer.html).toContain('opzijgezet: ');
    expect(answer.html).toContain('Iedereen was erbij.');
  });

  it('never waives what protects the resident, whatever is sent', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/voorwaarde-opzijzetten`);
    const fields = { condition: 'signer-is-not-author', reason: 'Haast.' };
    const answer = await browser.submit(page, fields, 'Zet deze voorwaarde opzij');
    expect(answer.status).toBe(409);
  });
});

describe('the emergency release', () => {
  const path = (id: string) => `/mailings/${id}/noodvrijgave`;
  const typed = { reason: 'De dijk breekt.', confirmation: 'noodvrijgave' };

  it('does nothing without the typed word, and keeps what was typed', async () => {
    const { mailing } = await aHeldMailing(api.store);
    const { browser } = await aLead();
    const page = await browser.go(path(mailing.id));
    const answer = await browser.submit(page, { reason: typed.reason }, 'Geef vrij in nood');
    expect(answer.status).toBe(400);
    expect(answer.html).toContain('href="#veld-confirmation"');
    expect(answer.html).toContain('De dijk breekt.');
    const found = (await api.store.mailings.find(mailing.id))?.mailing as HeldMailing;
    expect(found.emergencyRequest).toBeUndefined();
  });

  it('takes two persons', async () => {
    const { mailing, rowVersion } = await aHeldMailing(api.store);
    const { content } = mailing as HeldMailing;
    const at = new Date().toISOString();
    const releaseAt = addSeconds(content.window.preferredAt, 0);
    const batch = { number: 1, releaseAt, audience: content.audience };
    await record(
      api.store,
      { mailing, rowVersion },
      { type: 'dispatch-planned', at, by: 'lead', plan: { batches: [batch] } },
    );
    const [one, two] = [await aLead(), await aLead()];
    const ask = async ({ browser }: typeof one) =>
      browser.submit(await browser.go(path(mailing.id)), typed, 'Geef vrij in nood');
    await ask(one);
    expect(await statusOf(mailing.id)).toBe('held');
    await ask(one);
    expect(await statusOf(mailing.id)).toBe('held');
    expect((await two.browser.go(path(mailing.id))).html).toContain('Een collega heeft');
    await ask(two);
    expect(await statusOf(mailing.id)).toBe('signed-off');
  });

  it('says when a request does not stand any more', async () => {
    const { mailing, rowVersion } = await aHeldMailing(api.store);
    const { contentDigest } = (mailing as HeldMailing).content;
    const at = addSeconds(new Date().toISOString(), -25 * 3600);
    const request = { by: 'lead', at, reason: 'De dijk breekt.', contentDigest };
    await record(api.store, { mailing, rowVersion }, { type: 'emergency-requested', at, request });
    const { browser } = await aLead();
    const page = await browser.go(path(mailing.id));
    expect(page.html).toContain('Een eerder verzoek geldt niet meer');
    expect(page.html).not.toContain('Als u bevestigt');
    const room = await browser.go(`/mailings/${mailing.id}/akkoord`);
    expect(room.html).not.toContain('Er is een noodvrijgave gevraagd');
  });
});

describe('while batches leave', () => {
  it('lets the next batch wait, and go on again', async () => {
    const { mailing } = await anApprovedMailing();
    const { browser } = await aLead();
    const page = await browser.go(`/mailings/${mailing.id}/pauzeren`);
    await browser.submit(page, { reason: 'Te druk.' }, 'Laat wachten');
    expect((await api.store.mailings.find(mailing.id))?.mailing).toMatchObject({
      paused: { reason: 'Te druk.' },
    });
    const again = await browser.go(`/mailings/${mailing.id}/verdergaan`);
    expect(again.html).toContain('Te druk.');
    await browser.submit(again, {}, 'Ga verder');
    expect((await api.store.mailings.find(mailing.id))?.mailing).not.toHaveProperty('paused');
  });

  it.each(['belgolf-afsluiten', 'verdergaan', 'noodvrijgave', 'afwijzen'])(
    'offers no button for %s when it cannot be',
    async (path) => {
      const { mailing } = await anApprovedMailing();
      const { browser } = await aLead();
      const page = await browser.go(`/mailings/${mailing.id}/${path}`);
      expect(page.status).toBe(200);
      expect(page.html.match(/<form[^>]*method="post"/g)).toHaveLength(1);
    },
  );
});

describe('the page of a mailing', () => {
  const shown = async (id: string) => (await (await aLead()).browser.go(`/mailings/${id}`)).html;

  it('leads to what can be done in its state, and to nothing else', async () => {
    const { mailing: held } = await aHeldMailing(api.store);
    const { mailing: approved } = await anApprovedMailing();
    const [one, two] = [await shown(held.id), await shown(approved.id)];
    expect(one).toContain(`/mailings/${held.id}/akkoord"`);
    expect(one).toContain(`/mailings/${held.id}/noodvrijgave"`);
    expect(one).not.toContain('/pauzeren"');
    expect(two).toContain(`/mailings/${approved.id}/pauzeren"`);
    expect(two).toContain(`/mailings/${approved.id}/intrekken"`);
    expect(two).not.toContain('/noodvrijgave"');
  });
});
