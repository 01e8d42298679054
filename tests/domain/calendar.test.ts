import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  addWorkingDays,
  type Calendar,
  closureOn,
  DEFAULT_CALENDAR,
  isWorkingDay,
  nextOpening,
  openingIntervals,
  workingDaysBetween,
  workingMinutes,
} from '../../src/domain/calendar.ts';
import { addDays, isInstant, isLocalDate, mondayOf, weekdayOf } from '../../src/domain/instant.ts';
import { localDateOf, localTimeOf, toInstant } from '../../src/domain/local-time.ts';

const allDay = [{ opens: '00:00', closes: '24:00' }];
const alwaysOpen: Calendar = {
  ...DEFAULT_CALENDAR,
  openingHours: { 1: allDay, 2: allDay, 3: allDay, 4: allDay, 5: allDay, 6: allDay, 7: allDay },
  openOnHolidays: ['2027-03-28'],
};

describe('working days', () => {
  it.each([
    ['2027-02-22', 'Monday', true],
    ['2027-02-27', 'Saturday', false],
    ['2027-03-29', 'Easter Monday', false],
    ['2027-04-27', "King's Day", false],
    ['2025-04-26', "King's Day on Saturday, as the 27th is a Sunday", false],
    ['2027-05-06', 'Ascension Day', false],
    ['2027-05-05', 'Liberation Day: a closing day only where the municipality says so', true],
    ['2027-03-26', 'Good Friday: likewise', true],
    ['2028-02-29', 'leap day, a Tuesday', true],
    ['2026-12-25', 'Christmas', false],
    ['2027-01-01', 'New Year', false],
  ])('%s (%s): %s', (date, _, expected) => {
    expect(isWorkingDay(date, DEFAULT_CALENDAR)).toBe(expected);
  });

  it('are made by closing days and openings on holidays of the municipality', () => {
    const calendar: Calendar = {
      ...DEFAULT_CALENDAR,
      closingDays: [{ date: '2027-05-07', reason: { nl: 'Brugdag', en: 'Bridge day' } }],
      openOnHolidays: ['2027-05-06'],
    };
    expect(isWorkingDay('2027-05-06', calendar)).toBe(true);
    expect(closureOn('2027-05-07', calendar)?.nl).toBe('Brugdag');
  });

  it.each([
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-12-31', 1, '2027-01-04'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-02-20', 0, '2027-02-22'],
    ['2027-02-22', 0, '2027-02-22'],
    ['2027-01-04', -1, '2026-12-31'],
    ['2027-03-25', 3, '2027-03-31'],
  ])('%s plus %d is %s', (date, count, expected) => {
    expect(addWorkingDays(date, count, DEFAULT_CALENDAR)).toBe(expected);
  });

  it('say so when there are none', () => {
    const never = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    const calendar = { ...DEFAULT_CALENDAR, openingHours: never };
    expect(() => addWorkingDays('2027-01-01', 1, calendar)).toThrow(RangeError);
    expect(() => nextOpening('2027-01-01T00:00:00Z', calendar)).toThrow(RangeError);
  });

  it('count the same forth and back', () => {
    fc.assert(
      fc.property(fc.nat(3000), fc.integer({ min: 1, max: 40 }), (offset, count) => {
        const start = addWorkingDays(addDays('2025-01-01', offset), 0, DEFAULT_CALENDAR);
        const end = addWorkingDays(start, count, DEFAULT_CALENDAR);
        expect(addWorkingDays(end, -count, DEFAULT_CALENDAR)).toBe(start);
        expect(workingDaysBetween(start, end, DEFAULT_CALENDAR)).toHaveLength(count + 1);
      }),
    );
  });
});

describe('opening intervals', () => {
  it('are half hours in UTC, an hour earlier in summer', () => {
    const winter = openingIntervals('2027-02-22', DEFAULT_CALENDAR);
    const summer = openingIntervals('2027-04-06', DEFAULT_CALENDAR);
    expect(winter).toHaveLength(17);
    expect(winter[0]).toEqual({ start: '2027-02-22T07:30:00.000Z', seconds: 1800, time: '08:30' });
    expect(summer[0]).toEqual({ start: '2027-04-06T06:30:00.000Z', seconds: 1800, time: '08:30' });
    expect(winter.at(-1)?.time).toBe('16:30');
  });

  it.each([
    ['2026-10-25', 50, 'autumn: 25 hours'],
    ['2027-03-28', 46, 'spring: 23 hours'],
    ['2027-03-27', 48, 'the day before'],
  ])('of a KCC that never closes on %s: %d', (date, expected) => {
    const intervals = openingIntervals(date, alwaysOpen);
    expect(intervals).toHaveLength(expected);
    expect(new Set(intervals.map((one) => one.start)).size).toBe(expected);
    for (const { start, time } of intervals) expect(localTimeOf(start)).toBe(time);
  });

  it('end with the rest when the opening time is no whole number of half hours', () => {
    const hours = [
      { opens: '09:00', closes: '10:15' },
      { opens: '13:00', closes: '13:30' },
    ];
    const calendar = {
      ...DEFAULT_CALENDAR,
      openingHours: { ...DEFAULT_CALENDAR.openingHours, 1: hours },
    };
    expect(openingIntervals('2027-02-22', calendar).map((one) => [one.time, one.seconds])).toEqual([
      ['09:00', 1800],
      ['09:30', 1800],
      ['10:00', 900],
      ['13:00', 1800],
    ]);
  });
});

describe('working minutes', () => {
  it.each([
    ['2026-12-24T15:00:00Z', '2026-12-28T08:30:00Z', 120],
    ['2026-10-23T14:00:00Z', '2026-10-26T08:30:00Z', 120],
    ['2027-02-22T08:00:00Z', '2027-02-22T08:45:00Z', 45],
    ['2027-02-22T09:00:00Z', '2027-02-22T08:00:00Z', 0],
  ])('from %s to %s: %d', (from, to, expected) => {
    expect(workingMinutes(from, to, DEFAULT_CALENDAR)).toBe(expected);
  });

  it('begin again at the next opening', () => {
    expect(nextOpening('2026-12-24T16:30:00Z', DEFAULT_CALENDAR)).toBe('2026-12-28T07:30:00.000Z');
    expect(nextOpening('2027-02-22T10:00:00Z', DEFAULT_CALENDAR)).toBe('2027-02-22T10:00:00.000Z');
  });
});

describe('local time', () => {
  it('is unambiguous at both clock changes', () => {
    expect(toInstant('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z');
    expect(toInstant('2027-03-28', '02:30')).toBe('2027-03-28T01:30:00.000Z');
    expect(toInstant('2026-12-31', '24:00')).toBe('2026-12-31T23:00:00.000Z');
  });

  it('agrees with the calendar of the JavaScript engine', () => {
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Amsterdam',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    fc.assert(
      fc.property(fc.nat(8_000_000), (minutes) => {
        const instant = new Date(Date.UTC(2025, 0, 1) + minutes * 60_000).toISOString();
        const [date, time] = [localDateOf(instant), localTimeOf(instant)];
        expect(`${date} ${time}`).toBe(format.format(new Date(instant)));
      }),
    );
  });

  it('knows days that exist from days that do not', () => {
    expect(['2028-02-29', '2027-02-29', '2027-13-01', '27-01-01'].map(isLocalDate)).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(
      ['2027-02-22T08:00:00Z', '2027-02-22T08:00:00+01:00', '2027-02-30T08:00:00Z'].map(isInstant),
    ).toEqual([true, false, false]);
    expect([weekdayOf('2027-02-22'), weekdayOf('2027-02-28'), mondayOf('2027-02-28')]).toEqual([
      1,
      7,
      '2027-02-22',
    ]);
  });
});
