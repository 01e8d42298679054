import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import { testApi, type TestApi } from '../support/api.ts';
import { browserSession } from '../support/browser-session.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.stop());

async function inTheBrowserOf(role: Role) {
  const { id } = await api.person([role], api.departments.own);
  const browser = browserSession(api.url);
  await browser.logIn(id, '/mailings');
  return browser;
}

const BANNER = 'Noodstop: er gaat niets weg.';

describe('the stop switch in the browser', () => {
  it('does nothing without the typed word or a reason, and keeps what was typed', async () => {
    const browser = await inTheBrowserOf('kcc-lead');
    const page = await browser.go('/noodstop');
    const bare = await browser.submit(page, { reason: 'Verkeerde brief' }, 'Zet alles stil');
    expect(bare.status).toBe(400);
    expect(bare.html).toContain('href="#veld-confirmation"');
    expect(bare.html).toContain('Verkeerde brief');
    const why = await browser.submit(page, { confirmation: 'noodstop' }, 'Zet alles stil');
    expect(why.status).toBe(400);
    expect(why.html).toContain('href="#veld-reason"');
    expect(await api.store.gateStop.isStopped()).toBe(false);
  });

  it('stops, is seen on every page, and goes on when a second lead agrees', async () => {
    const [anna, bram] = [await inTheBrowserOf('kcc-lead'), await inTheBrowserOf('kcc-lead')];
    const agent = await inTheBrowserOf('agent');
    const typed = { reason: 'Verkeerd jaartal', confirmation: 'noodstop' };
    const stopped = await anna.submit(await anna.go('/noodstop'), typed, 'Zet alles stil');
    expect(stopped.html).toContain('Alles staat stil. Er was niets onderweg.');
    for (const path of ['/mailings', '/vandaag']) {
      const { html } = await agent.go(path);
      expect(html).toContain(BANNER);
      expect(html).toContain('Verkeerd jaartal');
      expect(html).not.toContain('href="/noodstop');
    }
    expect((await bram.go('/bord')).html).toContain('href="/noodstop/hervatten"');

    const asking = await anna.go('/noodstop/hervatten');
    const asked = await anna.submit(
      asking,
      { do: 'ask', reason: 'Hersteld' },
      'Vraag om weer te verzenden',
    );
    expect(asked.html).toContain('Een andere KCC-leider moet het nog bevestigen');
    expect(asked.html).not.toContain('Ja, ga weer verzenden');

    const agreeing = await bram.go('/noodstop/hervatten');
    expect(agreeing.html).toContain('Hersteld');
    const mistaken = await bram.submit(
      agreeing,
      { do: 'resume', confirmation: 'ja' },
      'Ja, ga weer verzenden',
    );
    expect(mistaken.status).toBe(400);
    const wrong = await bram.go('/noodstop/hervatten');
    await bram.submit(wrong, { do: 'take-back' }, 'Trek de vraag in');
    expect(await api.store.gateStop.current()).not.toHaveProperty('request');

    const again = await bram.go('/noodstop/hervatten');
    await bram.submit(again, { do: 'ask', reason: 'Nu wel' }, 'Vraag om weer te verzenden');
    const last = await anna.go('/noodstop/hervatten');
    const over = await anna.submit(
      last,
      { do: 'resume', confirmation: 'VERZENDEN' },
      'Ja, ga weer verzenden',
    );
    expect(over.html).toContain('De noodstop is voorbij');
    expect(over.html).not.toContain(BANNER);
    expect(over.html).toContain('Verkeerd jaartal');
    expect((await agent.go('/mailings')).html).not.toContain(BANNER);
  });

  it('moves nothing from a page about a stop that is over', async () => {
    const [anna, bram] = [await inTheBrowserOf('kcc-lead'), await inTheBrowserOf('kcc-lead')];
    const typed = { reason: 'Alweer', confirmation: 'NOODSTOP' };
    await anna.submit(await anna.go('/noodstop'), typed, 'Zet alles stil');
    await anna.submit(
      await anna.go('/noodstop/hervatten'),
      { do: 'ask', reason: 'Loos alarm' },
      'Vraag om weer',
    );
    const old = await bram.go('/noodstop/hervatten');
    await bram.submit(old, { do: 'resume', confirmation: 'verzenden' }, 'Ja, ga weer verzenden');
    await anna.submit(await anna.go('/noodstop'), typed, 'Zet alles stil');
    const late = await bram.submit(
      old,
      { do: 'resume', confirmation: 'verzenden' },
      'Ja, ga weer verzenden',
    );
    expect(late.status).toBe(409);
    expect(late.html).toContain('Deze noodstop is al voorbij');
    expect(await api.store.gateStop.isStopped()).toBe(true);
  });
});
