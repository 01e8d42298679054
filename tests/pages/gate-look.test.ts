import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { aDoubt } from '../support/builders/doubt-row.ts';
import { provenance } from '../support/builders/store-rows.ts';
import {
  axeFaults,
  contextFor,
  launchChromium,
  logInAs,
  type Look,
  LOOKS,
  noBrowser,
  sideways,
} from '../support/chromium.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';

const wanted = process.env['SLUIS_SCREENSHOTS'];
const folder = join(import.meta.dirname, 'screenshots');
const reason = 'De aanslagen hebben het verkeerde jaartal.';

(noBrowser ? describe.skip : describe)('the pages of the gate while something is wrong', () => {
  let world: SampleWorld;
  let browser: Browser;
  let stopId: string;
  beforeAll(async () => {
    world = await sampleWorld();
    browser = await launchChromium();
    mkdirSync(folder, { recursive: true });
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
    const counts = { mailings: 2, messages: 412, addressees: 412, bytes: 9e6, requests: 31 };
    await store.retention.finish({ id, startedAt: at, finishedAt: at, ...counts }, provenance());
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });

  it.each(Object.keys(LOOKS) as Look[])('can be read by everybody (%s)', async (look) => {
    const faults: unknown[] = [];
    const window = await contextFor(browser, look);
    const page = await window.newPage();
    const see = async (name: string, path: string) => {
      const answer = await page.goto(new URL(path, world.url).href);
      const status = answer?.status();
      const seen = { name, status, sideways: await sideways(page), axe: await axeFaults(page) };
      if (status !== 200 || seen.sideways || seen.axe.length > 0) faults.push(seen);
      if (wanted)
        await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true });
    };
    await logInAs(page, world.url, world.who('kcc-lead').name);
    await see('gate-stopped', '/noodstop');
    await see('gate-go-on', '/noodstop/hervatten');
    await world.store.gateStop.give(
      {
        type: 'ask-resumption',
        by: look === 'dark' ? world.who('kcc-lead').id : world.who('planner').id,
        at: new Date().toISOString(),
        reason: 'De mailing is ingetrokken.',
      },
      provenance(),
      stopId,
    );
    await see('gate-asked', '/noodstop/hervatten');
    await see('gate-doubts', '/onzeker');
    await see('gate-board', '/bord');
    await world.store.gateStop.give(
      { type: 'take-back', by: 'iemand', at: new Date().toISOString() },
      provenance(),
      stopId,
    );
    await window.close();
    const other = await contextFor(browser, look);
    const auditors = await other.newPage();
    await logInAs(auditors, world.url, world.who('auditor').name);
    await auditors.goto(new URL('/bewaartermijnen', world.url).href);
    expect(await auditors.getByText(reason).count()).toBe(1);
    if (await sideways(auditors)) faults.push('retention is wider than the window');
    faults.push(...(await axeFaults(auditors)));
    if (wanted)
      await auditors.screenshot({
        path: join(folder, `gate-retention-${look}.png`),
        fullPage: true,
      });
    await other.close();
    expect(faults).toEqual([]);
  });
});
