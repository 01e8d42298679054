import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { addWorkingHours, nextReminder, workingDayStart } from '../../src/domain/working-time.ts';

const calendar = DEFAULT_CALENDAR;

describe('working time', () => {
  it.each([
    // Monday 11 January 2027, open from 8.30 to 17.00 in Amsterdam.
    ['within the day', '2027-01-11T09:00:00.000Z', 2, '2027-01-11T11:00:00.000Z'],
    ['until closing time exactly', '2027-01-11T14:00:00.000Z', 2, '2027-01-11T16:00:00.000Z'],
    ['over the night', '2027-01-11T15:00:00.000Z', 2, '2027-01-12T08:30:00.000Z'],
    ['from before opening', '2027-01-11T03:00:00.000Z', 1, '2027-01-11T08:30:00.000Z'],
    ['over a weekend', '2027-01-15T15:30:00.000Z', 1, '2027-01-18T08:00:00.000Z'],
    ['over the start of summer time', '2027-03-26T15:30:00.000Z', 1, '2027-03-30T07:00:00.000Z'],
  ])('counts hours %s', (_, from, hours, expected) => {
    expect(addWorkingHours(from, hours, calendar)).toBe(expected);
  });

  it('knows the start of a working day before and after', () => {
    expect(workingDayStart('2027-01-15T20:00:00.000Z', 1, calendar)).toBe(
      '2027-01-18T07:30:00.000Z',
    );
    expect(workingDayStart('2027-01-18T20:00:00.000Z', -1, calendar)).toBe(
      '2027-01-15T07:30:00.000Z',
    );
  });

  it('keeps reminders in step with the first day, however late it is asked', () => {
    const since = '2027-01-11T09:00:00.000Z';
    const next = (now: string) => nextReminder(since, 2, now, calendar);
    expect(next(since)).toBe('2027-01-13T07:30:00.000Z');
    expect(next('2027-01-13T07:30:00.000Z')).toBe('2027-01-15T07:30:00.000Z');
    expect(next('2027-01-16T12:00:00.000Z')).toBe('2027-01-19T07:30:00.000Z');
  });

  it('says so when the KCC is never open', () => {
    const openingHours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
    const never = { ...calendar, openingHours };
    expect(() => addWorkingHours('2027-01-11T09:00:00.000Z', 1, never)).toThrow(RangeError);
  });
});
