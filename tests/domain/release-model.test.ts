import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { audienceSize } from '../../src/domain/audience.ts';
import { batchesFor, equalShares, releaseMoments } from '../../src/domain/dispatch-options.ts';
import { dispatchPlanFaults } from '../../src/domain/dispatch-plan.ts';
import { releaseBlocks } from '../../src/domain/release-model-response.ts';
import { wavePositions } from '../../src/domain/release-model.ts';
import { localDateOf } from '../../src/domain/local-time.ts';
import { aDispatchInput } from '../support/dispatch-input-builder.ts';

const input = aDispatchInput();
const moments = releaseMoments(input);

/** Shares over `count` moments that add up to 1. */
const someShares = (count: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.integer({ min: 0, max: 20 }), { minLength: count, maxLength: count })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0);
      return parts.map((part) => part / total);
    });

describe('moments of release', () => {
  it('are working days in the window, after the preparation, at most 25', () => {
    expect(moments.map((at) => localDateOf(at)).slice(0, 3)).toEqual(['2027-02-08', '2027-02-09', '2027-02-10']); // prettier-ignore
    expect(moments).toHaveLength(25);
    const late = aDispatchInput({ askedAt: '2027-03-11T09:00:00Z' });
    expect(releaseMoments(late).map((at) => localDateOf(at))).toEqual(['2027-03-12']);
    expect(releaseMoments(aDispatchInput({ askedAt: '2027-03-12T09:00:00Z' }))).toEqual([]);
  });
});

describe('splitting a mailing', () => {
  const blocks = releaseBlocks(input, moments);
  const peakOf = (shares: readonly number[]): number => Math.max(...wavePositions(blocks, shares));
  const allAt = moments.map((_, day) => peakOf(moments.map((__, d) => (d === day ? 1 : 0))));

  it('never raises the peak above that of sending all at once on one of its days', () => {
    fc.assert(
      fc.property(someShares(moments.length), (shares) => {
        const worst = Math.max(...allAt.filter((_, day) => (shares[day] ?? 0) > 0));
        expect(peakOf(shares)).toBeLessThanOrEqual(worst + 1e-9);
      }),
    );
  });

  it('into equal batches lowers it', () => {
    const two = equalShares(moments.length, 2, 10, 0);
    if (!two) throw new Error('two batches must fit');
    expect(peakOf(two)).toBeLessThan(0.8 * Math.max(...allAt));
  });

  it('loses nobody, and gives a plan without faults', () => {
    fc.assert(
      fc.property(someShares(moments.length), fc.nat(5000), (shares, email) => {
        const audience = { letter: 20_001, email, portal: 7 };
        const mixed = aDispatchInput({ wave: { ...input.wave, audience } });
        const batches = batchesFor(mixed, moments, shares);
        expect(dispatchPlanFaults({ batches }, audience, input.window, [])).toEqual([]);
        expect(batches.reduce((sum, one) => sum + audienceSize(one.audience), 0)).toBe(audienceSize(audience)); // prettier-ignore
      }),
    );
  });

  it('goes on counting after what has left', () => {
    const gone = { number: 1, releaseAt: '2027-02-02T08:00:00Z', audience: { letter: 5000, email: 0, portal: 0 } }; // prettier-ignore
    const rest = aDispatchInput({ alreadyLeft: [gone] });
    const batches = batchesFor(rest, moments, equalShares(moments.length, 2, 5, 0) ?? []);
    expect(batches.map(({ number, audience }) => [number, audience.letter])).toEqual([[2, 7500], [3, 7500]]); // prettier-ignore
  });
});
