import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { browserSession } from '../support/browser-session.ts';
import { mailingDetails, provenance, record } from '../support/builders/store-rows.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
const now = new Date().toISOString();
beforeAll(async () => {
  world = await sampleWorld();
}, 180_000);
afterAll(() => world.stop());

const inDays = (days: number) => addSeconds(now, days * 86_400);

/** A held mailing that the department wants to leave and that must leave in so many days. */
async function held(title: string, preferred: number, last: number) {
  const window = { opensAt: now, preferredAt: inDays(preferred), closesAt: inDays(last) };
  const submitted = await world.store.mailings.submit(
    { id: randomUUID(), departmentId: world.departments.own, details: mailingDetails({ title }), window }, // prettier-ignore
    provenance({ at: now }),
  );
  return record(world.store, submitted, { type: 'held', at: now });
}

async function boardOf(role: Role) {
  const { id } = await world.person([role]);
  const browser = browserSession(world.url);
  const page = await browser.logIn(id, '/bord');
  const waiting = /<section aria-labelledby="wacht">[^]*?<\/section>/.exec(page.html)?.[0] ?? '';
  return { browser, page, waiting };
}

describe('the board', () => {
  it('shows what waits, until when it can, and how much is still to be done', async () => {
    const { mailing } = await held('Grofvuil wordt anders', 2, 3);
    const { waiting } = await boardOf('kcc-lead');
    const item = waiting.slice(waiting.indexOf('Grofvuil wordt anders') - 200);
    expect(item).toContain(`/mailings/${mailing.id}/akkoord`);
    expect(item).toMatch(/Nog [34] dagen/);
    expect(item).toMatch(/Er moeten nog \d+ dingen gebeuren\./);
    expect(item).toMatch(/Liefst weg op .+, uiterlijk .+\./);
  });

  it('puts first what cannot wait, and loses nothing, however many are held', async () => {
    const quiet = await held('Lang geleden aangemeld, noodvrijgave gevraagd', 40, 80);
    const { content } = quiet.mailing as HeldMailing;
    const request = { by: randomUUID(), at: now, reason: 'Dijk.', contentDigest: content.contentDigest }; // prettier-ignore
    await record(world.store, quiet, { type: 'emergency-requested', at: now, request });
    await held('Moet overmorgen weg', 30, 2);
    const others = Array.from({ length: 62 }, (_, at) => `Kan wachten ${at}`);
    for (const title of others) await held(title, 45, 90);
    const { page, waiting } = await boardOf('kcc-lead');
    expect(waiting).toMatch(/Noodvrijgave gevraagd<\/span> <a[^>]*>Lang geleden aangemeld/);
    const places = ['noodvrijgave gevraagd<', 'Moet overmorgen weg', 'Kan wachten']; // prettier-ignore
    const found = places.map((title) => waiting.indexOf(title));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((left, right) => left - right));
    expect(waiting).toContain('mailings met minder haast');
    expect(waiting).toMatch(/Nog \d+ bij Mailings/);
    expect(page.html).toMatch(/De belgolven van nog \d+ mailings staan hier niet apart/);
  }, 120_000);

  it('names the mailing whose briefing was not read', async () => {
    const { waiting } = await boardOf('kcc-lead');
    const link = `<a href="/mailings/${world.mailings.releasing}/briefings">`;
    expect(waiting).toMatch(new RegExp(`${link}[^<]*parkeer[^<]*</a>[^]*?de briefing niet`, 'i'));
  });

  it('leads a planner to nothing that is not for planners', async () => {
    const { browser, page } = await boardOf('planner');
    const [, part = ''] = /<div id="bord"([^]*)<\/main>/.exec(page.html) ?? [];
    const paths = [...new Set([...part.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? ''))];
    expect(paths.some((path) => path.endsWith('/bezetting'))).toBe(true);
    for (const path of paths.slice(0, 15)) {
      expect([path, (await browser.once(path)).status]).toEqual([path, 200]);
    }
  });

  it('says that the contact centre is closed today', async () => {
    const reason = { nl: 'Personeelsdag', en: 'Staff day' };
    const closingDays = [{ date: localDateOf(new Date().toISOString()), reason }];
    const before = await world.store.organisation.find();
    if (!before) throw new Error('The sample has an organisation');
    await world.store.organisation.save(
      { ...before, calendar: { ...DEFAULT_CALENDAR, closingDays } },
      provenance(),
    );
    const { page } = await boardOf('kcc-lead');
    expect(page.html).toContain('Het KCC is vandaag dicht.');
  });
});
