import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forecastActivities } from '../../src/activities/forecast.ts';
import { isWorkingDay } from '../../src/domain/calendar.ts';
import { addDays, addSeconds, type Instant } from '../../src/domain/instant.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import type { MailingDetails } from '../../src/domain/mailing-details.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import { mailingDetails, provenance } from '../support/builders/store-rows.ts';
import { evaluatedMailing } from '../support/evaluated-sample.ts';
import { nearDates } from '../support/near-dates.ts';
import { type SampleWorld, sampleWorld } from '../support/sample-world.ts';
import { municipality, parking } from '../support/samples.ts';

const { departmentId } = parking;
const A_DAY_SECONDS = 86_400;
const clock = () => new Date().toISOString();
const audience = { letter: 6200, email: 900, portal: 0 };

let world: SampleWorld;
let token: string;
beforeAll(async () => {
  world = await sampleWorld();
  ({ token } = await world.person(['department'], departmentId));
  await evaluatedMailing(world.store, lastCounted(clock()));
}, 180_000);
afterAll(() => world.stop());

/** The last day, at this time, six days after a working one: on others the evaluated sample's questions are not counted. */
function lastCounted(now: Instant): Instant {
  const asked = (at: Instant) => localDateOf(addSeconds(at, -6 * A_DAY_SECONDS));
  let at = now;
  while (!isWorkingDay(asked(at), municipality.calendar)) at = addSeconds(at, -A_DAY_SECONDS);
  return at;
}

const outlookOf = (id: string) => world.ask(`/v1/mailings/${id}/draft-outlook`, { token });

async function aDraft(change: Partial<MailingDetails> = {}): Promise<string> {
  const { earliest, preferred } = parking.details;
  const details = mailingDetails({ kind: 'information', audience, ...change });
  const { legalLatest: _, ...draft } = nearDates({ ...details, earliest, preferred }, clock());
  const id = randomUUID();
  await world.store.mailings.saveDraft({ id, departmentId, draft }, provenance());
  return id;
}

/** The outlook, and a moment of the day on which it was made: waves are weighed by their age in days. */
async function outlookAndMoment(id: string) {
  for (;;) {
    const now = clock();
    const outlook = await outlookOf(id);
    if (localDateOf(clock()) === localDateOf(now)) return { now, outlook };
  }
}

/** What the journey makes of it when it is submitted now. */
async function submittedForecast(mailingId: string, now: string) {
  const path = `/v1/mailings/${mailingId}/submissions`;
  expect((await world.ask(path, { token, body: {} })).status).toBe(201);
  const { mailing } = (await world.store.mailings.find(mailingId))!;
  const { content, released } = mailing as HeldMailing;
  const deps = { store: world.store, clock: () => now, ids: randomUUID };
  await forecastActivities(deps).makeForecast({ mailingId, content, released });
  const { forecast, collisions } = (await world.store.forecasts.latest(mailingId))!;
  return { forecast, collisions };
}

describe('the outlook of a draft', () => {
  it.each<{ told: string; change: Partial<MailingDetails> }>([
    { told: 'as it is', change: {} },
    {
      told: 'with what is known beforehand',
      change: { adjustments: [{ factor: 1.5, reason: 'nieuw tarief' }] },
    },
  ])('is the forecast of its submission, $told', async ({ change }) => {
    const id = await aDraft(change);
    const { now, outlook } = await outlookAndMoment(id);
    expect(outlook.status).toBe(200);

    const { forecast, collisions } = await submittedForecast(id, now);
    const { madeFrom, intervals: _, ...made } = forecast;
    expect(outlook.body).toEqual({ forecast: made, collisions });
    // The evaluated one and those of the sample's files.
    expect(madeFrom.contactRate.waves).toBe(4);
    expect(outlook.body.forecast.perDay[0].ordinary).toBeGreaterThan(0);

    const [{ releaseAt } = { releaseAt: '' }] = madeFrom.batches;
    const body = { kind: 'information', audience, batches: [{ releaseAt, audience }] };
    const { body: prior } = await world.ask('/v1/forecasts?halfHours=false', { token, body });
    const ratio = outlook.body.forecast.totals.p50 / prior.totals.p50;
    expect(Math.abs(Math.log(ratio))).toBeGreaterThan(0.05);
  });

  it('grows with what is known beforehand', async () => {
    const [usual, more] = await Promise.all([
      aDraft(),
      aDraft({ adjustments: [{ factor: 2, reason: 'verdubbeld' }] }),
    ]);
    const mean = async (id: string) => (await outlookOf(id)).body.forecast.totals.mean as number;
    expect((await mean(more)) / (await mean(usual))).toBeGreaterThan(1.5);
  });

  it('is refused for one that does not say enough, or was submitted', async () => {
    const { announced, held } = world.mailings;
    const lead = (await world.person(['kcc-lead'])).token;
    const refused = async (id: string) =>
      (await world.ask(`/v1/mailings/${id}/draft-outlook`, { token: lead })).body;
    expect(await refused(announced)).toMatchObject({
      status: 409,
      code: 'draft-incomplete',
      detail: 'Vul eerst de soort, het aantal mensen en de gewenste datum in.',
    });
    expect(await refused(held)).toMatchObject({ status: 409, code: 'already-submitted' });
  });

  it('says so in words when the KCC is never open for its wave', async () => {
    const { store } = world;
    const set = (await store.organisation.find())!;
    const { preferred } = nearDates(parking.details, clock());
    const closingDays = Array.from({ length: 400 }, (_, n) => ({
      date: addDays(preferred, n),
      reason: { nl: 'verbouwing', en: 'rebuilding' },
    }));
    const calendar = { ...set.calendar, closingDays };
    await store.organisation.save({ ...set, calendar }, provenance());
    const { body } = await outlookOf(await aDraft());
    expect(body).toMatchObject({ status: 409, code: 'never-open' });
  });
});
