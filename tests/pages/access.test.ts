import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reachOf } from '../../src/domain/access.ts';
import { ROLES } from '../../src/domain/actor.ts';
import { PAGES } from '../../src/pages/pages.ts';
import { browserSession } from '../support/browser-session.ts';
import { PAGE_SAMPLES } from '../support/page-samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
}, 180_000);
afterAll(() => world.stop());

const pages = PAGES.filter(({ kind }) => kind === 'page');
const people = ROLES.filter((role) => role !== 'mail-tool' && role !== 'print-house');

describe('every page', () => {
  it('is for nobody who is not logged in', async () => {
    for (const { path } of pages) {
      const address = PAGE_SAMPLES[path]?.[0]?.address(world) ?? path;
      for (const method of ['GET', 'POST']) {
        const answer = await browserSession(world.url).once(address, { method });
        expect([path, method, answer.status]).toEqual([path, method, 303]);
        expect(answer.headers.get('location')).toMatch(/^\/inloggen\?terug=/);
      }
    }
  });

  it.each(people)(
    'shows %s what the table of access says, and nothing else',
    async (role) => {
      const { id } = await world.person([role], world.departments.own);
      const browser = browserSession(world.url);
      await browser.logIn(id);
      for (const { path, operation } of pages) {
        const address = PAGE_SAMPLES[path]?.[0]?.address(world) ?? path;
        const reach = reachOf(role, operation);
        const { status } = await browser.once(address);
        const expected =
          reach === undefined ? [403] : reach === 'all' ? [200, 303] : [200, 303, 404];
        expect({ path, role, status, expected: expected.includes(status) }).toMatchObject({
          expected: true,
        });
      }
    },
    120_000,
  );

  it.each(['department', 'guest'] as const)(
    'shows %s nothing of a mailing that is not theirs',
    async (role) => {
      const { id } = await world.person([role], world.departments.other);
      const browser = browserSession(world.url);
      await browser.logIn(id);
      const about = pages.filter(({ path }) => path.startsWith('/mailings/:mailingId'));
      for (const { path, operation } of about) {
        const address = PAGE_SAMPLES[path]?.[0]?.address(world) ?? path;
        const { status } = await browser.once(address);
        const expected = reachOf(role, operation) === undefined ? 403 : 404;
        expect([path, role, status]).toEqual([path, role, expected]);
      }
      expect(about.length).toBeGreaterThan(30);
    },
    60_000,
  );

  it('takes no form without the token that its own form has', async () => {
    const { id } = await world.person(['kcc-lead']);
    const browser = browserSession(world.url);
    await browser.logIn(id);
    for (const { path } of pages) {
      const address = PAGE_SAMPLES[path]?.[0]?.address(world) ?? path;
      for (const headers of [
        { 'Sec-Fetch-Site': 'same-origin' },
        { 'Sec-Fetch-Site': 'cross-site' },
      ]) {
        const body = new URLSearchParams({ _csrf: 'AAAA' });
        const { status } = await browser.once(address, { method: 'POST', body, headers });
        expect([path, [403, 303].includes(status)]).toEqual([path, true]);
      }
    }
  });

  it.each(['nonsense', '5115aa00-0000-4000-8000-0000000009ff', '%00', 'a'.repeat(500)])(
    'says that there is nothing at an id such as %.40s',
    async (mailingId) => {
      const { id } = await world.person(['kcc-lead']);
      const browser = browserSession(world.url);
      await browser.logIn(id);
      const { status } = await browser.once(`/mailings/${mailingId}`);
      expect(status).toBe(404);
    },
  );
});
