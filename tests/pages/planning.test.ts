import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/domain/actor.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { browserSession } from '../support/browser-session.ts';
import { calculateNewest } from '../support/planning-samples.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';

let world: SampleWorld;
beforeAll(async () => {
  world = await sampleWorld();
}, 120_000);
afterAll(() => world.stop());

async function browserOf(role: Role) {
  const { id } = await world.person([role], world.departments.own);
  const browser = browserSession(world.url);
  await browser.logIn(id, '/mailings');
  return browser;
}
const held = (path: string) => `/mailings/${world.mailings.held}/${path}`;
const preparation = async () => {
  const record = await world.store.mailings.find(world.mailings.held);
  return (record!.mailing as HeldMailing).preparation;
};
const calculate = (kind: 'dispatch-options' | 'staffing-proposal') =>
  calculateNewest(world.store, world.mailings.held, kind);

describe('the three dispatch plans', () => {
  it('are asked for, followed by reloading, and stand side by side with what each costs', async () => {
    const browser = await browserOf('planner');
    const waiting = await browser.submit(await browser.go(held('plannen')), {}, 'Reken opnieuw');
    expect(waiting.html).toContain('Sluis rekent.');
    expect(waiting.html).toContain('<progress');
    await calculate('dispatch-options');
    const { html } = await browser.go(held('plannen'));
    for (const part of [
      'Alles tegelijk',
      'Het goedkoopst',
      'Het rustigst',
      'Laatste dag',
      'role="img"',
      'dispatch-options-2',
    ])
      // prettier-ignore
      expect(html).toContain(part);
    expect(html).not.toContain('Neem het rustigste plan');
  });

  it('are in the sign-off room, and the lead takes one as the dispatch plan', async () => {
    const browser = await browserOf('kcc-lead');
    expect((await browser.go(held('akkoord'))).html).toContain('Bekijk de plannen en kies');
    const page = await browser.go(held('plannen'));
    const after = await browser.submit(page, { choice: 'calmest' }, 'Neem het rustigste plan');
    expect(after.html).toContain('Het plan is overgenomen als verzendplan');
    expect((await preparation()).dispatchPlan?.batches).toHaveLength(4);
  });

  it('are not shown to whom they are not for, and say when nothing was calculated', async () => {
    const lead = await browserOf('kcc-lead');
    const other = await lead.go(`/mailings/${world.mailings.releasing}/plannen`);
    expect(other.html).toContain('Laat drie plannen uitrekenen');
    const agent = await browserOf('agent');
    expect((await agent.once(held('plannen'))).status).toBe(403);
  });

  it('refuse a plan that is not there in words', async () => {
    const browser = await browserOf('kcc-lead');
    const [job] = await world.store.planningJobs.recent(world.mailings.held, 'dispatch-options', 1);
    await world.store.planningJobs.ask(
      { id: crypto.randomUUID(), mailingId: world.mailings.releasing, kind: 'dispatch-options' },
      { actor: { role: 'system' }, origin: 'worker', at: new Date().toISOString() },
    );
    const page = await browser.go(held('plannen'));
    const answer = await browser.submit(page, { choice: 'cheapest', jobId: crypto.randomUUID() }, 'Neem het goedkoopste plan'); // prettier-ignore
    expect(answer.status).toBe(404);
    expect(job?.status).toBe('done');
  });
});

describe('the staffing proposal', () => {
  it('says who is asked and why, what stays short and the ways out, and is taken with its proof', async () => {
    const browser = await browserOf('planner');
    await browser.submit(await browser.go(held('bezetting/voorstel')), {}, 'Reken opnieuw');
    await calculate('staffing-proposal');
    const page = await browser.go(held('bezetting/voorstel'));
    for (const part of [
      'Wie wij vragen en waarom',
      'Wat te krap blijft',
      'Extra inhuren',
      'Niet bewezen',
    ])
      // prettier-ignore
      expect(page.html).toContain(part);
    const after = await browser.submit(page, {}, 'Neem dit voorstel over');
    expect(after.html).toContain('Het bezettingsplan staat');
    const stored = await world.store.staffingPlans.latest(world.mailings.held);
    expect(stored?.plan.origin).toMatchObject({
      proof: { status: 'unproven' },
      basis: { level: 'p50', forecastId: stored?.forecastId },
    });
    expect((await preparation()).staffingPlan?.uncoveredHalfHours).toBe(
      stored?.plan.shortageAfter.halfHours,
    );
  });

  it('is not taken once the forecast has changed, and says so', async () => {
    const { token } = await world.person(['planner']);
    const forecast = await world.store.forecasts.latest(world.mailings.held);
    await world.store.forecasts.save(
      { ...forecast!, id: crypto.randomUUID() },
      { actor: { role: 'system' }, origin: 'worker', at: new Date().toISOString() },
    );
    const [job] = await world.store.planningJobs.recent(world.mailings.held, 'staffing-proposal', 1); // prettier-ignore
    const answer = await world.ask(`/v1/mailings/${world.mailings.held}/staffing-plan`, {
      token,
      body: { proposalId: job!.id },
    });
    expect([answer.status, answer.body.code]).toEqual([409, 'proposal-outdated']);
    const browser = await browserOf('planner');
    const { html } = await browser.go(held('bezetting/voorstel'));
    expect(html).toContain('De prognose is opnieuw gemaakt');
    expect(html).not.toContain('Neem dit voorstel over');
  });
});
