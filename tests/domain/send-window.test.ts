import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { addSeconds, type Instant } from '../../src/domain/instant.ts';
import { allowance, isSendTime } from '../../src/domain/send-window.ts';

const start = '2027-02-15T08:00:00.000Z';

/** Asks at each of `moments` (seconds after the start) for as many as may leave, and answers when each left. */
function leaving(perMinute: number, burst: number, moments: readonly number[]): number[] {
  let nextAt: Instant | undefined;
  return moments.flatMap((seconds) => {
    const { count, nextAfter } = allowance(
      { perMinute, burst },
      nextAt,
      addSeconds(start, seconds),
    );
    if (count > 0) nextAt = nextAfter(count);
    return Array.from({ length: count }, () => seconds);
  });
}

describe('a pace', () => {
  it('lets out no more than its rate and one burst, whenever it is asked and however long nobody asked', () => {
    const moments = fc
      .array(fc.integer({ min: 0, max: 7_200 }), { maxLength: 60 })
      .map((all) => all.toSorted((a, b) => a - b));
    const rate = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(rate, fc.integer({ min: 1, max: 20 }), moments, (perMinute, burst, asked) => {
        const left = leaving(perMinute, burst, asked);
        for (const [index, from] of left.entries()) {
          const within = left.slice(index).filter((at) => at < from + 60).length;
          expect(within).toBeLessThanOrEqual(perMinute + burst);
        }
      }),
    );
  });

  it('lets out exactly its rate when it is asked all the time', () => {
    const everySecond = Array.from({ length: 600 }, (_, second) => second);
    expect(leaving(60, 1, everySecond)).toHaveLength(600);
    expect(leaving(30, 1, everySecond)).toHaveLength(300);
    expect(leaving(120, 5, everySecond).length).toBeGreaterThan(1_190);
  });

  it('does not catch up after a standstill', () => {
    expect(leaving(60, 1, [0, 3_600])).toHaveLength(2);
    expect(leaving(60, 10, [0, 3_600])).toHaveLength(20);
  });
});

describe('the hours in which mailings leave', () => {
  it.each([
    ['2027-02-15T07:29:59Z', false],
    ['2027-02-15T07:30:00Z', true],
    ['2027-02-15T15:59:00Z', true],
    ['2027-02-15T16:00:00Z', false],
    ['2027-02-13T10:00:00Z', false],
    ['2027-04-27T10:00:00Z', false],
    ['2027-03-29T10:00:00Z', false],
    ['2027-03-30T06:30:00Z', true],
  ])('at %s: %s', (now, expected) => {
    expect(isSendTime(now, DEFAULT_CALENDAR)).toBe(expected);
  });
});
