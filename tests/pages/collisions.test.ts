import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { wholePeople } from '../../src/domain/shortage.ts';
import { browserSession } from '../support/browser-session.ts';
import { woz } from '../support/samples.ts';
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

describe('what gets in each other’s way', () => {
  it('is told to the department before it submits: which weeks, beside what, and when it fits', async () => {
    const { draft } = world.mailings;
    const { id, token } = await world.person(['department'], woz.departmentId);
    const { page } = await inTheBrowserOf(id, `/mailings/${draft}/aanmelden/controleren`);
    const { body } = await world.ask(`/v1/mailings/${draft}/collisions`, { token });
    expect(body.weeks.length).toBeGreaterThan(0);
    const [section = ''] = /<section aria-labelledby="past">[^]*?<\/section>/.exec(page.html) ?? [];
    expect(section).toContain('meer vragen dan het KCC nu aankan');
    expect(section).toContain(`<time dateTime="${body.weeks[0].monday}">`);
    expect(section).toContain('dezelfde week als');
    expect(section).toContain('WOZ-beschikking en gemeentelijke aanslag 2027');
    expect(section).toContain(
      body.earliestFreeWeek ? `<time dateTime="${body.earliestFreeWeek}">` : 'geen week gevonden',
    );
    // With the wave that its submission will forecast, learned from the sample's earlier years.
    const outlook = (await world.ask(`/v1/mailings/${draft}/draft-outlook`, { token })).body;
    expect(outlook.forecast.explanation.nl).toContain('2 eerdere mailings met belastingaanslagen');
    expect(page.html).toContain(outlook.forecast.explanation.nl);
    expect(outlook.collisions).toEqual(body);
  });

  it('is told to nobody as long as the draft does not say what and when', async () => {
    const { id } = await world.person(['department'], woz.departmentId);
    const { browser, page } = await inTheBrowserOf(id, '/nieuwe-mailing');
    const typed = { title: 'Nog weinig', kind: 'information', purpose: 'Lezen.' };
    const step = await browser.submit(page, typed, 'Opslaan en verder');
    const check = await browser.go(step.url.pathname.replace('aantallen', 'controleren'));
    expect(check.status).toBe(200);
    expect(check.html).not.toContain('Past dit bij het KCC?');
  });

  it('is on the board, week by week, as the API says it', async () => {
    const { id, token } = await world.person(['kcc-lead']);
    const { page } = await inTheBrowserOf(id, '/bord');
    const { body } = await world.ask('/v1/wave-weeks', { token });
    expect(body.results).toHaveLength(8);
    // Of this week nothing may be left.
    const [, next] = body.results;
    const { needed, atWork } = wholePeople(next.busiest);
    expect(page.html).toContain(
      next.rostered
        ? `${needed} nodig, ${atWork} aan het werk.`
        : `Op de piek zijn ${needed} mensen nodig.`,
    );
    expect(page.html.match(/<li><h3>/g)).toHaveLength(8);
  });

  it.each(['weeks=0', 'weeks=27', 'weeks=x', 'from=2027-02-30'])(
    'cannot be asked for with %s',
    async (query) => {
      const { token } = await world.person(['planner']);
      expect((await world.ask(`/v1/wave-weeks?${query}`, { token })).status).toBe(400);
    },
  );
});
