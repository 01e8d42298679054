import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALENDAR, openingIntervals } from '../../src/domain/calendar.ts';
import { DEFAULT_PROFILES, shareUntil } from '../../src/domain/intraday-profile.ts';
import { toInstant } from '../../src/domain/local-time.ts';
import { paceOf } from '../../src/domain/wave-pace.ts';

const MONDAY = '2027-02-22';
const intervals = openingIntervals(MONDAY, DEFAULT_CALENDAR);
const shareAt = (time: string, profile = DEFAULT_PROFILES.intraday.phone) =>
  shareUntil(toInstant(MONDAY, time), intervals, profile);

describe('the share of a day that has passed', () => {
  it('is nothing before opening and everything after closing', () => {
    expect(shareAt('06:00')).toBe(0);
    expect(shareAt('22:00')).toBeCloseTo(1, 12);
  });

  it('grows through the day, within a half hour too, and follows how busy the hours are', () => {
    const shares = ['09:00', '09:10', '09:30', '12:00', '15:00'].map((time) => shareAt(time));
    expect(shares).toEqual(shares.toSorted((left, right) => left - right));
    expect(new Set(shares).size).toBe(shares.length);
    expect(shareAt('12:00')).toBeGreaterThan(shareAt('12:00', {}));
  });

  it('is nothing on a day without opening hours', () => {
    expect(shareUntil(toInstant(MONDAY, '12:00'), [], {})).toBe(0);
  });
});

describe('the pace of a wave', () => {
  const day = { mean: 200, p10: 120, p50: 200, p90: 300 };

  it('says how many were expected by now', () => {
    expect(paceOf(0, day, 0.25).byNow).toBe(50);
    expect(paceOf(0, undefined, 0.25)).toEqual({ byNow: 0, busier: false });
  });

  it.each([
    ['in the morning, far above the upper side', 0.1, 60, true],
    ['in the morning, above it by chance', 0.1, 34, false],
    ['a handful before anything was expected', 0, 2, false],
    ['at the end of the day, just above it', 1, 301, true],
    ['at the end of the day, just within', 1, 300, false],
  ])('is busier or not: %s', (_when, share, logged, busier) => {
    expect(paceOf(logged, day, share).busier).toBe(busier);
  });
});
