import { describe, expect, it } from '@jest/globals';
import type { DispatchOption } from '../../src/domain/dispatch-options.ts';
import { dispatchOptionsText, dispatchOptionText } from '../../src/domain/dispatch-options-text.ts';

const LATEST = '2027-03-12';

/** A plan in two batches that leaves `halfHours` short by at most `peak` positions. */
function aPlan(halfHours: number, peak: number, cost = 2_400): DispatchOption {
  const releases = ['2027-02-15T08:00:00.000Z', '2027-02-18T08:00:00.000Z'];
  const audience = { letter: 20_000, email: 0, portal: 0 };
  const facts = {
    kind: 'cheapest',
    plan: { batches: releases.map((releaseAt, i) => ({ number: i + 1, releaseAt, audience })) },
    cost,
    staffingCost: cost - 150,
    serviceLevel: 0.81,
    peakPositions: 18,
    lastDate: '2027-02-18',
    shortageHalfHours: halfHours,
    shortage: { halfHours, peak, personHours: halfHours * peak },
    extraShifts: 14,
    carried: peak < 1,
    days: [],
  } as const;
  return { ...facts, text: dispatchOptionText(facts) };
}

describe('what is told of all dispatch plans together', () => {
  it('is that the contact centre can carry it only when no half hour is short', () => {
    const { nl, en } = dispatchOptionsText([aPlan(0, 0)], LATEST, undefined);
    expect(nl).toMatch(/kan deze mailing aan.*zonder tekort.*Er is dan geen tekort\.$/);
    expect(en).toMatch(/can carry this mailing.*Then there is no shortage\.$/);
  });

  it('is that it only just fits when parts of positions are missing, with how much', () => {
    const { nl, en } = dispatchOptionsText([aPlan(12, 0.43)], LATEST, undefined);
    expect(nl).toContain('maar krap: in 12 halve uren ontbreekt een deel van een plek, hoogstens 0,5'); // prettier-ignore
    expect(en).toContain('only just: in 12 half hours a part of a position is missing, at most 0.5'); // prettier-ignore
    expect(nl).not.toContain('kan deze mailing aan');
  });

  it('prefers a plan without any shortage to a cheaper one that only just fits', () => {
    const { nl } = dispatchOptionsText([aPlan(1, 0.9, 1_000), aPlan(0, 0, 2_000)], LATEST, undefined); // prettier-ignore
    expect(nl).toContain('Kost 2.000 euro');
    expect(nl).toContain('zonder tekort');
  });

  it('is that none fits, how short the best one is, and when it could be done', () => {
    const plans = [aPlan(30, 4), aPlan(1, 1.2)];
    const { nl, en } = dispatchOptionsText(plans, LATEST, '2027-03-26');
    expect(nl).toContain('ook het beste plan is te krap in 1 half uur.');
    expect(nl).toContain('26 maart 2027');
    expect(en).toContain('even the best one is short in 1 half hour.');
  });

  it('is that another date is needed when no day is left', () => {
    expect(dispatchOptionsText([], LATEST, undefined).nl).toContain('geen werkdag meer');
  });
});
