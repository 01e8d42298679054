import { describe, expect, it } from '@jest/globals';
import { keepRecent } from '../../src/domain/keep-recent.ts';

describe('what was used last', () => {
  it('is kept, and no more is let go of than is too many', () => {
    const map = new Map<string, number>();
    for (const [at, key] of ['a', 'b', 'c', 'a', 'd'].entries()) keepRecent(map, key, at, 3);
    expect([...map]).toEqual([
      ['c', 2],
      ['a', 3],
      ['d', 4],
    ]);
  });

  it('stays as it is while there is room', () => {
    const map = new Map<string, number>();
    for (const key of ['a', 'b', 'c', 'd', 'e']) keepRecent(map, key, 0, 8);
    expect([...map.keys()]).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});
