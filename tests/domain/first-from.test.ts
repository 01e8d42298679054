import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { firstFrom } from '../../src/domain/first-from.ts';
import { onceFor } from '../../src/domain/once-for.ts';

describe('where a list goes on from', () => {
  it('is the place that counting finds', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), fc.integer({ max: 22 }), (all, at) => {
        const inOrder = all.toSorted((left, right) => left - right);
        const below = inOrder.filter((one) => one < at).length;
        expect(firstFrom(inOrder, (one) => one, at)).toBe(below);
      }),
    );
  });
});

describe('what is made once for an object', () => {
  it('is made once for each of them, also when nothing comes of it', () => {
    let made = 0;
    const lengthOf = onceFor((list: readonly number[]) => {
      made += 1;
      return list.length || undefined;
    });
    const [none, two] = [[], [1, 2]];
    expect([none, two, none, two].map(lengthOf)).toEqual([undefined, 2, undefined, 2]);
    expect(made).toBe(2);
    expect(lengthOf([1, 2])).toBe(2);
    expect(made).toBe(3);
  });
});
