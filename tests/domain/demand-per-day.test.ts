import { describe, expect, it } from '@jest/globals';
import { CONTACT_CHANNELS } from '../../src/domain/contact-channel.ts';
import { type DemandInterval, ordinaryDemand, waveDemand } from '../../src/domain/demand.ts';
import { demandPerDay } from '../../src/domain/demand-per-day.ts';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { aForecastInput, anAudience, batchesOf } from '../support/forecast-builder.ts';

const mixed = anAudience({ letter: 20_000, email: 9_000, portal: 1_000 });
/** E-mails are read on the day itself, so contacts come after them within the day. */
const wave = aForecastInput({
  audience: mixed,
  batches: batchesOf(mixed, ['2027-02-22T08:00:00Z', '2027-03-01T10:30:00Z']),
  baseLoad: [
    { channel: 'phone', weekday: 1, time: '09:00', contacts: 12.5 },
    { channel: 'email', weekday: 3, time: '14:30', contacts: 4 },
  ],
});

function expectSame(found: readonly DemandInterval[], wanted: readonly DemandInterval[]) {
  const place = ({ start, seconds, date }: DemandInterval) => ({ start, seconds, date });
  expect(found.map(place)).toEqual(wanted.map(place));
  for (const [i, { contacts }] of wanted.entries()) {
    for (const channel of CONTACT_CHANNELS) {
      expect(found[i]?.contacts[channel]).toBeCloseTo(contacts[channel], 9);
    }
  }
}

describe('the demand of a wave day by day', () => {
  it.each(['p10', 'p50', 'p90'] as const)('is that of its whole forecast at %s', (level) => {
    const days = [...demandPerDay(wave, level)];
    const forecast = makeForecast(wave);
    expect(days).toHaveLength(forecast.perDay.length);
    expectSame(days.flatMap((day) => day.wave), waveDemand(forecast, level)); // prettier-ignore
    expectSame(days.flatMap((day) => day.ordinary), ordinaryDemand(forecast)); // prettier-ignore
  });
});
