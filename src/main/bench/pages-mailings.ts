import { randomUUID } from 'node:crypto';
import { evaluationActivities } from '../../activities/evaluation.ts';
import { forecastActivities } from '../../activities/forecast.ts';
import { SYSTEM } from '../../domain/actor.ts';
import { briefingContent } from '../../domain/briefing.ts';
import { dispatchPlanKey } from '../../domain/dispatch-plan.ts';
import { dispatchWindow } from '../../domain/dispatch-window.ts';
import { addDays, addSeconds } from '../../domain/instant.ts';
import { localDateOf } from '../../domain/local-time.ts';
import type { MailingEvent } from '../../domain/mailing-events.ts';
import { evolve } from '../../domain/mailing-evolve.ts';
import type { Mailing } from '../../domain/mailing.ts';
import { type QaPair, qaSheetFacts } from '../../domain/qa-sheet.ts';
import type { Store } from '../../store/client.ts';
import { sample, wozMailing } from '../demo/sample.ts';

const STAGES = ['held', 'signed-off', 'releasing', 'dispatched', 'evaluated', 'refused'] as const;
/** How far a mailing has come; each is shown by other pages. */
export type Stage = 'draft' | (typeof STAGES)[number];

/** One mailing per stage, made by the same formulas and written by the same store as a real one; to be copied. Answers their ids. */
export async function mailingPerStage(store: Store, lead: string): Promise<Map<Stage, string>> {
  const made = new Map<Stage, string>([['draft', await draft(store)]]);
  for (const stage of STAGES) made.set(stage, await mailingUntil(stage, store, lead));
  return made;
}

const now = () => new Date().toISOString();
const byWorker = () => ({ actor: SYSTEM, origin: 'worker', at: now() }) as const;

function tax() {
  const today = localDateOf(now());
  return wozMailing(today, addDays(today, 30));
}

async function draft(store: Store): Promise<string> {
  const { departmentId, submittedBy, details } = tax();
  const actor = { personId: submittedBy, role: 'department' } as const;
  const { id } = await store.mailings.saveDraft(
    { id: randomUUID(), departmentId, draft: details },
    { actor, origin: 'page', at: now() },
  );
  return id;
}

async function mailingUntil(stage: Stage, store: Store, lead: string): Promise<string> {
  const { departmentId, submittedBy, details } = tax();
  const actor = { personId: submittedBy, role: 'department' } as const;
  const at = now();
  let { mailing, rowVersion }: { mailing: Mailing; rowVersion: number } =
    await store.mailings.submit(
      { id: randomUUID(), departmentId, details, window: dispatchWindow(details) },
      { actor, origin: 'page', at },
    );
  const { id } = mailing;
  const record = async (...events: MailingEvent[]) => {
    const after = events.reduce(evolve, mailing);
    const written = { mailingId: id, expectedRowVersion: rowVersion, events, mailing: after };
    ({ rowVersion } = await store.mailings.record({ ...written, actor: SYSTEM, origin: 'worker' }));
    mailing = after;
    return after;
  };
  const held = await record({ type: 'held', at });
  if (held.status !== 'held') throw new Error(`Mailing ${id} is ${held.status}, not held.`);
  const { content } = held;
  const dispatchPlan = { batches: [{ number: 1, releaseAt: at, audience: content.audience }] };
  const deps = { store, clock: now, ids: randomUUID };
  const forecast = await forecastActivities(deps).makeForecast({
    mailingId: id,
    content,
    released: [],
    dispatchPlan,
  });
  const { pairs } = sample<{ pairs: QaPair[] }>('woz-2027/qa-sheet.source.json');
  const byLead = { actor: { personId: lead, role: 'kcc-lead' }, origin: 'page', at } as const;
  const sheet = await store.qaSheets.save(id, pairs, byLead);
  const stored = await store.forecasts.latest(id);
  const perDay = stored?.forecast.perDay ?? [];
  const about = JSON.parse(JSON.stringify(briefingContent(details, dispatchPlan, perDay, sheet)));
  const briefing = { id: randomUUID(), occasion: 'wave-day', plannedAt: at } as const;
  await store.briefings.plan(
    id,
    [{ ...briefing, qaSheetVersion: sheet.version, content: about }],
    byWorker(),
  );
  await record(
    { type: 'forecast-made', at, forecast },
    { type: 'dispatch-planned', at, by: lead, plan: dispatchPlan },
    { type: 'qa-sheet-attached', at, by: lead, sheet: qaSheetFacts(sheet) },
    { type: 'contact-details-checked', at, by: lead },
    { type: 'briefings-planned', at, by: lead, briefings: [at] },
  );
  if (stage === 'held') return id;
  if (stage === 'refused') {
    await record({ type: 'refused', at, by: lead, reason: 'Verzonnen: gaat niet door.' });
    return id;
  }
  const { contentDigest, audience } = content;
  const covers = { contentDigest, audience, dispatchPlanKey: dispatchPlanKey(dispatchPlan) };
  await record({ type: 'signed-off', at, approval: { type: 'sign-off', by: lead, at, covers } });
  if (stage === 'signed-off') return id;
  await store.briefings.markSent(briefing.id, byWorker());
  await record({ type: 'batch-released', at, batch: { number: 1, releasedAt: at, audience } });
  if (stage === 'releasing') return id;
  for (const channel of ['letter', 'email', 'portal'] as const) {
    const report = { at, accepted: audience[channel], failed: 0, inDoubt: 0 };
    await record({ type: 'dispatch-confirmed', at, batch: 1, channel, report });
  }
  await record({ type: 'all-dispatched', at });
  if (stage === 'dispatched') return id;
  const { evaluationId } = await evaluationActivities(deps).evaluate({
    mailingId: id,
    now: addSeconds(at, 1),
  });
  await record({ type: 'evaluated', at, evaluationId });
  return id;
}
