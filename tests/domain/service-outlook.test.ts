import { describe, expect, it } from '@jest/globals';
import { makeForecast } from '../../src/domain/make-forecast.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import { serviceOutlook } from '../../src/domain/service-outlook.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { waveRequirement } from '../../src/domain/wave-requirement.ts';
import { aForecastInput } from '../support/forecast-builder.ts';

const forecast = makeForecast(aForecastInput());
const settings = DEFAULT_STAFFING_SETTINGS;
const required = waveRequirement(forecast, settings, 'p50').map((one) => one.required);
const outlookWith = (present: readonly number[], patienceSeconds = settings.patienceSeconds) =>
  serviceOutlook(forecast, { ...settings, patienceSeconds }, present);
const busiest = required.indexOf(Math.max(...required));

describe('the service that callers get', () => {
  it('is near the target where everybody is there who is needed', () => {
    const outlook = outlookWith(required);
    // A queue of the half hour before may still cost a little.
    const busy = outlook.filter((_, i) => required[i]! > 2).map((one) => one.serviceLevel);
    expect(busy.length).toBeGreaterThan(0);
    expect(Math.min(...busy)).toBeGreaterThan(settings.target.fraction - 0.12);
  });

  it('suffers in the half hour after one with too few people', () => {
    const short = required.map((one, i) => (i === busiest ? Math.floor(one / 3) : one));
    // People who wait for an hour; impatient ones hang up and leave nothing behind.
    const [full, less] = [outlookWith(required, 3600), outlookWith(short, 3600)];
    expect(less[busiest]!.serviceLevel).toBeLessThan(full[busiest]!.serviceLevel - 0.3);
    expect(less[busiest]!.waitingAtEnd).toBeGreaterThan(full[busiest]!.waitingAtEnd);
    expect(less[busiest + 1]!.serviceLevel).toBeLessThan(full[busiest + 1]!.serviceLevel);
  });

  it('starts each day without a queue', () => {
    const dayOf = (i: number) =>
      localDateOf(forecast.intervals[i * 4]!.start, forecast.madeFrom.calendar.timeZone);
    const short = required.map((one, i) => (dayOf(i) === dayOf(busiest) ? 0 : one));
    const [full, less] = [outlookWith(required), outlookWith(short)];
    const next = full.findIndex((_, i) => i > busiest && dayOf(i) !== dayOf(busiest));
    expect(less[next]).toEqual(full[next]);
  });

  it('is no number out of bounds when nobody is there', () => {
    for (const { serviceLevel, abandonment, waitingAtEnd } of outlookWith([])) {
      expect(serviceLevel).toBeGreaterThanOrEqual(0);
      expect(serviceLevel).toBeLessThanOrEqual(1);
      expect(abandonment).toBeGreaterThanOrEqual(0);
      expect(waitingAtEnd).toBeGreaterThanOrEqual(0);
    }
  });
});
