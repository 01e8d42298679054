import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarFeed } from '../../src/domain/calendar-feed.ts';

const STAMP = '2027-01-11T09:00:00.000Z';
const moment = { startsAt: '2027-02-16T08:00:00.000Z', endsAt: '2027-02-16T08:30:00Z' };
/** As a calendar program reads it: lines joined again, then the escapes undone. A line ends at CRLF and nowhere else. */
const summariesIn = (ics: string): string[] =>
  ics
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line.startsWith('SUMMARY:'))
    .map((line) =>
      line
        .slice('SUMMARY:'.length)
        .replaceAll(/\\(n|.)/gu, (_, char: string) => (char === 'n' ? '\n' : char)),
    );

describe('a calendar to subscribe to', () => {
  it('has moments in UTC and whole days until the day after', () => {
    const ics = calendarFeed(
      'Belgolven',
      [
        { uid: 'a', summary: 'Verzending', ...moment },
        { uid: 'b', summary: 'Belgolf', firstDay: '2027-02-17', lastDay: '2027-02-28' },
      ],
      STAMP,
    );
    expect(ics).toContain('DTSTART:20270216T080000Z\r\nDTEND:20270216T083000Z\r\n');
    expect(ics).toContain('DTSTART;VALUE=DATE:20270217\r\nDTEND;VALUE=DATE:20270301\r\n');
  });

  it('gives every text back whole, in lines of at most 75 octets', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 300 })
      .filter((one) => !/\p{Cc}/u.test(one));
    fc.assert(
      fc.property(text, (summary) => {
        const ics = calendarFeed('K', [{ uid: 'a', summary, ...moment }], STAMP);
        expect(summariesIn(ics)).toEqual([summary]);
        for (const line of ics.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
      }),
      // To regular expressions these two end a line, to calendar programs they do not.
      { examples: [['\u2028'], ['Belgolf\u2029 morgen'], [' '.repeat(300)]] },
    );
  });

  it('lets no text begin a line of its own', () => {
    const summary = 'A\r\nEND:VEVENT\nBEGIN:VEVENT';
    const ics = calendarFeed('K', [{ uid: 'a', summary, ...moment }], STAMP);
    expect(ics.match(/^BEGIN:VEVENT/gm)).toHaveLength(1);
  });
});
