import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { DEFAULT_CALENDAR, isWorkingDay } from '../../src/domain/calendar.ts';
import { DEFAULT_DELAY } from '../../src/domain/delay-curve.ts';
import { forecastFaults } from '../../src/domain/forecast-faults.ts';
import type { Forecast } from '../../src/domain/forecast.ts';
import { addDays } from '../../src/domain/instant.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { anAudience, aForecastInput, batchesOf } from '../support/forecast-builder.ts';

const certainDelay = { ...DEFAULT_DELAY, scenarios: [{ weight: 1, shiftDays: 0, speed: 1 }] };

function sumOf(rows: readonly { readonly mean: number }[]): number {
  return rows.reduce((sum, row) => sum + row.mean, 0);
}

function peakOf(forecast: Forecast): number {
  return Math.max(...forecast.perDay.map((day) => day.mean));
}

const someReleases = fc
  .uniqueArray(fc.nat(60), { minLength: 1, maxLength: 6 })
  .map((offsets) =>
    offsets.toSorted((a, b) => a - b).map((days) => `${addDays('2027-01-04', days)}T09:00:00Z`),
  );
/** Batches around a change of the clock, a leap day, the turn of the year and the holidays of spring. */
const awkwardReleases = fc
  .tuple(
    fc.constantFrom('2027-03-22', '2027-10-25', '2028-02-21', '2027-12-20', '2027-04-19'),
    fc.uniqueArray(fc.nat(20), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('00:30', '09:00', '16:50', '23:30'),
  )
  .map(([start, offsets, time]) =>
    offsets.toSorted((a, b) => a - b).map((days) => `${addDays(start, days)}T${time}:00Z`),
  );
const someAudience = fc.record({
  letter: fc.nat(50_000),
  email: fc.nat(50_000),
  portal: fc.nat(5_000),
});

describe('a wave', () => {
  it('holds every addressee times the contact rate, spread over days, half hours and channels', () => {
    const forecast = makeForecast(aForecastInput());
    expect(forecast.totals.mean).toBeCloseTo(40_000 * 0.04, 6);
    expect(sumOf(forecast.perDay)).toBeCloseTo(1600, 6);
    expect(sumOf(forecast.intervals)).toBeCloseTo(1600, 6);
  });

  it('follows the documented curve after delivery: 11, 33, 54, 67 % after 1 to 4 working days', () => {
    // Given a release on a Tuesday, so that delivery days and working days are the same, and no weekday effect
    const profiles = {
      weekday: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1 },
      intraday: { phone: {}, counter: {}, email: {}, callback: {} },
    };
    const batches = batchesOf(anAudience(), ['2027-02-16T08:00:00Z']);
    const { perDay, totals } = makeForecast(
      aForecastInput({ delay: certainDelay, profiles, batches }),
    );
    const cumulative = [1, 2, 3].map((n) => sumOf(perDay.slice(0, n + 1)) / totals.mean);
    for (const [i, share] of [0.115, 0.335, 0.539].entries()) {
      expect(Math.abs((cumulative[i] ?? 0) - share)).toBeLessThan(0.001);
    }
  });

  it('of an e-mail starts within the hour, and not before it is sent', () => {
    const audience = anAudience({ email: 10_000 });
    const batches = batchesOf(audience, ['2027-02-22T09:00:00Z']);
    const { intervals } = makeForecast(aForecastInput({ audience, batches }));
    const calls = intervals.filter((one) => one.channel === 'phone');
    const at = (start: string): number => calls.find((one) => one.start === start)?.mean ?? NaN;
    expect(at('2027-02-22T08:30:00.000Z')).toBe(0);
    expect(at('2027-02-22T09:00:00.000Z')).toBeGreaterThan(at('2027-02-22T10:00:00.000Z') * 2);
  });

  it('of an e-mail sent in the evening starts the next morning', () => {
    const audience = anAudience({ email: 10_000 });
    const batches = batchesOf(audience, ['2027-02-26T19:00:00Z']);
    const { intervals, perDay } = makeForecast(aForecastInput({ audience, batches }));
    expect(intervals.find((one) => one.mean > 0)?.start).toBe('2027-03-01T07:30:00.000Z');
    expect(perDay.find((day) => day.mean > 0)?.date).toBe('2027-03-01');
  });

  it('has nothing on closed days, and its contacts move to the next open day', () => {
    const batches = batchesOf(anAudience(), ['2027-03-24T08:00:00Z']);
    const dates = makeForecast(aForecastInput({ batches })).perDay.map((day) => day.date);
    expect(dates.slice(0, 4)).toEqual(['2027-03-24', '2027-03-25', '2027-03-26', '2027-03-30']);
  });

  it('that was not planned is none', () => {
    const forecast = makeForecast(aForecastInput({ batches: [] }));
    expect([forecast.intervals, forecast.perDay, forecast.totals.p90, forecast.waveEndsAt]).toEqual(
      [[], [], 0, undefined],
    );
  });

  it('shows ordinary load beside it', () => {
    const baseLoad = [{ channel: 'phone', weekday: 1, time: '08:30', contacts: 12 }] as const;
    const { intervals, perDay } = makeForecast(aForecastInput({ baseLoad }));
    expect(intervals[0]).toMatchObject({ channel: 'phone', ordinary: 12 });
    expect(perDay.slice(0, 2).map((day) => day.ordinary)).toEqual([12, 0]);
  });

  it('can be made again from what it says it was made from', () => {
    const { madeFrom, ...forecast } = makeForecast(aForecastInput());
    const { madeFrom: _, assumptions: none, ...again } = makeForecast(madeFrom);
    expect({ ...again, assumptions: forecast.assumptions }).toEqual(forecast);
    // What stays assumed: the default contact rate, and no ordinary load.
    expect(none.length).toBe(2);
  });
});

describe('uncertainty', () => {
  it('is always in order, and never not-a-number', () => {
    fc.assert(
      fc.property(someAudience, someReleases, (audience, releases) => {
        const { intervals, perDay, totals } = makeForecast(
          aForecastInput({ audience, batches: batchesOf(audience, releases) }),
        );
        for (const one of [...intervals, ...perDay, totals]) {
          expect(one.p10 <= one.p50 && one.p50 <= one.p90 && one.p10 >= 0 && one.mean >= 0).toBe(
            true,
          );
        }
        expect(sumOf(intervals)).toBeCloseTo(totals.mean, 5);
        expect(sumOf(perDay)).toBeCloseTo(totals.mean, 5);
      }),
      { numRuns: 8 },
    );
  });

  it('keeps every contact over clock changes, the leap day, the turn of the year and holidays', () => {
    fc.assert(
      fc.property(someAudience, awkwardReleases, (audience, releases) => {
        const { intervals, perDay, totals } = makeForecast(
          aForecastInput({ audience, batches: batchesOf(audience, releases) }),
        );
        const people = audience.letter + audience.email + audience.portal;
        expect(totals.mean).toBeCloseTo(people * 0.04, 5);
        expect(sumOf(intervals)).toBeCloseTo(totals.mean, 5);
        expect(perDay.every(({ date }) => isWorkingDay(date, DEFAULT_CALENDAR))).toBe(true);
        for (const { p10, p50, p90, mean } of [...intervals, ...perDay, totals]) {
          expect(p10 >= 0 && p10 <= p50 && p50 <= p90 && mean >= 0).toBe(true);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('is wide for a first mailing and narrow after thousands of contacts', () => {
    const wide = makeForecast(aForecastInput()).totals;
    const rate = { alpha: 1600, beta: 40_000, waves: 3, basis: { nl: 'x', en: 'x' } };
    const narrow = makeForecast(aForecastInput({ contactRate: rate, delay: certainDelay })).totals;
    expect(wide.p90 / wide.p10).toBeGreaterThan(5);
    expect(narrow.p90 / narrow.p10).toBeLessThan(1.2);
  });

  it('is told in words, with what was assumed', () => {
    const { assumptions, explanation } = makeForecast(aForecastInput());
    expect(assumptions).toHaveLength(5);
    // A load without an entry is none.
    expect(makeForecast(aForecastInput({ baseLoad: [] })).assumptions).toEqual(assumptions);
    expect(explanation.nl).toContain('40.000 mensen');
    expect(explanation.en).toContain('40,000 people');
  });
});

describe('splitting a mailing', () => {
  it('never raises the peak of the days', () => {
    fc.assert(
      fc.property(someReleases, (releases) => {
        const letters = anAudience({ letter: 30_000 });
        const weekday = { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1 };
        const profiles = { weekday, intraday: { phone: {}, counter: {}, email: {}, callback: {} } };
        const given = { audience: letters, delay: certainDelay, profiles };
        const split = makeForecast(
          aForecastInput({ ...given, batches: batchesOf(letters, releases) }),
        );
        const whole = releases.map((release) =>
          peakOf(
            makeForecast(aForecastInput({ ...given, batches: batchesOf(letters, [release]) })),
          ),
        );
        expect(peakOf(split)).toBeLessThanOrEqual(Math.max(...whole) + 1e-9);
      }),
      { numRuns: 8 },
    );
  });
});

describe('bad input', () => {
  it('gets every fault at once, with its place', () => {
    const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    const faults = forecastFaults({
      kind: 'information',
      audience: { letter: -1, email: 1.5, portal: Number.NaN },
      batches: [{ number: 1, releaseAt: '2027-02-31', audience: anAudience({ letter: 1e9 }) }],
      calendar: { ...DEFAULT_CALENDAR, openingHours: never },
      contactRate: { alpha: 0, beta: 1, waves: 0, basis: { nl: '', en: '' } },
      contactChannels: { phone: 1, counter: 1, email: 0, callback: 0 },
      dayFactorCv: -1,
    });
    expect(faults.map((one) => one.path)).toEqual([
      'audience.letter',
      'audience.email',
      'audience.portal',
      'batches[0].audience.letter',
      'batches[0].releaseAt',
      'calendar.openingHours',
      'contactRate',
      'dayFactorCv',
      'contactChannels',
    ]);
  });

  it('of a calendar that is never open is an error, not an empty wave', () => {
    const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    const calendar = { ...DEFAULT_CALENDAR, openingHours: never };
    expect(() => makeForecast(aForecastInput({ calendar }))).toThrow(RangeError);
  });

  it('is not found in good input', () => {
    expect(forecastFaults(aForecastInput({ delay: DEFAULT_DELAY }))).toEqual([]);
  });
});
