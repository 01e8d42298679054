import { describe, expect, it } from '@jest/globals';
import { daysOf, quarterAfter, quarterBefore, quarterOf } from '../../src/domain/quarter.ts';

describe('a quarter', () => {
  it.each([
    ['2027-01-01', '2027-Q1'],
    ['2027-03-31', '2027-Q1'],
    ['2027-04-01', '2027-Q2'],
    ['2027-09-30', '2027-Q3'],
    ['2027-12-31', '2027-Q4'],
  ])('of %s is %s', (date, quarter) => {
    expect(quarterOf(date)).toBe(quarter);
  });

  it('ends where the next one begins, also over New Year', () => {
    expect(daysOf('2027-Q1')).toEqual({ from: '2027-01-01', until: '2027-04-01' });
    expect(daysOf('2027-Q4')).toEqual({ from: '2027-10-01', until: '2028-01-01' });
    expect([quarterBefore('2027-Q1'), quarterAfter('2026-Q4')]).toEqual(['2026-Q4', '2027-Q1']);
    expect(quarterBefore('2027-Q3')).toBe('2027-Q2');
  });
});
