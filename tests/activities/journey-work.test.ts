import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import { NEWS_TYPES } from '../../src/domain/mailing-news.ts';
import type { HeldMailing, ReleasingMailing } from '../../src/domain/mailing.ts';
import { anActivityWorld, START } from '../support/activity-world.ts';
import { SLUIS } from '../support/builders/mailing.ts';
import { JOURNEY_POLICY } from '../support/journey.ts';
import { wozQaSource } from '../support/samples.ts';

/** The WOZ mailing of the sample, from submission to evaluation; each test goes on where the one before ended. */
describe('the work of a journey, on a real database and mail server', () => {
  let world: Awaited<ReturnType<typeof anActivityWorld>>;
  let mailingId: string;
  const policy = JOURNEY_POLICY;
  const lead = () => ({ personId: world.who('kcc-lead').id, role: 'kcc-lead' }) as const;
  const subjects = () => world.mails().map(({ parsed }) => parsed.subject ?? '');
  const failureOf = (work: Promise<unknown>) => work.catch((error: unknown) => error);

  beforeAll(async () => {
    world = await anActivityWorld();
    ({ mailingId } = world);
  }, 60_000);
  afterAll(() => world.stop());

  it('records a change once, and never over another one', async () => {
    const before = world.row;
    const held = await world.give({ type: 'hold', by: SLUIS });
    const change = {
      mailingId,
      expectedRowVersion: before.rowVersion,
      events: [held],
      mailing: world.row.mailing,
      actor: SLUIS,
    };
    await expect(world.activities.recordMailing(change)).resolves.toEqual({
      rowVersion: world.row.rowVersion,
    });
    const other = { ...change, mailing: before.mailing };
    const failure = await failureOf(world.activities.recordMailing(other));
    expect(failure).toMatchObject({ type: 'VersionConflict', nonRetryable: true });
    expect(failure).toBeInstanceOf(ApplicationFailure);
  });

  it('tells the leads of the new mailing with what is still to be done', async () => {
    const event = { type: 'held', at: START } as const;
    await world.activities.tellNews({ mailingId, event, policy });
    const mails = world.mails();
    expect(mails.length).toBeGreaterThan(0);
    expect(mails[0]!.parsed.text).toContain('vragenlijst');
  });

  it('forecasts 40,000 letters against the roster of the sample', async () => {
    const { content } = world.row.mailing as HeldMailing;
    const forecast = await world.activities.makeForecast({ mailingId, content, released: [] });
    await world.give({ type: 'recordForecast', by: SLUIS, forecast });
    expect(forecast.contacts.p50).toBeGreaterThan(100);
    expect(forecast.contacts.p90).toBeGreaterThan(forecast.contacts.p50);
    expect(forecast.shortageHalfHours).toBeGreaterThan(0);
    const kept = await world.store.forecasts.find(forecast.id);
    expect(kept?.shortage.summary.halfHours).toBe(forecast.shortageHalfHours);
    expect(kept?.requirement.intervals.length).toBe(kept?.shortage.intervals.length);
  });

  it('tells whom the department named, once', async () => {
    const { stakeholderIds = [] } = await world.activities.nameStakeholders({ mailingId });
    expect(stakeholderIds.length).toBeGreaterThan(0);
    const [stakeholderId] = stakeholderIds as [string];
    await world.activities.tellStakeholder({ mailingId, stakeholderId });
    await world.activities.tellStakeholder({ mailingId, stakeholderId });
    expect(subjects()).toHaveLength(1);
    expect((await world.store.stakeholders.find(stakeholderId))?.toldAt).toBe(START);
  });

  it('reminds the leads and warns the department on working days', async () => {
    const next = { since: START, workingDays: 2, now: START };
    expect(await world.activities.nextReminderAt(next)).toMatch(/^2027-01-13T0/);
    await world.activities.remindLead({ mailingId, at: START, policy });
    expect(subjects()[0]).toMatch(/^Herinnering/);
    const closesAt = '2027-02-28T23:00:00.000Z';
    const at = await world.activities.escalationAt({ closesAt, workingDays: 5 });
    await world.activities.escalate({ mailingId, at, closesAt, policy });
    const warnings = world.mails().map(({ parsed }) => parsed.text ?? '');
    expect(warnings.length).toBeGreaterThan(1);
  });

  describe('with a staffing need', () => {
    let needId: string;
    const startsAt = '2027-02-16T09:00:00.000Z';
    const guest = (nth: number) => world.who('guest', nth).id;

    beforeAll(async () => {
      const forecastId = (world.row.mailing as HeldMailing).preparation.forecast!.id;
      const people = [guest(0), guest(1)];
      const plan = {
        formulaVersion: 'test',
        needs: [
          {
            id: '2027-02-16-am',
            startsAt,
            endsAt: '2027-02-16T11:00:00.000Z',
            positions: 1,
            candidates: people.map((personId) => ({
              personId,
              kind: 'guest' as const,
              cost: 100,
              reason: { nl: 'Kent de WOZ.', en: 'Knows the tax.' },
            })),
          },
        ],
        coverage: 1,
        shortageBefore: { halfHours: 4, peak: 1, personHours: 2 },
        shortageAfter: { halfHours: 0, peak: 0, personHours: 0 },
        cost: 100,
        explanation: { nl: 'Eén gast.', en: 'One guest.' },
      };
      const by = { actor: lead(), origin: 'api', at: START } as const;
      await world.store.staffingPlans.save({ mailingId, forecastId, plan }, by);
    });

    it('knows who is wanted under the plan, and under no plan that all are to be told', async () => {
      const planned = await world.activities.staffingNeeds({
        mailingId,
        planVersion: 1,
        now: START,
      });
      expect(planned).toMatchObject({ open: [{ positions: 1, startsAt }], replaced: [] });
      needId = planned.open[0]!.needId;
      const none = await world.activities.staffingNeeds({ mailingId, now: START });
      expect(none).toEqual({ open: [], replaced: [needId] });
    });

    it('invites with a calendar entry, and makes a shift of a yes', async () => {
      const ask = (nth: number) =>
        world.activities.invite({ needId, personId: guest(nth), now: START, workingHours: 8 });
      const declined = await ask(0);
      expect(declined).toMatchObject({ status: 'invited' });
      expect(await ask(0)).toEqual(declined);
      const { assignmentId, answerBy } = declined;
      await world.activities.sendInvitation({ assignmentId, answerBy });
      expect(world.mails()[0]!.raw).toContain('method=REQUEST');
      await world.activities.answerInvitation({ assignmentId, answer: 'declined' });

      const asked = await ask(1);
      const yes = { assignmentId: asked.assignmentId, answer: 'accepted' } as const;
      expect(await world.activities.answerInvitation(yes)).toEqual({ status: 'accepted' });
      const shifts = await world.store.shifts.between(startsAt, '2027-02-16T10:00:00.000Z', {
        personId: guest(1),
      });
      expect(shifts).toMatchObject([{ status: 'accepted' }]);
    });

    it('cancels the appointment of whoever said yes, and tells them', async () => {
      const { assignmentIds } = await world.activities.cancelNeed({ needId });
      expect(assignmentIds).toHaveLength(1);
      await world.activities.sendCancellation({ assignmentId: assignmentIds[0]! });
      const [mail] = world.mails();
      expect(mail!.raw).toContain('method=CANCEL');
      expect(mail!.recipients).toEqual([world.who('guest', 1).email]);
    });
  });

  it('writes the briefings down and mails each to every agent, once', async () => {
    const by = { actor: lead(), origin: 'api', at: START } as const;
    const pairs = wozQaSource.pairs.map(
      ({ number, topic, question, answer, internalNote, owner }) => ({
        number,
        topic,
        question,
        answer,
        internalNote,
        owner,
      }),
    );
    const sheet = await world.store.qaSheets.save(mailingId, pairs, by);
    const facts = { pairs: pairs.length, unanswered: 0, unowned: 0 };
    await world.give({ type: 'attachQaSheet', by: lead(), version: sheet.version, ...facts });
    await world.give({ type: 'planBriefings', by: lead(), at: ['2027-02-10T08:00:00.000Z'] });
    const plan = () =>
      world.activities.planBriefings({ mailingId, now: '2027-02-09T08:00:00.000Z' });
    const { briefings } = await plan();
    expect(briefings[0]?.at).toBe('2027-02-10T08:00:00.000Z');
    expect(briefings.length).toBeGreaterThan(3);
    expect(await plan()).toEqual({ briefings });

    const { briefingId } = briefings[0]!;
    await world.activities.sendBriefing({ briefingId });
    await world.activities.sendBriefing({ briefingId });
    const mails = world.mails();
    const agents = await world.store.people.list({ role: 'agent' });
    expect(mails).toHaveLength(agents.length);
    expect(mails[0]!.parsed.text).toContain(pairs[0]!.question);
    expect((await plan()).briefings).toHaveLength(briefings.length - 1);
  });

  it('sounds the alarm of an emergency release, with what was not ready', async () => {
    const other = {
      personId: world.who('kcc-lead', 1)?.id ?? randomUUID(),
      role: 'kcc-lead',
    } as const;
    const reason = 'Verkeerde bedragen op internet.';
    const asked = await world.give({ type: 'emergencyRelease', by: lead(), reason });
    if (asked.type !== 'emergency-requested') throw new Error(asked.type);
    await world.activities.tellNews({ mailingId, event: asked, policy });
    world.mails();
    const event = await world.give({ type: 'emergencyRelease', by: other, reason });
    if (event.type !== 'emergency-released') throw new Error(event.type);
    await world.activities.tellNews({ mailingId, event, policy });
    const alarms = world.mails();
    const leadsAndAuditors = [
      ...(await world.store.people.list({ role: 'kcc-lead' })),
      ...(await world.store.people.list({ role: 'auditor' })),
    ];
    expect(new Set(alarms.map(({ recipients }) => recipients[0]))).toEqual(
      new Set(leadsAndAuditors.map(({ email }) => email)),
    );
    expect(alarms[0]!.parsed.subject).toMatch(/^ALARM/);
    expect(alarms[0]!.parsed.text).toContain(reason);
  });

  it('looks at the wave: not yet over, and no bigger than the staff can carry', async () => {
    await world.give({ type: 'releaseBatch', by: SLUIS, batch: 1 });
    const look = await world.activities.lookAtWave({ mailingId, now: START, checkMinutes: 30 });
    expect(look).toEqual({ over: false, nextLookAt: '2027-01-11T08:30:00.000Z' });
    const start = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();
    const counts = [0, 30].map((minutes) => ({
      startsAt: start(minutes),
      seconds: 1800,
      channel: 'phone' as const,
      offered: 500,
    }));
    const by = { actor: lead(), origin: 'api', at: START } as const;
    await world.store.contactCounts.import(counts, by);
    const later = { mailingId, now: start(60), checkMinutes: 30 };
    const busy = await world.activities.lookAtWave(later);
    expect(busy.tooBig?.reason).toContain('1.000 contacten');
  });

  it('asks for a report, evaluates the wave once, and tells what was learned', async () => {
    world.at('2027-01-20T08:00:00.000Z');
    await world.activities.askForConfirmation({ mailingId, at: '2027-01-20T08:00:00.000Z' });
    expect(subjects()[0]).toMatch(/^Is deelverzending 1 weg/);
    const { audience } = (world.row.mailing as ReleasingMailing).content;
    for (const channel of ['letter', 'email', 'portal'] as const) {
      if (audience[channel] === 0) continue;
      const counts = { accepted: audience[channel], failed: 0, inDoubt: 0 };
      await world.give({ type: 'confirmDispatch', by: SLUIS, batch: 1, channel, ...counts });
    }
    const by = { actor: lead(), origin: 'api', at: START } as const;
    const asked = { id: randomUUID(), mailingId, askedAt: START, channel: 'phone' } as const;
    const question = {
      ...asked,
      text: 'Waarom is de WOZ-waarde hoger?',
      outcome: 'answered',
    } as const;
    await world.store.questions.log(question, by);
    const now = '2027-01-20T08:00:00.000Z';
    const { evaluationId } = await world.activities.evaluate({ mailingId, now });
    expect(await world.activities.evaluate({ mailingId, now })).toEqual({ evaluationId });
    const event = await world.give({ type: 'recordEvaluation', by: SLUIS, evaluationId });
    if (event.type !== 'evaluated') throw new Error(event.type);
    await world.activities.tellNews({ mailingId, event, policy });
    expect(subjects().every((subject) => subject.startsWith('Evaluatie'))).toBe(true);
    const kept = await world.store.evaluations.forMailing(mailingId);
    expect(kept?.evaluation).toMatchObject({ actualTotal: 1, questions: 1, firstLineShare: 1 });
    expect(NEWS_TYPES).toContain('evaluated');
    expect((await world.store.audit.verify()).intact).toBe(true);
  });
});
