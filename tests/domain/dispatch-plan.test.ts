import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Batch,
  type DispatchPlanFault,
  dispatchPlanFaults,
  dispatchPlanKey,
  nextBatchNumber,
} from '../../src/domain/dispatch-plan.ts';
import { dispatchPlanFaultText } from '../../src/domain/dispatch-plan-text.ts';
import { days, someContent, twoBatches } from '../support/builders/mailing.ts';

const { audience, window } = someContent();
const [first, second] = twoBatches().batches as [Batch, Batch];
const faultsOf = (batches: readonly Batch[], left: readonly Batch[] = []) =>
  dispatchPlanFaults({ batches }, audience, window, left).map(({ code }) => code);

describe('a dispatch plan', () => {
  it('fits when it reaches everybody in order within the window', () => {
    expect(faultsOf([first, second])).toEqual([]);
    expect(faultsOf([{ ...first, releaseAt: window.opensAt, audience }])).toEqual([]);
    expect(faultsOf([{ ...first, releaseAt: window.closesAt, audience }])).toEqual([]);
  });

  it.each<[DispatchPlanFault['code'], readonly Batch[]]>([
    ['no-batches', []],
    ['numbers-not-consecutive', [first, { ...second, number: 3 }]],
    ['not-in-order', [{ ...first, releaseAt: days(25) }, second]],
    [
      'empty-batch',
      [first, second, { ...second, number: 3, audience: { letter: 0, email: 0, portal: 0 } }],
    ],
    ['empty-batch', [first, { ...second, audience: { letter: -1, email: 51, portal: 0 } }]],
    ['before-window', [{ ...first, releaseAt: days(9) }, second]],
    ['after-window', [first, { ...second, releaseAt: days(41) }]],
    ['audience-differs', [first]],
  ])('has the fault %s', (code, batches) => {
    expect(faultsOf(batches)).toContain(code);
  });

  it('tells all its faults at once', () => {
    const wrong = { ...second, number: 5, releaseAt: days(41), audience: first.audience };
    expect(faultsOf([wrong])).toEqual([
      'numbers-not-consecutive',
      'after-window',
      'audience-differs',
    ]);
  });

  it('goes on numbering after the batches that have left', () => {
    expect(faultsOf([second], [first])).toEqual([]);
    expect(faultsOf([{ ...second, number: 1 }], [first])).toEqual(['numbers-not-consecutive']);
    expect(nextBatchNumber([])).toBe(1);
    expect(nextBatchNumber([first, second])).toBe(3);
  });

  it('has a key that is another one for other people, times or numbers', () => {
    const batch = fc.record({
      number: fc.integer({ min: 1, max: 3 }),
      releaseAt: fc.integer({ min: 0, max: 3 }).map((count) => days(count)),
      audience: fc.record({ letter: fc.nat(2), email: fc.nat(2), portal: fc.nat(1) }),
    });
    const plan = fc.array(batch, { maxLength: 3 }).map((batches) => ({ batches }));
    fc.assert(
      fc.property(plan, plan, (one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        expect(dispatchPlanKey(one) === dispatchPlanKey(other)).toBe(same);
      }),
      { numRuns: 1_000 },
    );
    const written = { batches: [{ ...first, releaseAt: first.releaseAt.replace('.000Z', 'Z') }] };
    expect(dispatchPlanKey(written)).toBe(dispatchPlanKey({ batches: [first] }));
  });

  it.each<DispatchPlanFault>([
    { code: 'no-batches' },
    { code: 'numbers-not-consecutive', expectedFirst: 2 },
    { code: 'not-in-order', batch: 2 },
    { code: 'empty-batch', batch: 2 },
    { code: 'before-window', batch: 1, opensAt: '2027-02-28T23:00:00.000Z' },
    { code: 'after-window', batch: 1, closesAt: '2027-02-28T23:00:00.000Z' },
    { code: 'audience-differs', planned: 40_000, audience: 39_000 },
  ])('says its fault in both languages: $code', (fault) => {
    const { nl, en } = dispatchPlanFaultText(fault);
    for (const text of [nl, en]) {
      expect(text).toMatch(/^[A-Z].*\.$/);
      expect(text).not.toMatch(/undefined|NaN/);
    }
  });

  it('writes days and numbers as each language does', () => {
    const closesAt = '2027-02-28T23:00:00.000Z';
    const late = dispatchPlanFaultText({ code: 'after-window', batch: 1, closesAt });
    // The window closes at the midnight after its last day.
    expect(late.nl).toContain('tot en met 28 februari 2027');
    expect(late.en).toContain('until and including 28 February 2027');
    const fewer = { code: 'audience-differs', planned: 40_000, audience: 39_000 } as const;
    expect(dispatchPlanFaultText(fewer).nl).toContain('40.000');
    expect(dispatchPlanFaultText(fewer).en).toContain('40,000');
  });
});
