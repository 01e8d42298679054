import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { refusalText } from '../../src/domain/refusal-text.ts';
import type { Mailing, SubmittedMailing } from '../../src/domain/mailing.ts';
import {
  after,
  aSubmittedMailing,
  days,
  type Given,
  LEAD,
  OTHER_LEAD,
  preparation,
  SLUIS,
  someContent,
  WRITER,
} from '../support/builders/mailing.ts';
import { eventually } from '../support/eventually.ts';
import { keepHistory } from '../support/histories.ts';
import { type Journey, startJourneys } from '../support/journey.ts';
import { aPaperKcc, type PaperKcc } from '../support/paper-kcc.ts';

describe('the journey of a mailing', () => {
  let kcc: PaperKcc;
  let journeys: Awaited<ReturnType<typeof startJourneys>>;
  let mailing: SubmittedMailing;
  let journey: Journey;
  /** `count` days after this test began. */
  let day: (count: number) => string;

  // A server for each test: on a shared one, what a test leaves behind can keep the clock from skipping.
  beforeEach(async () => {
    kcc = aPaperKcc();
    journeys = await startJourneys(kcc.activities);
    const start = new Date(await journeys.now()).toISOString();
    day = (count) => days(count, start);
    const window = { opensAt: day(10), preferredAt: day(20), closesAt: day(40) };
    mailing = aSubmittedMailing({
      id: randomUUID(),
      content: someContent({ window }),
      submittedAt: start,
    });
  });

  afterEach(() => journeys.stop());

  const submitted = async () => {
    journey = await journeys.start({ mailing, rowVersion: 1 });
  };
  const plan = () => ({
    batches: [
      { number: 1, releaseAt: day(20), audience: { letter: 100, email: 0, portal: 0 } },
      { number: 2, releaseAt: day(24), audience: { letter: 0, email: 50, portal: 0 } },
    ],
  });
  const prepared = async () => {
    await eventually(() => expect(kcc.diary).toContain('stakeholders-told'));
    await journey.give({ type: 'confirmStakeholder', by: LEAD, stakeholderId: 'counter' });
    const sheet = { version: 1, pairs: 3, unanswered: 0, unowned: 0 };
    await journey.give({ type: 'attachQaSheet', by: LEAD, ...sheet });
    await journey.give({ type: 'checkContactDetails', by: LEAD });
    await journey.give({ type: 'planDispatch', by: LEAD, plan: plan() });
    await journey.give({ type: 'planBriefings', by: LEAD, at: [day(18)] });
    await eventually(async () => {
      const now = await journey.mailing();
      expect('preparation' in now && now.preparation.forecast?.dispatchPlanKey).not.toBe('');
    });
  };
  const signedOff = async () => {
    await prepared();
    await journey.give({ type: 'signOff', by: LEAD });
  };
  const report = (batch: number, channel: 'letter' | 'email', accepted: number) =>
    ({
      type: 'confirmDispatch',
      by: SLUIS,
      batch,
      channel,
      accepted,
      failed: 0,
      inDoubt: 0,
    }) as const;
  const confirmed = (...reported: Parameters<typeof report>) => journey.give(report(...reported));
  const row = () => kcc.rows.get(mailing.id);
  const noted = (line: string) => eventually(() => expect(kcc.diary).toContain(line));

  it('goes from held to evaluated, each step at its time', async () => {
    await submitted();
    await signedOff();
    await journeys.pass(19);
    expect(kcc.diary).toContain(`brief ${day(18)}`);
    expect(kcc.diary).not.toContain('batch-released');
    await journeys.pass(2);
    expect(kcc.diary.filter((line) => line.startsWith('permit'))).toEqual(['permit 1']);
    await confirmed(1, 'letter', 100);
    await journeys.pass(4);
    await confirmed(2, 'email', 50);
    expect(await journey.ended()).toBe('evaluated');

    expect(row()?.mailing).toEqual(await journey.mailing());
    expect(kcc.diary.filter((line) => line.startsWith('permit'))).toEqual(['permit 1', 'permit 2']);
    for (const mail of ['held', 'signed-off', 'dispatch-confirmed', 'evaluated']) {
      expect(kcc.diary).toContain(`mail ${mail}`);
    }
    await keepHistory(journey.handle, 'evaluated');
  });

  it('refuses a sign-off with every unmet condition, and says them in words', async () => {
    await submitted();
    const refusal = await journey.refusal({ type: 'signOff', by: LEAD });

    expect(refusal.code).toBe('unmet-conditions');
    const { nl, en } = refusalText(refusal);
    expect(nl).toMatch(/vragenlijst.*contactgegevens.*verzendplan/s);
    expect(en).toMatch(/Q&A sheet.*contact details.*dispatch plan/s);
    const { events } = await journey.handle.fetchHistory();
    const accepted = (events ?? []).filter(
      (one) => one.workflowExecutionUpdateAcceptedEventAttributes,
    );
    expect(accepted).toEqual([]);
    await journey.give({ type: 'refuse', by: LEAD, reason: 'Niet in deze week.' });
    expect(await journey.ended()).toBe('refused');
    await noted('mail refused');
    await keepHistory(journey.handle, 'refused');
  });

  it('reminds the lead, and warns before the window closes', async () => {
    await submitted();
    await journeys.pass(11);
    expect(kcc.diary.filter((line) => line === 'remind')).toHaveLength(2);
    expect(kcc.diary).not.toContain('escalate');
    await journeys.pass(25);
    expect(kcc.diary).toContain('escalate');
    await journeys.pass(10);
    expect((await journey.refusal({ type: 'signOff', by: LEAD })).code).toBe('unmet-conditions');
    expect(row()?.mailing.status).toBe('held');
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Te laat.' });
    expect(await journey.ended()).toBe('withdrawn');
    await keepHistory(journey.handle, 'reminded');
  });

  it('holds the mailing again when it is amended, until it is signed off anew', async () => {
    await submitted();
    await signedOff();
    const { content } = mailing;
    const amended = { ...content, version: 2, contentDigest: 'b'.repeat(64) };
    const answer = await journey.give({ type: 'amend', by: WRITER, content: amended });
    expect(answer.status).toBe('held');
    await journeys.pass(22);
    expect(kcc.diary).not.toContain('batch-released');

    await journey.give({ type: 'checkContactDetails', by: LEAD });
    await journey.give({ type: 'signOff', by: LEAD });
    await noted('permit 1');
    await noted('mail sign-off-voided');
    const approval = row()?.mailing as Extract<Mailing, { approval: unknown }>;
    expect(approval.approval.covers.contentDigest).toBe(amended.contentDigest);
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Genoeg getest.' });
    await journey.ended();
    await keepHistory(journey.handle, 'amended');
  });

  it('withdraws during release: permits first, and nothing leaves after it', async () => {
    await submitted();
    await signedOff();
    await journeys.pass(21);
    await noted('permit 1');
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Fout in de bijsluiter.' });

    expect(await journey.ended()).toBe('withdrawn');
    const stopped = kcc.diary.slice(kcc.diary.indexOf('revoke'));
    expect(stopped.indexOf('withdrawn')).toBeGreaterThan(0);
    await journeys.pass(10);
    expect(kcc.diary).not.toContain('permit 2');
    expect(row()?.mailing).toMatchObject({ status: 'withdrawn', released: [{ number: 1 }] });
    expect(kcc.diary).toContain('mail withdrawn');
    await keepHistory(journey.handle, 'withdrawn');
  });

  it('leaves no permit behind when it is withdrawn while one is being given', async () => {
    await submitted();
    await signedOff();
    let given = () => undefined as void;
    const giving = new Promise<void>((resolve) => {
      given = resolve;
    });
    kcc.before = (name) => (name === 'issuePermit' ? giving : undefined);
    // The clock stands still while an activity is at work.
    const passing = journeys.pass(21);
    await noted('batch-released');
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Stop.' });
    given();
    await passing;
    expect(await journey.ended()).toBe('withdrawn');
    expect(kcc.diary.lastIndexOf('revoke')).toBeGreaterThan(kcc.diary.indexOf('permit 1'));
  });

  it('waits with the next batch while the lead or the wave has paused it', async () => {
    await submitted();
    await signedOff();
    await journeys.pass(21);
    kcc.wave = { over: false, tooBig: { reason: 'Te druk.' } };
    await journeys.pass(5);
    await noted('mail batches-paused');
    expect(kcc.diary).not.toContain('permit 2');

    kcc.wave = { over: false };
    await journey.give({ type: 'resumeBatches', by: LEAD });
    await noted('permit 2');
    await confirmed(1, 'letter', 100);
    await confirmed(2, 'email', 50);
    await journey.give({ type: 'closeWave', by: LEAD });
    expect(await journey.ended()).toBe('evaluated');
    await keepHistory(journey.handle, 'paused');
  });

  it('releases in an emergency when two leads say so, and sounds the alarm', async () => {
    await submitted();
    const urgent = { type: 'emergencyRelease', reason: 'Drinkwater vervuild.' } as const;
    const writer = { personId: 'writer', role: 'kcc-lead' } as const;
    expect((await journey.refusal({ ...urgent, by: writer })).code).toBe('author-may-not-release');
    expect((await journey.give({ ...urgent, by: LEAD })).status).toBe('held');
    const again = await journey.refusal({ ...urgent, by: LEAD });
    expect(again.code).toBe('second-person-must-differ');
    await journey.give({ ...urgent, by: OTHER_LEAD });

    await noted('permit 1');
    await noted('mail emergency-released');
    await confirmed(1, 'letter', 100);
    await confirmed(1, 'email', 50);
    expect(await journey.ended()).toBe('evaluated');
    await keepHistory(journey.handle, 'emergency');
  });

  it('asks for a report on a batch that nobody has confirmed', async () => {
    await submitted();
    await signedOff();
    await journeys.pass(21);
    expect(kcc.diary).not.toContain('ask for confirmation');
    await journeys.pass(12);
    expect(kcc.diary).toContain('ask for confirmation');
    expect(kcc.diary).toContain('permit 2');
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Genoeg getest.' });
    await journey.ended();
  });

  it('says so when the window closes on a signed-off mailing that was paused', async () => {
    await submitted();
    await signedOff();
    await journey.give({ type: 'pauseBatches', by: LEAD, reason: 'Storing.' });
    await journeys.pass(41);
    await journey.give({ type: 'resumeBatches', by: LEAD });
    await noted('stalled window-closed');
    expect(kcc.diary).not.toContain('permit 1');
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Te laat.' });
    await journey.ended();
  });

  it.each(['held', 'signed-off', 'releasing', 'dispatched'] as const)(
    'is taken up from its row alone at %s',
    async (status) => {
      const on = (count: number) => (command: Given) => ({ ...command, now: day(count) });
      const given = {
        held: [{ type: 'hold', by: SLUIS } as const, ...preparation(mailing.content, plan())].map(
          on(0),
        ),
        'signed-off': [on(0)({ type: 'signOff', by: LEAD })],
        releasing: [on(20)({ type: 'releaseBatch', by: SLUIS, batch: 1 })],
        dispatched: [
          on(24)({ type: 'releaseBatch', by: SLUIS, batch: 2 }),
          on(24)(report(1, 'letter', 100)),
          on(24)(report(2, 'email', 50)),
        ],
      } as const satisfies { [status: string]: Given[] };
      const statuses = ['held', 'signed-off', 'releasing', 'dispatched'] as const;
      const until = statuses.slice(0, statuses.indexOf(status) + 1);
      const left = after(mailing, ...until.flatMap((one) => given[one]));
      expect(left.status).toBe(status);
      await journeys.pass(status === 'dispatched' ? 25 : status === 'releasing' ? 21 : 1);

      journey = await journeys.start({ mailing: left, rowVersion: 7 });

      if (status === 'held') await journey.give({ type: 'signOff', by: LEAD });
      if (status !== 'dispatched') {
        if (status !== 'releasing') await journeys.pass(20);
        await noted('permit 1');
        await journeys.pass(4);
        await confirmed(1, 'letter', 100);
        await confirmed(2, 'email', 50);
      }
      expect(await journey.ended()).toBe('evaluated');
      await keepHistory(journey.handle, `taken-up-${status}`);
    },
  );

  it('keeps trying while the database is away, and then goes on', async () => {
    let failures = 3;
    kcc.before = (name) => {
      if (name === 'recordMailing' && failures-- > 0) throw new Error('The database is away.');
    };
    await submitted();
    await journeys.pass(0.01);
    await noted('held');
    await journey.give({ type: 'withdraw', by: WRITER, reason: 'Genoeg getest.' });
    expect(await journey.ended()).toBe('withdrawn');
  });
});
