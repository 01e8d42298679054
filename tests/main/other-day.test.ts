import { expect, it } from '@jest/globals';
import { environmentOn } from '../../scripts/lib/other-day.mjs';

const NOW = Date.parse('2026-11-28T12:00:00Z');

it.each([
  ['2026-11-29', '+86400s'],
  ['2026-11-28T12:00', '+0s'],
  ['2026-11-28T11:00', '-3600s'],
])('a run on %s has its clock moved by %s', (moment, by) => {
  expect(environmentOn(moment, NOW, '/lib/fake.so')).toMatchObject({
    LD_PRELOAD: '/lib/fake.so',
    FAKETIME: by,
  });
});

it.each(['', '--verbose', '2027-13-01', '2027-06-15T25:00', 'tomorrow'])(
  'a day that is none is refused in words: %s',
  (moment) => {
    expect(() => environmentOn(moment, NOW, '/lib/fake.so')).toThrow('--on wants a day');
  },
);

it('a machine that cannot do it is told what to install', () => {
  expect(() => environmentOn('2027-06-15', NOW, null)).toThrow('libfaketime');
});
