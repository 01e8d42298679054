import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DemandInterval } from '../../src/domain/demand.ts';
import { requiredPositions } from '../../src/domain/required-positions.ts';
import { DEFAULT_STAFFING_SETTINGS } from '../../src/domain/staffing-settings.ts';
import { demandRequirement, targetOf } from '../../src/domain/wave-requirement.ts';

/** A half hour in which so many people call, and nothing else comes. */
const calls = (phone: number, at: number): DemandInterval => ({
  start: new Date(Date.UTC(2027, 1, 16, 8) + at * 1_800_000).toISOString(),
  seconds: 1800,
  date: '2027-02-16',
  contacts: { phone, counter: 0, email: 0, callback: 0 },
});

describe('what a demand asks of the KCC', () => {
  it('is the same for each half hour as Erlang A says of it alone, whatever was asked before', () => {
    const settings = fc.record({
      handleTimeSeconds: fc.constantFrom(180, 300, 420),
      patienceSeconds: fc.constantFrom(60, 120, 600),
      maxAbandonment: fc.constantFrom(0.02, 0.05, 0.3),
      maxOccupancy: fc.constantFrom(0.75, 0.9, 1),
    });
    const loads = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(settings, loads, (change, phone) => {
        const rules = { ...DEFAULT_STAFFING_SETTINGS, ...change, minimumPositions: 0 };
        const asked = demandRequirement(phone.map(calls), rules);
        expect(asked.map(({ immediate }) => immediate)).toEqual(
          phone.map((count) =>
            requiredPositions(
              (count * rules.handleTimeSeconds) / 1800,
              rules.handleTimeSeconds,
              targetOf(rules),
            ),
          ),
        );
      }),
    );
  });
});
