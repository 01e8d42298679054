import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import type { WaveCalendar } from '../../src/domain/collision-question.ts';
import { waveDemand } from '../../src/domain/demand.ts';
import { addDays } from '../../src/domain/instant.ts';
import { toInstant } from '../../src/domain/local-time.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { waveRequirement } from '../../src/domain/wave-requirement.ts';
import { waveWeeks } from '../../src/domain/wave-weeks.ts';
import { aForecastInput, anAudience } from '../support/forecast-builder.ts';

const MONDAY = '2027-02-22';
const rules = { calendar: DEFAULT_CALENDAR, staffing: DEFAULT_STAFFING_SETTINGS, baseLoad: [] };
const forecast = makeForecast(aForecastInput({ audience: anAudience({ letter: 60_000 }) }));
/** Positions that one such wave needs at its peak. */
const onePeak = Math.max(
  ...waveRequirement(forecast, DEFAULT_STAFFING_SETTINGS, 'p50').map(({ required }) => required),
);
const wave = (id: string) => ({
  id,
  title: `Mailing ${id}`,
  demand: waveDemand(forecast, 'p50'),
});

/** Enough people for `positions` during every hour that the KCC is open. */
function rosterOf(positions: number, days = 12): WaveCalendar['shifts'] {
  const people = Math.ceil(positions / (1 - DEFAULT_STAFFING_SETTINGS.shrinkage));
  return Array.from({ length: days }, (_, at) => addDays(MONDAY, at)).flatMap((day) =>
    Array.from({ length: people }, (_, at) => ({
      personId: `p${at}`,
      startsAt: toInstant(day, '08:00'),
      endsAt: toInstant(day, '18:00'),
      status: 'planned' as const,
    })),
  );
}

const weeksOf = (around: Partial<WaveCalendar>, count = 3) =>
  waveWeeks({ others: [], events: [], shifts: [], people: [], ...around }, rules, MONDAY, count);
const since = (first: string, around: Partial<WaveCalendar>) =>
  waveWeeks({ others: [], events: [], shifts: [], people: [], ...around }, rules, first, 2);

describe('the weeks ahead', () => {
  it('clash where two waves together need more than is there, and each is named', () => {
    const [week] = weeksOf({ others: [wave('a'), wave('b')], shifts: rosterOf(onePeak + 1) });
    expect(week).toMatchObject({ monday: MONDAY, rostered: true });
    expect(week?.shortage.halfHours).toBeGreaterThan(0);
    expect(week?.clash.map(({ id }) => id).toSorted()).toEqual(['a', 'b']);
    expect(week?.busiest?.required).toBeGreaterThan(onePeak);
  });

  it('do not clash where one wave fits alone, or two have people enough', () => {
    const alone = weeksOf({ others: [wave('a')], shifts: rosterOf(onePeak + 1) });
    expect(alone[0]).toMatchObject({ shortage: { halfHours: 0 }, clash: [] });
    const both = weeksOf({ others: [wave('a'), wave('b')], shifts: rosterOf(3 * onePeak) });
    expect(both[0]).toMatchObject({ shortage: { halfHours: 0 }, clash: [] });
  });

  it('call it no clash when one wave is too big by itself', () => {
    const [week] = weeksOf({ others: [wave('a')], shifts: rosterOf(1) });
    expect(week?.shortage.halfHours).toBeGreaterThan(0);
    expect(week?.clash).toEqual([]);
  });

  it('count an event as one of those that ask', () => {
    const contacts = { mean: 3000, p10: 2000, p50: 3000, p90: 4000 };
    const storm = { id: 'storm', title: 'Storm', days: [{ date: '2027-02-24', contacts }] };
    const [week] = weeksOf({ others: [wave('a')], events: [storm], shifts: rosterOf(onePeak + 1) });
    expect(week?.clash.map(({ id }) => id)).toContain('storm');
  });

  it('say when nobody is on the roster yet', () => {
    const weeks = weeksOf({ others: [wave('a')], shifts: rosterOf(onePeak, 5) });
    expect(weeks.map(({ rostered }) => rostered)).toEqual([true, false, false]);
    expect(weeks.map(({ monday }) => monday)).toEqual(['2027-02-22', '2027-03-01', '2027-03-08']);
  });

  it('count this week from today on, and the next one whole', () => {
    const around = { others: [wave('a')], shifts: rosterOf(1) };
    const [whole, next] = since(MONDAY, around);
    const [rest, same] = since('2027-02-25', around);
    const later = whole!.dayParts.filter(({ date }) => date >= '2027-02-25');
    expect(later.length).toBeGreaterThan(0);
    expect(rest).toMatchObject({ monday: MONDAY, dayParts: later });
    const halfHours = later.reduce((sum, { shortHalfHours }) => sum + shortHalfHours, 0);
    expect(rest?.shortage.halfHours).toBe(halfHours);
    expect(whole?.shortage.halfHours).toBeGreaterThan(halfHours);
    expect(same).toEqual(next);
    expect(since('2027-02-28', around)[0]).toMatchObject({ dayParts: [], rostered: false });
  });

  it('say of each half day what its busiest half hour needs and has', () => {
    const morning = { startsAt: toInstant(MONDAY, '08:00'), endsAt: toInstant(MONDAY, '12:30') };
    const shifts = [{ personId: 'p', status: 'planned' as const, ...morning }];
    const [week] = weeksOf({ others: [wave('a')], shifts });
    const [first, second] = week!.dayParts;
    const present = 1 - DEFAULT_STAFFING_SETTINGS.shrinkage;
    expect(first).toMatchObject({ date: MONDAY, part: 'morning', busiest: { present } });
    expect(second).toMatchObject({ date: MONDAY, part: 'afternoon', busiest: { present: 0 } });
    expect(first!.busiest.start < toInstant(MONDAY, '12:30')).toBe(true);
    expect(second!.busiest.start >= toInstant(MONDAY, '12:30')).toBe(true);
    const worst = Math.max(...week!.dayParts.map(({ busiest }) => busiest.shortage));
    expect(week?.shortage.peak).toBe(worst);
  });
});
