import { describe, expect, it } from '@jest/globals';
import { remembered } from '../../src/store/remembered.ts';

/** What is remembered of a table, and which ids were read from it. */
function aTable(rows: Readonly<Record<string, number>>, most = 3) {
  const reads: (readonly string[])[] = [];
  const find = remembered(most, (ids) => {
    reads.push(ids);
    return Promise.resolve(
      new Map(ids.flatMap((id) => (id in rows ? [[id, rows[id] ?? 0] as const] : []))),
    );
  });
  return { reads, find };
}

describe('what never changes', () => {
  it('is read once, and only what was asked for is answered', async () => {
    const { reads, find } = aTable({ a: 1, b: 2, c: 3 });
    expect(await find(['a', 'b'])).toEqual(new Map(Object.entries({ a: 1, b: 2 })));
    expect(await find(['b', 'c'])).toEqual(new Map(Object.entries({ b: 2, c: 3 })));
    expect(reads).toEqual([['a', 'b'], ['c']]);
  });

  it('is read once when several ask for it at the same time', async () => {
    const { reads, find } = aTable({ a: 1, b: 2, c: 3 });
    const answers = await Promise.all([find(['a', 'b']), find(['a', 'b']), find(['b', 'c'])]);
    expect(answers.map((one) => Object.fromEntries(one))).toEqual([
      { a: 1, b: 2 },
      { a: 1, b: 2 },
      { b: 2, c: 3 },
    ]);
    expect(reads).toEqual([['a', 'b'], ['c']]);
  });

  it('is tried again by the next who asks when it could not be read', async () => {
    let tries = 0;
    const find = remembered(3, (ids) => {
      tries += 1;
      if (tries === 1) return Promise.reject(new Error('away'));
      return Promise.resolve(new Map(ids.map((id) => [id, 1])));
    });
    const [first, second] = await Promise.allSettled([find(['a']), find(['a'])]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('is asked for again when it was not there', async () => {
    const { reads, find } = aTable({ a: 1 });
    expect(await find(['a', 'x'])).toEqual(new Map([['a', 1]]));
    await find(['a', 'x']);
    expect(reads).toEqual([['a', 'x'], ['x']]);
  });

  it('makes room for what was asked for last', async () => {
    const { reads, find } = aTable({ a: 1, b: 2, c: 3 }, 2);
    await find(['a', 'b']);
    await find(['a']);
    await find(['c']);
    await find(['a']);
    expect(await find(['b'])).toEqual(new Map([['b', 2]]));
    expect(reads).toEqual([['a', 'b'], ['c'], ['b']]);
  });

  it('is answered whole when more is asked for than is kept', async () => {
    const { find } = aTable({ a: 1, b: 2, c: 3 }, 1);
    expect((await find(['a', 'b', 'c'])).size).toBe(3);
  });
});
