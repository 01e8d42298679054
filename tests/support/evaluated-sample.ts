import { randomUUID } from 'node:crypto';
import { evaluationActivities } from '../../src/activities/evaluation.ts';
import { forecastActivities } from '../../src/activities/forecast.ts';
import { dispatchWindow } from '../../src/domain/dispatch-window.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import type { HeldMailing } from '../../src/domain/mailing.ts';
import type { Store } from '../../src/store/client.ts';
import { provenance, record } from './builders/store-rows.ts';
import { nearDates } from './near-dates.ts';
import { municipality, parking } from './samples.ts';

const A_WEEK_SECONDS = 7 * 86_400;
const ASKED = [
  ['Waar vul ik mijn kenteken in?', 'unanswered'],
  ['Waar vul ik mijn kenteken in?', 'transferred'],
  ['Wat kost een tweede vergunning?', 'answered'],
] as const;

/** A mailing that left a week ago, whose wave is over and was evaluated, with what the Q&A sheet missed. Answers its id. */
export async function evaluatedMailing(store: Store, at: string): Promise<string> {
  const releasedAt = addSeconds(at, -A_WEEK_SECONDS);
  const by = municipality.people[0]!.id;
  const details = nearDates(parking.details, at);
  const submitted = await store.mailings.submit(
    {
      id: randomUUID(),
      departmentId: parking.departmentId,
      details: { ...details, title: 'Parkeertarieven (verzonnen)' },
      window: dispatchWindow(details),
    },
    provenance({ at: releasedAt }),
  );
  const held = await record(store, submitted, { type: 'held', at: releasedAt });
  const { id, content, released } = held.mailing as HeldMailing;
  const { audience, contentDigest } = content;
  const dispatchPlan = { batches: [{ number: 1, releaseAt: releasedAt, audience }] };
  const deps = { store, clock: () => at, ids: randomUUID };
  const forecast = await forecastActivities(deps).makeForecast({
    mailingId: id,
    content,
    released,
    dispatchPlan,
  });
  const covers = { contentDigest, audience, dispatchPlanKey: 'sample' };
  const approval = { type: 'sign-off', by, at: releasedAt, covers } as const;
  let row = await record(
    store,
    held,
    { type: 'dispatch-planned', at: releasedAt, by, plan: dispatchPlan },
    { type: 'forecast-made', at: releasedAt, forecast },
    { type: 'signed-off', at: releasedAt, approval },
  );
  // One state after the other, as the database insists on.
  for (const event of [
    { type: 'batch-released', at: releasedAt, batch: { number: 1, releasedAt, audience } },
    { type: 'all-dispatched', at },
    { type: 'wave-closed', at, by },
  ] as const) {
    row = await record(store, row, event);
  }
  for (const [text, outcome] of ASKED) {
    const asked = { askedAt: addSeconds(releasedAt, 86_400), mailingId: id, channel: 'phone' } as const; // prettier-ignore
    await store.questions.log({ ...asked, id: randomUUID(), text, outcome }, provenance({ at }));
  }
  const { evaluationId } = await evaluationActivities(deps).evaluate({ mailingId: id, now: at });
  await record(store, row, { type: 'evaluated', at, evaluationId });
  return id;
}
