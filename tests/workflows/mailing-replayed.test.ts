import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  aSubmittedMailing,
  days,
  LEAD,
  SLUIS,
  someContent,
  WRITER,
} from '../support/builders/mailing.ts';
import { eventually } from '../support/eventually.ts';
import { keepHistory } from '../support/histories.ts';
import { type Journey, startJourneys } from '../support/journey.ts';
import { aPaperKcc, type PaperKcc } from '../support/paper-kcc.ts';

describe('a journey whose workers remember nothing', () => {
  let kcc: PaperKcc;
  let journeys: Awaited<ReturnType<typeof startJourneys>>;
  let journey: Journey;
  let day: (count: number) => string;

  beforeEach(async () => {
    kcc = aPaperKcc();
    journeys = await startJourneys(kcc.activities, { maxCachedWorkflows: 0 });
    const start = new Date(await journeys.now()).toISOString();
    day = (count) => days(count, start);
    const window = { opensAt: day(10), preferredAt: day(20), closesAt: day(40) };
    const content = someContent({ window });
    const mailing = aSubmittedMailing({ content, submittedAt: start });
    journey = await journeys.start({ mailing, rowVersion: 1 });
  });
  afterEach(() => journeys.stop());

  const sheet = (version: number) =>
    ({ type: 'attachQaSheet', by: LEAD, version, pairs: 3, unanswered: 0, unowned: 0 }) as const;
  const prepared = async () => {
    await eventually(() => expect(kcc.diary).toContain('stakeholders-told'));
    await journey.give({ type: 'confirmStakeholder', by: LEAD, stakeholderId: 'counter' });
    await journey.give(sheet(1));
    await journey.give({ type: 'checkContactDetails', by: LEAD });
    const audience = { letter: 100, email: 50, portal: 0 };
    const plan = { batches: [{ number: 1, releaseAt: day(20), audience }] };
    await journey.give({ type: 'planDispatch', by: LEAD, plan });
    await journey.give({ type: 'planBriefings', by: LEAD, at: [day(18)] });
    await eventually(() => journey.give({ type: 'signOff', by: LEAD }));
  };
  const confirmed = (channel: 'letter' | 'email', accepted: number) =>
    journey.give({
      type: 'confirmDispatch',
      by: SLUIS,
      batch: 1,
      channel,
      accepted,
      failed: 0,
      inDoubt: 0,
    });

  it('goes its whole way, also when they are replaced in the middle', async () => {
    await prepared();
    await journeys.restartWorkers(journey);
    await journeys.pass(21);
    await eventually(() => expect(kcc.diary).toContain('permit 1'));
    await journeys.restartWorkers(journey);
    await confirmed('letter', 100);
    await confirmed('email', 50);
    expect(await journey.ended()).toBe('evaluated');
    expect(kcc.diary.filter((line) => line === 'permit 1')).toHaveLength(1);
  }, 120_000);
});

describe('a journey with very many commands', () => {
  let kcc: PaperKcc;
  let journeys: Awaited<ReturnType<typeof startJourneys>>;

  beforeEach(async () => {
    kcc = aPaperKcc();
    journeys = await startJourneys(kcc.activities);
  });
  afterEach(() => journeys.stop());

  it('continues as new, and knows the repeat of the last one', async () => {
    const start = new Date(await journeys.now()).toISOString();
    const window = {
      opensAt: days(10, start),
      preferredAt: days(20, start),
      closesAt: days(40, start),
    };
    const mailing = aSubmittedMailing({ content: someContent({ window }), submittedAt: start });
    const journey = await journeys.start({ mailing, rowVersion: 1 });
    const firstRun = (await journey.handle.describe()).runId;
    const checked = (id: number) =>
      eventually(() => journey.give({ type: 'checkContactDetails', by: LEAD }, `check-${id}`));
    for (let done = 0; done < 500; done += 5) {
      await Promise.all([1, 2, 3, 4, 5].map((more) => checked(done + more)));
    }
    await eventually(async () => {
      expect((await journey.handle.describe()).runId).not.toBe(firstRun);
    });
    const { rowVersion } = kcc.rows.get(mailing.id)!;
    await checked(500);
    expect(kcc.rows.get(mailing.id)!.rowVersion).toBe(rowVersion);
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Genoeg getest.' });
    expect(await journey.ended()).toBe('withdrawn');
    await keepHistory(journey.handle, 'continued');
  }, 120_000);
});
