import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayText } from '../../src/domain/day-text.ts';

describe('a day in a sentence', () => {
  it('is written in full in both languages', () => {
    expect(dayText('2026-11-26')).toEqual({
      nl: 'donderdag 26 november 2026',
      en: 'Thursday 26 November 2026',
    });
  });

  it('is written as the language itself writes it', () => {
    const days = fc.date({
      min: new Date('2000-01-01T00:00:00Z'),
      max: new Date('2199-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const long = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
    const written = { nl: 'nl-NL', en: 'en-GB' };
    fc.assert(
      fc.property(days, (at) => {
        const text = dayText(at.toISOString().slice(0, 10));
        for (const language of ['nl', 'en'] as const) {
          const format = new Intl.DateTimeFormat(written[language], { ...long, timeZone: 'UTC' });
          expect(text[language]).toBe(format.format(at).replaceAll(',', ''));
        }
      }),
    );
  });
});
