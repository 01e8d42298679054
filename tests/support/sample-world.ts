import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { forecastActivities } from '../../src/activities/forecast.ts';
import { dispatchWindow } from '../../src/domain/dispatch-window.ts';
import { addDays, addSeconds } from '../../src/domain/instant.ts';
import { toInstant } from '../../src/domain/local-time.ts';
import type { Role } from '../../src/domain/actor.ts';
import type { MailingEvent } from '../../src/domain/mailing-events.ts';
import type { HeldMailing, Mailing } from '../../src/domain/mailing.ts';
import { qaSheetFacts } from '../../src/domain/qa-sheet.ts';
import { loadMunicipality } from '../../src/main/load-municipality.ts';
import type { Store } from '../../src/store/client.ts';
import { agentSamples } from './agent-samples.ts';
import { testApi } from './api.ts';
import { openCallSample, planningSamples } from './planning-samples.ts';
import { provenance, record } from './builders/store-rows.ts';
import { lettersAtThePrinter, printJobsOfLetters } from './letters-sample.ts';
import { openPermitKeys } from '../../src/main/permit-keys.ts';
import { daysMoved, nearDates } from './near-dates.ts';
import { municipality, parking, samplesFolder, sampleText, wozQaSource, woz } from './samples.ts';

/** The Monday from which, and the weeks in which, the roster has to carry the waves of the sample mailings. */
const WAVE_FROM = '2027-02-08';
const WAVE_WEEKS = 4;

/** The sample municipality at work, over HTTP: a mailing in each state that a page shows differently, months before its wave. */
export type SampleWorld = Awaited<ReturnType<typeof sampleWorld>>;

export async function sampleWorld() {
  const api = await testApi({ env: { MUNICIPALITY: 'Gemeente Sluiswaard' } });
  const { store } = api;
  const now = new Date().toISOString();
  const waveFrom = toInstant(addDays(WAVE_FROM, daysMoved(now)), '09:00');
  const permitKeys = await openPermitKeys(api.config.permitKeyFile, () => new Date().toISOString());
  await loadMunicipality(store, samplesFolder, now, 1);
  await loadMunicipality(store, samplesFolder, waveFrom, WAVE_WEEKS);
  const mailings = {
    held: await heldMailing(store, now),
    releasing: await releasingMailing(store, now),
    letters: await lettersAtThePrinter(store, now),
    draft: await draftMailing(store, now),
    announced: await announcedMailing(store, now),
  };
  const [shift] = await store.shifts.between(waveFrom, addSeconds(waveFrom, 7 * 86_400));
  await planningSamples(store, mailings.held, now);
  await openCallSample(store, now);
  await printJobsOfLetters(store, permitKeys.signer, mailings.letters, now);
  return {
    ...api,
    /** As the worker has them; the API shows their public parts. */
    permitKeys,
    mailings,
    /** One of the roster in the weeks of the waves. */
    shift: shift?.id ?? '',
    atWork: await agentSamples(store, mailings.releasing, now),
    /** The first of the sample's people whose first role this is. */
    who(role: Role) {
      const found = municipality.people.find(({ roles }) => roles[0] === role);
      if (!found) throw new Error(`Nobody in the sample is ${role}`);
      return found;
    },
  };
}

type Row = { mailing: Mailing; rowVersion: number };

async function submitted(
  store: Store,
  sample: typeof woz,
  folder: string,
  at: string,
): Promise<Row> {
  const { departmentId, submittedBy, id } = sample;
  const details = nearDates(sample.details, at);
  const actor = { personId: submittedBy, role: 'department' } as const;
  const { stakeholders: _, ...rest } = details;
  const texts = sample.textFiles.map(({ name, file }) => ({
    name,
    text: sampleText(join(folder, file)),
  }));
  const row = await store.mailings.submit(
    { id, departmentId, details: { ...rest, texts }, window: dispatchWindow(details) },
    provenance({ actor, at }),
  );
  return record(store, row, { type: 'held', at });
}

async function forecast(store: Store, { mailing }: Row, at: string): Promise<MailingEvent> {
  const { content, released, id, preparation } = mailing as HeldMailing;
  const activities = forecastActivities({ store, clock: () => at, ids: randomUUID });
  const plan = preparation.dispatchPlan && { dispatchPlan: preparation.dispatchPlan };
  const made = await activities.makeForecast({ mailingId: id, content, released, ...plan });
  return { type: 'forecast-made', at, forecast: made };
}

async function heldMailing(store: Store, at: string): Promise<string> {
  const row = await submitted(store, woz, 'woz-2027', at);
  const by = municipality.people[0]!.id;
  const pairs = wozQaSource.pairs.map(
    ({ number, topic, question, answer, internalNote, owner }) => ({
      number,
      topic,
      question,
      answer: number === 3 ? '' : answer,
      internalNote,
      owner,
    }),
  );
  const sheet = await store.qaSheets.save(
    row.mailing.id,
    pairs,
    provenance({ actor: { personId: by, role: 'kcc-lead' }, at }),
  );
  await record(
    store,
    row,
    await forecast(store, row, at),
    { type: 'qa-sheet-attached', at, by, sheet: qaSheetFacts(sheet) },
    { type: 'contact-details-checked', at, by },
  );
  return row.mailing.id;
}

async function releasingMailing(store: Store, at: string): Promise<string> {
  const held = await submitted(store, parking, 'parking-2027', at);
  const { content } = held.mailing as HeldMailing;
  const by = municipality.people[0]!.id;
  const half = (count: number) => [Math.ceil(count / 2), Math.floor(count / 2)] as const;
  const [letter, email, portal] = (['letter', 'email', 'portal'] as const).map((channel) =>
    half(content.audience[channel]),
  );
  const batches = [0, 1].map((at2) => ({
    number: at2 + 1,
    releaseAt: new Date(Date.parse(at) + at2 * 7 * 86_400_000).toISOString(),
    audience: { letter: letter![at2]!, email: email![at2]!, portal: portal![at2]! },
  }));
  const planned = await record(store, held, {
    type: 'dispatch-planned',
    at,
    by,
    plan: { batches },
  });
  const { audience, contentDigest } = content;
  const covers = { contentDigest, audience, dispatchPlanKey: 'sample' };
  const first = batches[0]!;
  const report = { at, accepted: first.audience.letter, failed: 0, inDoubt: 0 };
  await record(
    store,
    planned,
    await forecast(store, planned, at),
    { type: 'signed-off', at, approval: { type: 'sign-off', by, at, covers } },
    {
      type: 'batch-released',
      at,
      batch: { number: 1, releasedAt: at, audience: first.audience },
    },
    { type: 'dispatch-confirmed', at, batch: 1, channel: 'letter', report } as MailingEvent,
  );
  return held.mailing.id;
}

/** All but the last question is answered: what is there and what is missing can both be seen. */
async function draftMailing(store: Store, at: string): Promise<string> {
  const { stakeholders: _, ...known } = woz.details;
  const { id } = await store.mailings.saveDraft(
    {
      id: randomUUID(),
      departmentId: woz.departmentId,
      draft: { ...nearDates(known, at), title: 'WOZ-beschikking 2027, tweede zending' },
    },
    provenance({ at }),
  );
  return id;
}

async function announcedMailing(store: Store, at: string): Promise<string> {
  const { id } = await store.mailings.announce(
    {
      id: randomUUID(),
      departmentId: parking.departmentId,
      title: 'Afvalpas vernieuwen',
      expectedMonth: `${addDays('2027-05-15', daysMoved(at)).slice(0, 7)}-01`,
      roughAudience: 28_000,
    },
    provenance({ at }),
  );
  return id;
}
