import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CALENDAR } from '../../src/domain/calendar.ts';
import { forecastOf, staffingOf } from '../../src/domain/mailing-forecast.ts';
import type { MailingContent } from '../../src/domain/mailing.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { ordinaryRequirement, waveRequirement } from '../../src/domain/wave-requirement.ts';
import { municipality } from '../support/samples.ts';

const content = (letters: number): MailingContent => ({
  version: 1,
  contentDigest: 'a'.repeat(64),
  kind: 'tax-assessment',
  audience: { letter: letters, email: 0, portal: 0 },
  window: {
    opensAt: '2027-02-01T00:00:00.000Z',
    preferredAt: '2027-02-16T07:00:00.000Z',
    closesAt: '2027-02-26T00:00:00.000Z',
  },
});

const kcc = {
  calendar: DEFAULT_CALENDAR,
  staffing: DEFAULT_STAFFING_SETTINGS,
  baseLoad: municipality.baseLoad,
};

describe('the shortage that a mailing answers for', () => {
  it('is what its wave adds, where nobody is there for an ordinary day either', () => {
    const forecast = forecastOf({ content: content(40_000), released: [] }, kcc);
    const { shortage } = staffingOf(forecast, kcc, [], []);

    const withWave = waveRequirement(forecast, kcc.staffing, 'p50');
    const without = ordinaryRequirement(forecast, kcc.staffing);
    const added = withWave.map(({ required }, i) => required - (without[i]?.required ?? 0));
    expect(shortage.intervals.map((one) => one.shortage)).toEqual(added);
    expect(Math.max(...added)).toBeGreaterThan(0);
  });

  it('is nothing for a mailing about which hardly anybody calls', () => {
    const forecast = forecastOf({ content: content(5), released: [] }, kcc);

    expect(staffingOf(forecast, kcc, [], []).shortage.summary.halfHours).toBe(0);
  });
});
