import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dispatchWindow } from '../../src/domain/dispatch-window.ts';
import type { MailingEvent } from '../../src/domain/mailing-events.ts';
import type { HeldMailing, MailingStatus } from '../../src/domain/mailing.ts';
import { PAGES } from '../../src/pages/pages.ts';
import { browserSession } from '../support/browser-session.ts';
import { provenance, record } from '../support/builders/store-rows.ts';
import { formsOf } from '../support/page-forms.ts';
import { PAGE_SAMPLES } from '../support/page-samples.ts';
import { sampleWorld, type SampleWorld } from '../support/sample-world.ts';
import { nearDates } from '../support/near-dates.ts';
import { woz } from '../support/samples.ts';

// Every page about a mailing, for a mailing in every state: somebody comes back to a page of last week, or a colleague was faster.

const STATES = [
  'draft',
  'held',
  'signed-off',
  'releasing',
  'dispatched',
  'refused',
  'withdrawn',
] as const satisfies MailingStatus[];
type State = (typeof STATES)[number];

const ABOUT = PAGES.filter(
  ({ kind, path }) => kind === 'page' && path.startsWith('/mailings/:mailingId'),
);

let world: SampleWorld;
/** What the form of each page sends where it has one, by path. */
const filledIn = new Map<string, Readonly<Record<string, string>>>();
beforeAll(async () => {
  world = await sampleWorld();
  for (const role of ['kcc-lead', 'department'] as const) {
    const browser = browserSession(world.url);
    await browser.logIn(world.who(role).id);
    for (const { path } of ABOUT) {
      const sample = PAGE_SAMPLES[path]?.find((one) => one.as === role && !one.file);
      const form = sample && formsOf((await browser.go(sample.address(world))).html)[0];
      if (!form) continue;
      const typed = Object.fromEntries(form.typed.map((field) => [field, 'Een reden.']));
      filledIn.set(path, { ...form.hidden, ...form.chosen, ...typed });
    }
  }
}, 180_000);
afterAll(() => world.stop());

/** A mailing of the test's own department that has come as far as `state`. */
async function mailingIn(state: State): Promise<string> {
  const { store } = world;
  const id = randomUUID();
  const departmentId = world.departments.own;
  const at = new Date().toISOString();
  const { stakeholders: _, ...rest } = nearDates(woz.details, at);
  const details = { ...rest, title: `Verzonnen mailing, ${state}` };
  if (state === 'draft') {
    await store.mailings.saveDraft({ id, departmentId, draft: details }, provenance({ at }));
    return id;
  }
  let row = await record(
    store,
    await store.mailings.submit(
      { id, departmentId, details, window: dispatchWindow(details) },
      provenance({ at }),
    ),
    { type: 'held', at },
  );
  const by = world.who('kcc-lead').id;
  const { audience, contentDigest } = (row.mailing as HeldMailing).content;
  const covers = { contentDigest, audience, dispatchPlanKey: 'sample' };
  const plan = { batches: [{ number: 1, releaseAt: at, audience }] };
  const signedOff: MailingEvent[] = [
    { type: 'dispatch-planned', at, by, plan },
    { type: 'signed-off', at, approval: { type: 'sign-off', by, at, covers } },
    { type: 'batch-released', at, batch: { number: 1, releasedAt: at, audience } },
    { type: 'all-dispatched', at },
  ];
  const events: { readonly [state in Exclude<State, 'draft'>]: readonly MailingEvent[] } = {
    held: [],
    'signed-off': signedOff.slice(0, 2),
    releasing: signedOff.slice(0, 3),
    dispatched: signedOff,
    refused: [{ type: 'refused', at, by, reason: 'Een reden.' }],
    withdrawn: [{ type: 'withdrawn', at, by, reason: 'Een reden.' }],
  };
  for (const event of events[state]) row = await record(store, row, event);
  return id;
}

/** The address of the page for this mailing; of what else it names (a batch, a job) that of its sample. */
function addressOf(path: string, mailingId: string): string {
  const sample = PAGE_SAMPLES[path]?.[0]?.address(world) ?? path;
  return sample.replace(/^\/mailings\/[^/?]+/, `/mailings/${mailingId}`);
}

const changes = async () => (await world.store.audit.list({ page: 1, pageSize: 1 })).count;

describe.each(STATES)('a mailing that is %s', (state) => {
  it.each(['kcc-lead', 'department'] as const)(
    'is shown to %s on every page or not at all, and is changed by no form that its pages do not have',
    async (role) => {
      const mailingId = await mailingIn(state);
      const { id } = await world.person([role], world.departments.own);
      const browser = browserSession(world.url);
      const start = await browser.logIn(id, '/mailings');
      const csrf = /name="_csrf" value="([^"]*)"/.exec(start.html)?.[1] ?? '';
      const before = await changes();
      const faults: unknown[] = [];
      let refused = 0;
      for (const { path } of ABOUT) {
        const address = addressOf(path, mailingId);
        const shown = await browser.go(address);
        if (![200, 403, 404].includes(shown.status)) faults.push({ address, shown: shown.status });
        if (formsOf(shown.html).length > 0) continue;
        const body = new URLSearchParams({
          ...filledIn.get(path),
          _csrf: csrf,
          _once: randomUUID(),
        });
        const headers = { 'Sec-Fetch-Site': 'same-origin' };
        const { status } = await browser.once(address, { method: 'POST', body, headers });
        if (status < 400 || status >= 500) faults.push({ address, answered: status });
        refused += 1;
      }
      expect(faults).toEqual([]);
      expect(await changes()).toBe(before);
      expect(refused).toBeGreaterThan(10);
      expect(filledIn.size).toBeGreaterThan(20);
    },
    180_000,
  );
});
