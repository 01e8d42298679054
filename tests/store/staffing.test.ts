import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Forecast } from '../../src/domain/forecast.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import type { StaffingPlan } from '../../src/domain/staffing-plan.ts';
import { createStore, type Store } from '../../src/store/client.ts';
import { Conflict, NotFound, OverlappingShift } from '../../src/store/errors.ts';
import type { NewForecast } from '../../src/store/forecast.ts';
import { aHeldMailing, aPerson, provenance } from '../support/builders/store-rows.ts';
import { aForecastInput } from '../support/forecast-builder.ts';
import { testDatabase, type TestDatabase } from '../support/postgres.ts';

let database: TestDatabase;
let store: Store;
beforeAll(async () => {
  database = await testDatabase();
  store = createStore({ url: database.url, poolSize: 20 });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const MORNING = { startsAt: '2027-03-01T07:30:00.000Z', endsAt: '2027-03-01T11:30:00.000Z' };
const AFTERNOON = { startsAt: '2027-03-01T11:30:00.000Z', endsAt: '2027-03-01T16:00:00.000Z' };

function aForecast(mailingId: string): NewForecast {
  const forecast = { formulaVersion: 'forecast-1', totals: { p10: 80, p50: 100, p90: 130 } };
  return {
    id: randomUUID(),
    mailingId,
    forecast: forecast as Forecast,
    requirement: {
      formulaVersion: 'x',
      model: 'erlang-a',
      serviceLevelDefinition: 'answered-within-of-offered',
      intervals: [],
    },
    shortage: { intervals: [], summary: { halfHours: 8, peak: 2, personHours: 8 } },
  };
}

function aPlan(needs: Partial<StaffingPlan['needs'][number]>[] = [{}]): StaffingPlan {
  const none = { halfHours: 0, peak: 0, personHours: 0 };
  return {
    formulaVersion: 'plan-1',
    needs: needs.map((need, index) => ({
      id: `2027-03-01-${index}`,
      ...MORNING,
      positions: 1,
      candidates: [],
      ...need,
    })),
    coverage: 1,
    shortageBefore: none,
    shortageAfter: none,
    cost: 0,
    explanation: { nl: 'Eén persoon erbij.', en: 'One person more.' },
  };
}

/** An open need for `positions` people in the morning. */
async function aNeed(positions = 1) {
  const { mailing } = await aHeldMailing(store);
  const forecast = await store.forecasts.save(aForecast(mailing.id), provenance());
  const plan = await store.staffingPlans.save(
    { mailingId: mailing.id, forecastId: forecast.id, plan: aPlan([{ positions }]) },
    provenance(),
  );
  const [need] = plan.needs;
  if (!need) throw new Error('The plan has no need');
  return { need, mailingId: mailing.id, forecastId: forecast.id };
}

async function invited(needId: string, personId?: string) {
  const person = personId ?? (await aPerson(store)).id;
  return store.assignments.invite({ id: randomUUID(), needId, personId: person }, provenance());
}

describe('shifts', () => {
  it('let one of 50 in when all want the same time for the same person', async () => {
    const { id: personId } = await aPerson(store);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () =>
        store.shifts.add(
          [{ id: randomUUID(), personId, kind: 'roster', ...MORNING }],
          provenance(),
        ),
      ),
    );
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(49);
    for (const reason of refused) expect(reason).toBeInstanceOf(OverlappingShift);
    expect(await store.shifts.between(MORNING.startsAt, MORNING.endsAt, { personId })).toHaveLength(
      1,
    );
  });

  it('may follow on each other, and take the place of a cancelled one', async () => {
    const { id: personId } = await aPerson(store);
    const shift = () => ({ id: randomUUID(), personId, kind: 'roster' as const });
    const first = { ...shift(), ...MORNING };
    await store.shifts.add([first, { ...shift(), ...AFTERNOON }], provenance());
    await store.shifts.cancel(first.id, provenance());
    await store.shifts.add([{ ...shift(), ...MORNING }], provenance());
    const day = { from: MORNING.startsAt, to: AFTERNOON.endsAt };
    expect(await store.shifts.between(day.from, day.to, { personId })).toHaveLength(2);
    const all = await store.shifts.between(day.from, day.to, { personId, cancelled: true });
    expect(all.map(({ status }) => status).toSorted()).toEqual(['cancelled', 'planned', 'planned']);
  });

  it('are added all or none, and once', async () => {
    const { id: personId } = await aPerson(store);
    const shift = { id: randomUUID(), personId, kind: 'roster' as const, ...MORNING };
    const twice = [shift, { ...shift, id: randomUUID() }];
    await expect(store.shifts.add(twice, provenance())).rejects.toThrow(OverlappingShift);
    expect(await store.shifts.find(shift.id)).toBeUndefined();
    const added = await store.shifts.add([shift], provenance());
    expect(await store.shifts.add([shift], provenance())).toEqual(added);
    await expect(store.shifts.cancel(randomUUID(), provenance())).rejects.toThrow(NotFound);
  });
});

describe('forecasts and staffing plans', () => {
  it('keep each forecast under its id, and show the last one', async () => {
    const { mailing } = await aHeldMailing(store);
    const first = aForecast(mailing.id);
    const later = aForecast(mailing.id);
    const saved = await store.forecasts.save(first, provenance());
    await store.forecasts.save(later, provenance({ at: '2027-01-12T09:00:00Z' }));
    expect(await store.forecasts.save(first, provenance({ at: '2027-01-13T09:00:00Z' }))).toEqual(
      saved,
    );
    expect(await store.forecasts.find(first.id)).toMatchObject(first);
    expect((await store.forecasts.latest(mailing.id))?.id).toBe(later.id);
    await expect(store.forecasts.save(aForecast(randomUUID()), provenance())).rejects.toThrow(
      NotFound,
    );
  });

  it('show the outline of the last forecast, also when one was made since it was read', async () => {
    const { mailing } = await aHeldMailing(store);
    const [first, later] = [aForecast(mailing.id), aForecast(mailing.id)];
    const forecast = makeForecast(aForecastInput());
    expect(await store.forecasts.outlineOf(mailing.id)).toBeUndefined();
    await store.forecasts.save({ ...first, forecast }, provenance());
    const outline = await store.forecasts.outlineOf(mailing.id);
    const { intervals: _, madeFrom: __, ...shown } = forecast;
    expect(outline).toMatchObject({ id: first.id, forecast: shown, shortage: first.shortage });
    expect(Object.keys(outline?.forecast ?? {}).toSorted()).toEqual(Object.keys(shown).toSorted());
    expect(await store.forecasts.outlineOf(mailing.id)).toBe(outline);

    await store.forecasts.save(later, provenance({ at: '2027-01-12T09:00:00Z' }));
    const all = await store.forecasts.outlinesOf([randomUUID(), mailing.id]);
    expect([...all].map(([id, { id: of }]) => [id, of])).toEqual([[mailing.id, later.id]]);
  });

  it('number plans, supersede the needs of the last one, and write the same plan once', async () => {
    const { need, mailingId, forecastId } = await aNeed();
    const same = { mailingId, forecastId, plan: aPlan() };
    expect((await store.staffingPlans.save(same, provenance())).version).toBe(1);

    const next = await store.staffingPlans.save(
      { ...same, plan: aPlan([{}, AFTERNOON]) },
      provenance(),
    );

    expect(next).toMatchObject({ version: 2, plan: aPlan([{}, AFTERNOON]) });
    expect((await store.staffingPlans.need(need.id))?.status).toBe('superseded');
    expect(await store.staffingPlans.needs(mailingId)).toEqual(next.needs);
    expect(next.needs.map(({ key, status }) => [key, status])).toEqual([
      ['2027-03-01-0', 'open'],
      ['2027-03-01-1', 'open'],
    ]);
    await expect(invited(need.id)).rejects.toThrow(Conflict);
  });

  it('refuse a forecast of another mailing', async () => {
    const { mailingId } = await aNeed();
    const { forecastId } = await aNeed();
    await expect(
      store.staffingPlans.save({ mailingId, forecastId, plan: aPlan() }, provenance()),
    ).rejects.toThrow(NotFound);
  });
});

describe('invitations', () => {
  it('become a shift when accepted, once, and fill the need', async () => {
    const { need, mailingId } = await aNeed();
    const { id, personId } = await invited(need.id);

    const accepted = await store.assignments.answer(id, 'accepted', provenance());
    const again = await store.assignments.answer(id, 'accepted', provenance());

    expect(again).toEqual(accepted);
    expect(accepted).toMatchObject({ status: 'accepted', mailingId, sequence: 0, ...MORNING });
    const shifts = await store.shifts.between(MORNING.startsAt, MORNING.endsAt, { personId });
    expect(shifts).toMatchObject([{ status: 'accepted', kind: 'extra', assignmentId: id }]);
    expect((await store.staffingPlans.need(need.id))?.status).toBe('filled');
  });

  it('cannot be accepted by somebody who already works then; nothing has changed after that', async () => {
    const { need } = await aNeed();
    const { id, personId } = await invited(need.id);
    await store.shifts.add(
      [{ id: randomUUID(), personId, kind: 'roster', ...MORNING }],
      provenance(),
    );
    await expect(store.assignments.answer(id, 'accepted', provenance())).rejects.toThrow(
      OverlappingShift,
    );
    expect((await store.assignments.find(id))?.status).toBe('invited');
    expect((await store.assignments.answer(id, 'declined', provenance())).status).toBe('declined');
  });

  it('never sell more positions than the need has, however many accept at once', async () => {
    const { need } = await aNeed(3);
    const asked = await Promise.all(Array.from({ length: 12 }, () => invited(need.id)));
    const answers = await Promise.allSettled(
      asked.map(({ id }) => store.assignments.answer(id, 'accepted', provenance())),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    const refused = answers.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    for (const reason of refused) expect(reason).toBeInstanceOf(Conflict);
    const accepted = (await store.assignments.forNeed(need.id)).filter(
      ({ status }) => status === 'accepted',
    );
    expect(accepted).toHaveLength(3);
  });

  it('are made once per person and need', async () => {
    const { need } = await aNeed();
    const { id: personId } = await aPerson(store);
    const all = await Promise.all(Array.from({ length: 5 }, () => invited(need.id, personId)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  it('end by an answer, by silence or by being taken back, and then stay ended', async () => {
    const { need } = await aNeed(4);
    const [silent, taken, declined] = [
      await invited(need.id),
      await invited(need.id),
      await invited(need.id),
    ];
    await store.assignments.lapse(silent.id, provenance());
    await store.assignments.cancel(taken.id, provenance());
    await store.assignments.answer(declined.id, 'declined', provenance());
    for (const { id } of [silent, taken, declined]) {
      await expect(store.assignments.answer(id, 'accepted', provenance())).rejects.toThrow(
        Conflict,
      );
      const before = await store.assignments.find(id);
      expect(await store.assignments.lapse(id, provenance())).toEqual(before);
      expect(await store.assignments.cancel(id, provenance())).toEqual(before);
    }
  });

  it('give their shift back when they are taken back, and open the need again', async () => {
    const { need } = await aNeed();
    const { id, personId } = await invited(need.id);
    await store.assignments.answer(id, 'accepted', provenance());
    const cancelled = await store.assignments.cancel(id, provenance());
    expect(cancelled).toMatchObject({ status: 'cancelled', sequence: 1 });
    expect(await store.shifts.between(MORNING.startsAt, MORNING.endsAt, { personId })).toEqual([]);
    expect((await store.staffingPlans.need(need.id))?.status).toBe('open');
  });

  it('are given up when nobody is left', async () => {
    const { need } = await aNeed();
    expect((await store.staffingPlans.giveUp(need.id, provenance())).status).toBe('unfilled');
    await expect(invited(need.id)).rejects.toThrow(Conflict);
    await expect(invited(randomUUID())).rejects.toThrow(NotFound);
  });
});
