import { describe, expect, it } from '@jest/globals';
import { mayWorkBeside, restFaults, workedSpan } from '../../src/domain/rest-rule.ts';
import { AMSTERDAM, toInstant } from '../../src/domain/local-time.ts';

const work = (date: string, from: string, to: string) =>
  workedSpan(
    { from: Date.parse(toInstant(date, from)), to: Date.parse(toInstant(date, to)) },
    AMSTERDAM,
  );
const codes = (...spans: ReturnType<typeof work>[]) => restFaults(spans).map(({ code }) => code);

describe('working hours', () => {
  it.each([
    ['a day with a break', [work('2027-02-23', '08:30', '12:30'), work('2027-02-23', '13:00', '17:00')], []], // prettier-ignore
    ['an evening and the next morning', [work('2027-02-23', '18:00', '22:00'), work('2027-02-24', '08:30', '12:30')], ['daily-rest']], // prettier-ignore
    ['two things at once', [work('2027-02-23', '08:30', '12:30'), work('2027-02-23', '12:00', '14:00')], ['double-booked']], // prettier-ignore
    ['a day without a break', [work('2027-02-23', '08:30', '16:30')], ['no-break']],
    ['a break of a quarter', [work('2027-02-23', '08:30', '12:30'), work('2027-02-23', '12:45', '17:00')], ['no-break']], // prettier-ignore
    ['fourteen hours', [work('2027-02-23', '07:00', '12:00'), work('2027-02-23', '12:30', '17:30'), work('2027-02-23', '18:00', '22:00')], ['long-day']], // prettier-ignore
  ])('%s', (_, spans, expected) => {
    expect(codes(...spans)).toEqual(expected);
  });

  it('need a rest of 36 hours in every seven days', () => {
    const week = ['22', '23', '24', '25', '26', '27', '28'].map((day) =>
      work(`2027-02-${day}`, '09:00', '13:00'),
    );
    expect(codes(...week)).toContain('weekly-rest');
    expect(codes(...week.slice(0, 5))).toEqual([]);
  });

  it('keep eleven hours over the change of the clocks', () => {
    const evening = work('2027-03-27', '16:00', '20:30');
    expect(mayWorkBeside(work('2027-03-28', '08:00', '12:00'), [evening])).toBe(false);
    expect(mayWorkBeside(work('2027-03-28', '08:30', '12:00'), [evening])).toBe(true);
  });

  it('may not be made longer without a break by extra time', () => {
    const morning = work('2027-02-23', '08:30', '12:30');
    expect(mayWorkBeside(work('2027-02-23', '12:30', '15:30'), [morning])).toBe(false);
    expect(mayWorkBeside(work('2027-02-23', '13:00', '16:00'), [morning])).toBe(true);
  });
});
