import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { localDateOf, localTimeOf, toInstant } from '../../src/domain/local-time.ts';

/** What Temporal itself says, without anything remembered. */
function byTemporal(instant: string, timeZone: string) {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return [zoned.toPlainDate().toString(), zoned.toPlainTime().toString({ smallestUnit: 'minute' })];
}
const here = (instant: string, timeZone?: string) => [
  localDateOf(instant, timeZone),
  localTimeOf(instant, timeZone),
];

describe('the clocks', () => {
  it('show another day than UTC around midnight', () => {
    expect(here('2027-02-21T23:30:00.000Z')).toEqual(['2027-02-22', '00:30']);
    expect(here('2027-07-21T22:15:00Z')).toEqual(['2027-07-22', '00:15']);
  });

  it('change in spring and in autumn at the very instant, whichever side is asked first', () => {
    const around = [
      '2031-03-30T01:00:00.000Z',
      '2031-03-30T00:59:59.999Z',
      '2031-10-26T00:59:59.999Z',
      '2031-10-26T01:00:00.000Z',
    ];
    const shown = [
      ['2031-03-30', '03:00'],
      ['2031-03-30', '01:59'],
      ['2031-10-26', '02:59'],
      ['2031-10-26', '02:00'],
    ];
    expect(around.map((instant) => here(instant))).toEqual(shown);
    expect(around.toReversed().map((instant) => here(instant))).toEqual(shown.toReversed());
  });

  it.each(['Europe/Amsterdam', 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'])(
    'show in %s what Temporal says, over years',
    (timeZone) => {
      const instants = Array.from({ length: 400 }, (_, n) =>
        new Date(Date.UTC(1969, 0, 1) + n * 61 * 86_400_000 + n * 1_234_567).toISOString(),
      );
      expect(instants.map((instant) => here(instant, timeZone))).toEqual(
        instants.map((instant) => byTemporal(instant, timeZone)),
      );
    },
  );

  it.each(['Europe/Amsterdam', 'UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'are set in %s as Temporal sets them, around every change of the clocks too',
    (timeZone) => {
      const days = [
        // Samoa left out a day.
        ...Array.from({ length: 20 }, (_, n) => Date.UTC(2011, 11, 20) + n * 86_400_000),
        ...Array.from({ length: 50 }, (_, n) => Date.UTC(2027, 2, 1) + n * 86_400_000),
        ...Array.from({ length: 50 }, (_, n) => Date.UTC(2027, 9, 1) + n * 86_400_000),
        ...Array.from({ length: 60 }, (_, n) => Date.UTC(2026, 0, 1) + n * 97 * 86_400_000),
      ].map((at) => new Date(at).toISOString().slice(0, 10));
      const times = ['00:00', '01:30', '02:00', '02:30', '03:00', '12:15', '23:59', '24:00'];
      for (const date of days) {
        const expected = times.map((time) => {
          const day = Temporal.PlainDate.from(date).add({ days: time === '24:00' ? 1 : 0 });
          const plainTime = time === '24:00' ? '00:00' : time;
          return day.toZonedDateTime({ timeZone, plainTime }).epochMilliseconds;
        });
        const set = times.map((time) => Date.parse(toInstant(date, time, timeZone)));
        expect({ date, set }).toEqual({ date, set: expected });
      }
    },
  );

  it.each([
    ['2027-02-30', '10:00'],
    ['2027-02-22', '24:30'],
    ['2027-02-22', '25:00'],
    ['22-02-2027', '10:00'],
    ['', ''],
  ])('are not set to %s %s, which there is not', (date, time) => {
    expect(() => toInstant(date, time)).toThrow(RangeError);
  });

  it('take an instant with an offset, and nothing that is none', () => {
    expect(here('2027-02-22T00:30:00+01:00')).toEqual(['2027-02-22', '00:30']);
    for (const none of ['2027-02-22', 'yesterday', '2027-02-30T10:00:00Z', '']) {
      expect(() => localDateOf(none)).toThrow(RangeError);
    }
    expect(() => localDateOf('2027-02-22T00:30:00Z', 'Europe/Nowhere')).toThrow(RangeError);
  });

  it('are read back as the same instant', () => {
    const [date = '', time = ''] = here('2027-06-01T07:30:00.000Z');
    expect(toInstant(date, time)).toBe('2027-06-01T07:30:00.000Z');
  });
});
