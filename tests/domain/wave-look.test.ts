import { describe, expect, it } from '@jest/globals';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import {
  growthReason,
  hasEbbed,
  overloadReason,
  surpriseReason,
} from '../../src/domain/wave-look.ts';

describe('a look at the wave', () => {
  // 8 positions x 1800 s x 0.85 / 320 s = 38.25 contacts per half hour.
  const halfHour = (offered: number) => ({ seconds: 1800, offered, present: 8 });
  const reason = (...offered: number[]) =>
    overloadReason(offered.map(halfHour), DEFAULT_STAFFING_SETTINGS);

  it('finds it too big after two half hours in a row of more than the staff can carry', () => {
    expect(reason(38, 39, 39)).toContain('78 contacten');
    expect(reason(60, 38)).toBeUndefined();
    expect(reason(60)).toBeUndefined();
    expect(reason()).toBeUndefined();
  });

  it('finds it surprising when there are more questions than nine days in ten would bring', () => {
    expect(surpriseReason(41, { p90: 40 })).toContain('41 vragen');
    expect(surpriseReason(40, { p90: 40 })).toBeUndefined();
    expect(surpriseReason(400, undefined)).toBeUndefined();
  });

  it('finds it over after two quiet days, unless it never was a wave', () => {
    expect(hasEbbed([100, 40, 4, 3])).toBe(true);
    expect(hasEbbed([100, 40, 4, 5])).toBe(false);
    expect(hasEbbed([100])).toBe(false);
    expect(hasEbbed([5, 0, 0])).toBe(false);
  });
});

describe('a wave that grows', () => {
  const prepared = { p90: 1000 };

  it('is told when the whole of it will be more than was prepared for', () => {
    expect(growthReason(60, { p50: 50 }, { p50: 1200 }, prepared)).toContain('op 1.200 contacten');
  });

  it('is not told on a quiet day, within what was prepared for, or without a forecast of the day', () => {
    expect(growthReason(50, { p50: 50 }, { p50: 1200 }, prepared)).toBeUndefined();
    expect(growthReason(60, { p50: 50 }, { p50: 1000 }, prepared)).toBeUndefined();
    expect(growthReason(60, undefined, { p50: 1200 }, prepared)).toBeUndefined();
  });
});
