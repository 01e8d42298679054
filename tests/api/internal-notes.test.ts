import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { browserSession } from '../support/browser-session.ts';
import { municipality, parking } from '../support/samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

// A note for agents, in the sample sheet of the mailing that is being released.
const NOTE = 'Gebruik de tabel op intranet.';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
}, 180_000);
afterAll(() => world.stop());

/** Somebody in this role who may read the mailing; the guest is the one who is invited. */
async function reader(role: Role) {
  if (role !== 'guest') return world.person([role], parking.departmentId);
  const { id, email } = municipality.people.find((one) => one.id === world.atWork.guest)!;
  return { id, token: (await world.issuer?.issue({ id, email })) ?? '' };
}

/** Everywhere that a pair of the sheet is answered or shown. */
const PLACES = (): readonly [place: string, path: string, accept?: string][] => {
  const mailing = `/v1/mailings/${world.mailings.releasing}`;
  return [
    ['the sheet', `${mailing}/qa-sheet`],
    ['the sheet as a file', `${mailing}/qa-sheet`, 'text/csv'],
    ['the briefing', `/v1/briefings/${world.atWork.briefing}`],
    ['the briefings of the mailing', `/v1/briefings?mailingId=${world.mailings.releasing}`],
    ['all briefings', '/v1/briefings'],
  ];
};

const textOf = (body: unknown) => (Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body));

describe('an internal note', () => {
  it.each([
    ['agent', true],
    ['kcc-lead', true],
    ['department', true],
    ['planner', false],
    ['guest', false],
  ] as const)('is read by a %s in the API: %s', async (role, reads) => {
    const { token } = await reader(role);
    for (const [place, path, accept] of PLACES()) {
      const { status, body } = await world.ask(path, {
        token,
        ...(accept && { headers: { accept } }),
      });
      const text = textOf(body);
      expect({ place, status, answer: text.includes('nieuwe tarieven') }).toEqual({
        place,
        status: 200,
        answer: true,
      });
      expect([place, text.includes(NOTE)]).toEqual([place, reads]);
    }
  });

  it.each([
    ['agent', true],
    ['kcc-lead', true],
    ['department', true],
    ['planner', false],
    ['guest', false],
  ] as const)('is read by a %s on the pages: %s', async (role, reads) => {
    const browser = browserSession(world.url);
    await browser.logIn((await reader(role)).id);
    for (const path of [
      `/mailings/${world.mailings.releasing}/vragenlijst`,
      `/mailings/${world.mailings.releasing}/vragenlijst/bestand?soort=csv`,
      `/briefings/${world.atWork.briefing}`,
    ]) {
      const { status, html } = await browser.go(path);
      expect([path, status, html.includes(NOTE)]).toEqual([path, 200, reads]);
    }
  });

  it('has no column in the file of who may not read it, so that nobody wipes it out with that file', async () => {
    const { token } = await reader('planner');
    const { body } = await world.ask(`/v1/mailings/${world.mailings.releasing}/qa-sheet`, {
      token,
      headers: { accept: 'text/csv' },
    });
    expect(textOf(body).split(/\r?\n/)[0]).toBe('Nummer,Onderwerp,Vraag,Antwoord,Eigenaar');
  });
});
