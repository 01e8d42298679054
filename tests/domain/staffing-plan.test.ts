import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { candidatesFor } from '../../src/domain/candidates.ts';
import type { CandidateContext } from '../../src/domain/candidate.ts';
import { DEFAULT_CALENDAR, openingIntervals } from '../../src/domain/calendar.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { proposeStaffingPlan } from '../../src/domain/propose-staffing-plan.ts';
import { hoursOf, overlaps, positionsPresent, type Shift } from '../../src/domain/roster.ts';
import { type Shortage, shortageOf } from '../../src/domain/shortage.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { levelled } from '../../src/domain/valley-filling.ts';
import { waveRequirement } from '../../src/domain/wave-requirement.ts';
import { aForecastInput } from '../support/forecast-builder.ts';
import { aFlexWorker, aGuest, anAgent, aShift } from '../support/staff-builder.ts';

const morning = { startsAt: '2027-02-23T07:30:00Z', endsAt: '2027-02-23T12:00:00Z' };
const halfHours = openingIntervals('2027-02-23', DEFAULT_CALENDAR);

function aContext(given: Partial<CandidateContext> = {}): CandidateContext {
  return {
    people: [],
    shifts: [],
    departmentId: 'belastingen',
    skills: [],
    askedAt: '2027-02-15T09:00:00Z',
    timeZone: 'Europe/Amsterdam',
    ...given,
  };
}

function aShortage(required: number): Shortage {
  return shortageOf(
    halfHours,
    halfHours.map(() => required),
    halfHours.map(() => 0),
    0.3,
  );
}

describe('the positions that a roster fills', () => {
  it('count people there, for the part that they are there, after shrinkage, slower for a guest', () => {
    const shifts = [
      aShift(),
      aShift({ personId: 'guest-1', startsAt: '2027-02-23T07:45:00Z' }),
      aShift({ personId: 'no-1', status: 'declined' }),
      aShift({ personId: 'maybe-1', status: 'invited' }),
    ];
    const [first, second] = positionsPresent(halfHours, shifts, [anAgent(), aGuest()], 0.3);
    expect(first).toBeCloseTo(0.7 + (0.5 * 0.7) / 1.25, 12);
    expect(second).toBeCloseTo(0.7 + 0.7 / 1.25, 12);
  });

  it('are the same in whatever order the half hours are asked for, and a night shift counts on both days', () => {
    const night = aShift({ startsAt: '2027-02-22T23:10:00Z', endsAt: '2027-02-23T07:40:00Z' });
    const shifts = [aShift(), night, aShift({ startsAt: '2027-02-23T11:50:00Z' })];
    const lunch = { start: '2027-02-23T07:15:00.000Z', seconds: 7200 };
    const asked = [...halfHours, lunch];
    const inOrder = positionsPresent(asked, shifts, [anAgent()], 0.3);
    const backwards = positionsPresent(asked.toReversed(), shifts, [anAgent()], 0.3);
    expect(backwards.toReversed()).toEqual(inOrder);
    const by = (at: string) =>
      0.7 * shifts.filter(({ startsAt, endsAt }) => startsAt <= at && at < endsAt).length;
    expect(inOrder[1]).toBeCloseTo(by('2027-02-23T08:00:00Z'), 12);
    expect(inOrder.at(-1)).toBeGreaterThan(0.7);
  });
});

describe('the requirement of a wave', () => {
  it('is more at P90 than at P50, whole, and never below the minimum', () => {
    const forecast = makeForecast(aForecastInput());
    const p50 = waveRequirement(forecast, DEFAULT_STAFFING_SETTINGS, 'p50');
    const p90 = waveRequirement(forecast, DEFAULT_STAFFING_SETTINGS, 'p90');
    const peak = (rows: typeof p50): number => Math.max(...rows.map((row) => row.required));
    expect(peak(p90)).toBeGreaterThan(peak(p50));
    for (const [i, row] of p50.entries()) {
      expect(Number.isInteger(row.required) && row.required >= 1).toBe(true);
      expect(p90[i]?.required).toBeGreaterThanOrEqual(row.required);
    }
  });

  it('is less where people handle several e-mails at a time', () => {
    const contactChannels = { phone: 0, counter: 0, email: 1, callback: 0 };
    const forecast = makeForecast(aForecastInput({ contactChannels }));
    const sum = (concurrency: number): number =>
      waveRequirement(
        forecast,
        { ...DEFAULT_STAFFING_SETTINGS, concurrency: { email: concurrency } },
        'p50',
      ).reduce((all, row) => all + row.required, 0);
    expect(sum(2)).toBeLessThan(sum(1));
  });

  it('does e-mail and call-backs in the quiet hours of the day', () => {
    const day = [4, 10, 2, 6].map((immediate) => ({ seconds: 1800, immediate, deferrable: 1.5 }));
    expect(levelled(day)).toEqual([6, 10, 6, 6]);
    expect(levelled(day.map((one) => ({ ...one, deferrable: 10 })))).toEqual([
      15.5, 15.5, 15.5, 15.5,
    ]);
  });
});

describe('who can be asked', () => {
  it('own agents first (the liaison before others), then guests of the department, then flex by cost', () => {
    const offers = [morning];
    const people = [
      aFlexWorker({ id: 'flex-dear', costPerHour: 70 }),
      aFlexWorker({ id: 'flex-cheap', costPerHour: 30 }),
      aGuest({ id: 'guest-other', departmentId: 'burgerzaken', offers }),
      aGuest({ id: 'guest-own', offers }),
      anAgent({ id: 'agent-plain' }),
      anAgent({ id: 'agent-liaison', liaisonOf: 'belastingen' }),
    ];
    const candidates = candidatesFor(morning, aContext({ people }));
    expect(candidates.map((one) => one.personId)).toEqual([
      'agent-liaison',
      'agent-plain',
      'guest-own',
      'guest-other',
      'flex-cheap',
      'flex-dear',
    ]);
    expect(candidates.every(({ reason }) => reason.nl.length > 10 && reason.en.length > 10)).toBe(
      true,
    );
  });

  const nobody: [string, CandidateContext][] = [
    ['a guest who did not offer that half day', aContext({ people: [aGuest()] })],
    ['who is at work then', aContext({ people: [anAgent()], shifts: [aShift()] })],
    [
      'who was invited elsewhere then',
      aContext({ people: [anAgent()], shifts: [aShift({ status: 'invited' })] }),
    ],
    ['who declined', aContext({ people: [anAgent()], shifts: [aShift({ status: 'declined' })] })],
    ['over the hours of the week', aContext({ people: [anAgent({ maxHoursPerWeek: 4 })] })],
    [
      'who worked until nine the evening before',
      aContext({
        people: [anAgent()],
        shifts: [aShift({ startsAt: '2027-02-22T16:00:00Z', endsAt: '2027-02-22T20:45:00Z' })],
      }),
    ],
    [
      'who needs more notice',
      aContext({ people: [aFlexWorker()], askedAt: '2027-02-22T09:00:00Z' }),
    ],
    ['when it has begun already', aContext({ people: [anAgent()], askedAt: morning.startsAt })],
  ];
  it.each(nobody)('not %s', (_, context) => {
    expect(candidatesFor(morning, context)).toEqual([]);
  });
});

describe('the staffing plan', () => {
  it('asks as many as end the shortage and keeps the others as reserves', () => {
    const people = ['a', 'b', 'c', 'd'].map((id) => anAgent({ id }));
    const plan = proposeStaffingPlan(aShortage(1.3), aContext({ people }), 0.3);
    expect(
      plan.needs.map(({ id, positions, candidates }) => [id, positions, candidates.length]),
    ).toEqual([
      ['2027-02-23-am', 2, 4],
      ['2027-02-23-pm', 2, 4],
    ]);
    expect(plan).toMatchObject({
      coverage: 1,
      cost: 2 * 8.5 * 40,
      shortageAfter: { halfHours: 0, peak: 0 },
    });
  });

  it('asks a guest for the part of the day that was offered', () => {
    const offers = [{ startsAt: '2027-02-23T07:30:00Z', endsAt: '2027-02-23T11:30:00Z' }];
    const people = [aGuest({ offers })];
    const { needs } = proposeStaffingPlan(aShortage(0.5), aContext({ people }), 0.3);
    expect(needs.map(({ startsAt, endsAt }) => ({ startsAt, endsAt }))).toEqual(
      offers.map(({ startsAt, endsAt }) => ({
        startsAt: new Date(startsAt).toISOString(),
        endsAt: new Date(endsAt).toISOString(),
      })),
    );
  });

  it('says what remains when there are too few', () => {
    const plan = proposeStaffingPlan(aShortage(5), aContext({ people: [anAgent()] }), 0.3);
    expect(plan.coverage).toBe(0);
    expect(plan.shortageAfter.peak).toBeCloseTo(4.3, 12);
    expect(plan.explanation.nl).toContain('Dan nog te krap: 17 halve uren');
  });

  it('asks nobody when nothing is short, also with an empty roster', () => {
    const plan = proposeStaffingPlan(aShortage(0), aContext(), 0.3);
    expect([plan.needs, plan.coverage, plan.cost]).toEqual([[], 1, 0]);
  });

  it('never double-books, breaks rest or goes over the hours of a week', () => {
    const anyPerson = fc.record({
      hours: fc.integer({ min: 4, max: 40 }),
      factor: fc.constantFrom(1, 1.25),
    });
    const week = ['2027-02-22', '2027-02-23', '2027-02-24'].flatMap((day) =>
      openingIntervals(day, DEFAULT_CALENDAR),
    );
    fc.assert(
      fc.property(
        fc.array(anyPerson, { maxLength: 8 }),
        fc.array(fc.nat(6), { minLength: week.length, maxLength: week.length }),
        (staff, required) => {
          const people = staff.map(({ hours, factor }, i) =>
            anAgent({ id: `p${i}`, maxHoursPerWeek: hours, handleTimeFactor: factor }),
          );
          const shortage = shortageOf(
            week,
            required,
            week.map(() => 0),
            0.3,
          );
          const context = aContext({ people, shifts: [aShift({ personId: 'p0' })] });
          const plan = proposeStaffingPlan(shortage, context, 0.3);
          const all: Shift[] = [...context.shifts];
          for (const { startsAt, endsAt, positions, candidates } of plan.needs) {
            for (const { personId } of candidates.slice(0, positions)) {
              all.push({ personId, startsAt, endsAt, status: 'accepted' });
            }
          }
          for (const person of people) {
            const own = all.filter((shift) => shift.personId === person.id);
            for (const [i, one] of own.entries()) {
              for (const other of own.slice(i + 1)) expect(overlaps(one, other)).toBe(false);
            }
            const hours = own.reduce((sum, shift) => sum + hoursOf(shift), 0);
            // The first has more hours than allowed on the roster already, and gets none on top.
            const allowed =
              person.id === 'p0' ? Math.max(8.5, person.maxHoursPerWeek) : person.maxHoursPerWeek;
            expect(hours).toBeLessThanOrEqual(allowed);
          }
          expect(plan.shortageAfter.personHours).toBeLessThanOrEqual(
            plan.shortageBefore.personHours + 1e-9,
          );
        },
      ),
      { numRuns: 20 },
    );
  });
});
