import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Role } from '../../src/domain/actor.ts';
import { browserSession } from '../support/browser-session.ts';
import { aDoubt } from '../support/builders/doubt-row.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { launchChromium, noBrowser } from '../support/chromium.ts';
import { gallery } from '../support/gallery.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

const reason = 'De aanslagen hebben het verkeerde jaartal.';

(noBrowser ? describe.skip : describe)('the pages of the gate while something is wrong', () => {
  let world: SampleWorld;
  let browser: Browser;
  let pages: ReturnType<typeof gallery>;
  let stopId: string;
  beforeAll(async () => {
    world = await sampleWorld();
    browser = await launchChromium();
    pages = gallery(browser, world);
    const { store, departments, database, mailings } = world;
    const at = new Date().toISOString();
    const pressed = await store.gateStop.give(
      { type: 'stop', id: randomUUID(), by: world.who('kcc-lead').id, at, reason },
      provenance(),
    );
    stopId = 'stop' in pressed ? pressed.stop.id : '';
    await aDoubt(database.url, { departmentId: departments.own, mailingId: mailings.releasing });
    const second = await aDoubt(database.url, { departmentId: departments.own });
    await store.doubts.answer(second, 'sent', world.who('planner').id, provenance());
    const id = randomUUID();
    await store.retention.begin(id, at);
    const counts = {
      mailings: 2,
      messages: 412,
      addressees: 412,
      bytes: 9e6,
      requests: 31,
      printJobs: 3,
    };
    await store.retention.finish({ id, startedAt: at, finishedAt: at, ...counts }, provenance());
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it('can be read by everybody', async () => {
    const faults: string[] = [];
    const see = async (name: string, path: string, role: Role = 'kcc-lead') =>
      faults.push(...(await pages.faultsOf(name, path, role)));
    const say = (type: 'ask-resumption' | 'take-back', by: Role) => {
      const at = new Date().toISOString();
      const who = world.who(by).id;
      const reason = 'De mailing is ingetrokken.';
      return world.store.gateStop.give({ type, by: who, at, reason }, provenance(), stopId);
    };
    await see('gate-stopped', '/noodstop');
    await see('gate-go-on', '/noodstop/hervatten');
    await say('ask-resumption', 'planner');
    await see('gate-asked', '/noodstop/hervatten');
    await see('gate-doubts', '/onzeker');
    await see('gate-board', '/bord');
    await say('take-back', 'planner');
    await say('ask-resumption', 'kcc-lead');
    await see('gate-asked-oneself', '/noodstop/hervatten');
    await see('gate-retention', '/bewaartermijnen', 'auditor');
    expect(faults).toEqual([]);
  }, 180_000);

  it('are told to auditors too', async () => {
    const auditor = browserSession(world.url);
    await auditor.logIn(world.who('auditor').id, '/bewaartermijnen');
    expect((await auditor.go('/bewaartermijnen')).html).toContain(reason);
  });
});
