import { describe, expect, it } from '@jest/globals';
import { dayText } from '../../src/domain/day-text.ts';
import { addDays } from '../../src/domain/instant.ts';
import { dayAtStart, monthIn } from '../../src/domain/typed-day.ts';

describe('a day as people type it', () => {
  it.each([
    '2027-02-05',
    '5-2-2027',
    '05-02-2027',
    '5/2/2027',
    '5.2.2027',
    '5 februari 2027',
    '05 Februari 2027',
    '5 feb. 2027',
    '5 February 2027',
    '  5  feb  2027 ',
  ])('is understood: %s', (typed) => {
    expect(dayAtStart(typed)).toEqual({ date: '2027-02-05', words: '' });
    expect(dayAtStart(`${typed.trim()} Brugdag, 5 mei`)).toEqual({
      date: '2027-02-05',
      words: 'Brugdag, 5 mei',
    });
  });

  it.each([
    '',
    '5 mei',
    '5-2-27',
    '30-2-2027',
    '30 februari 2027',
    '5 ju 2027',
    '5 brumaire 2027',
    '2027-02-05T08:00',
    '2-2027',
    'februari 2027',
  ])('is none, or could be another: %s', (typed) => {
    expect(dayAtStart(typed)).toBeUndefined();
  });

  it('is understood as it is written, every day of a leap year', () => {
    for (let at = 0; at < 366; at += 1) {
      const date = addDays('2028-01-01', at);
      const { nl, en } = dayText(date);
      for (const text of [nl, en]) {
        expect(dayAtStart(text.replace(/^\w+ /, ''))?.date).toBe(date);
      }
    }
  });
});

describe('a month as people type it', () => {
  it.each(['2027-03', '3-2027', '03/2027', 'maart 2027', 'mrt. 2027', 'March 2027', ' Mrt 2027 '])(
    'is understood: %s',
    (typed) => expect(monthIn(typed)).toBe('2027-03'),
  );
  it.each(['', 'maart', '3-27', '13-2027', '2027-00', 'ma 2027', '3 maart 2027', '2027-3-1'])(
    'is none: %s',
    (typed) => expect(monthIn(typed)).toBeUndefined(),
  );
});
