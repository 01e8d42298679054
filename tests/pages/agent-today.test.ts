import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browserSession } from '../support/browser-session.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
}, 180_000);
afterAll(() => world.stop());

async function inTheBrowserOf(personId: string, path: string) {
  const browser = browserSession(world.url);
  return { browser, page: await browser.logIn(personId, path) };
}

describe('the day of an agent', () => {
  it('begins with what to read and what to expect', async () => {
    const { page } = await inTheBrowserOf(world.atWork.agent, '/');
    expect(page.url.pathname).toBe('/vandaag');
    expect(page.html).toContain('Nog lezen');
    expect(page.html).toMatch(new RegExp(`data-live-count="${world.mailings.releasing}">3<`));
  });

  it('shows the briefing, and takes the read receipt once', async () => {
    const { id } = await world.person(['agent']);
    const { browser, page } = await inTheBrowserOf(id, `/briefings/${world.atWork.briefing}`);
    expect(page.html).toContain('Waarom wordt parkeren in mijn straat duurder?');
    // It stands beside what is read aloud, so it says that it is not for residents.
    expect(page.html).toMatch(/Alleen voor u: <\/strong><span lang="nl">Vraagt iemand/);
    expect(page.html).toContain(`href="/mailings/${world.mailings.releasing}#brieftekst-0"`);
    const after = await browser.submit(page, {}, 'Gelezen');
    expect(after.url.pathname).toBe('/vandaag');
    expect(after.html).toContain('U hebt alles gelezen.');
    const reads = await world.store.briefings.reads(world.atWork.briefing);
    expect(reads.filter(({ personId }) => personId === id)).toHaveLength(1);
    const again = await browser.go(`/briefings/${world.atWork.briefing}`);
    expect(again.html).toContain('U hebt deze briefing gelezen op');
    expect(again.html).not.toContain('>Gelezen</button>');
  });
});

describe('the briefing on paper', () => {
  it('is a PDF that the browser shows, for whoever may read the briefing', async () => {
    const { browser, page } = await inTheBrowserOf(
      world.atWork.agent,
      `/briefings/${world.atWork.briefing}`,
    );
    const address = `/briefings/${world.atWork.briefing}/pdf`;
    expect(page.html).toContain(`href="${address}"`);
    const file = await browser.go(address);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.headers.get('content-disposition')).toBe('inline');
    expect(file.html).toMatch(/^%PDF-1\.7/);
    const other = await inTheBrowserOf((await world.person(['guest'])).id, '/mijn-diensten');
    expect((await other.browser.go(address)).status).toBe(404);
  });
});

describe('the shifts of an agent in their own calendar', () => {
  it('are behind an address that their calendar program can read', async () => {
    const { browser, page } = await inTheBrowserOf(world.atWork.agent, '/mijn-diensten');
    expect(page.html).toContain('href="/mijn-agenda"');
    const asked = await browser.go('/mijn-agenda');
    const made = await browser.submit(asked, { calendar: 'own' }, 'calendar');
    const [, address = ''] = /class="secret">([^<]*)</.exec(made.html) ?? [];
    expect(made.html).toContain(`href="${address.replace('http:', 'webcal:')}"`);
    const feed = await fetch(address);
    expect(feed.headers.get('content-type')).toContain('text/calendar');
    expect(await feed.text()).toContain('SUMMARY:Dienst KCC');
  });
});

describe('the work of a guest', () => {
  it('begins with the invitation, when and where to be, and the briefing', async () => {
    const { browser, page } = await inTheBrowserOf(world.atWork.guest, '/');
    expect(page.url.pathname).toBe('/mijn-diensten');
    expect(page.html).toContain('Wacht op uw antwoord');
    expect(page.html).toContain('Uw parkeervergunning wordt digitaal');
    const briefing = await browser.go(`/briefings/${world.atWork.briefing}`);
    expect(briefing.status).toBe(200);
    expect(briefing.html).not.toContain('Gebruik de tabel op intranet.');
    expect(briefing.html).not.toContain('>Gelezen</button>');
  });

  it('goes on with a yes, and then it is an appointment', async () => {
    const { browser, page } = await inTheBrowserOf(world.atWork.guest, '/mijn-diensten');
    const after = await browser.submit(page, { answer: 'accepted' }, 'assignmentId');
    expect(after.status).toBe(200);
    expect(after.html).toContain('U komt helpen');
    const mine = await world.store.assignments.forPerson(
      world.atWork.guest,
      '2026-01-01T00:00:00Z',
    );
    expect(mine.map(({ status }) => status)).toEqual(['accepted']);
  });

  it('is not the work of somebody else', async () => {
    const { id } = await world.person(['guest']);
    const { browser, page } = await inTheBrowserOf(id, '/mijn-diensten');
    expect(page.html).toContain('Er wacht geen uitnodiging op uw antwoord');
    expect((await browser.go(`/briefings/${world.atWork.briefing}`)).status).toBe(404);
    expect((await browser.go('/vandaag')).status).toBe(403);
  });
});
