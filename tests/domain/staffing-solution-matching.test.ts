import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cheapestMatching } from '../../src/domain/staffing-solution-matching.ts';

type Costs = readonly (readonly number[])[];

function sumOf(costs: Costs, columns: readonly number[]): [open: number, cost: number] {
  let open = 0;
  let cost = 0;
  for (const [row, column] of columns.entries()) {
    if (column < 0) open += 1;
    else cost += costs[row]?.[column] ?? Infinity;
  }
  return [open, cost];
}

/** Tries everything. */
function best(costs: Costs, row = 0, taken: readonly number[] = []): [number, number] {
  if (row === costs.length) return sumOf(costs, taken);
  const columns = (costs[row] ?? []).flatMap((cost, column) =>
    Number.isFinite(cost) && !taken.includes(column) ? [column] : [],
  );
  return [-1, ...columns]
    .map((column) => best(costs, row + 1, [...taken, column]))
    .reduce((a, b) => (a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]) ? a : b));
}

const someCosts = fc.integer({ min: 1, max: 4 }).chain((columns) =>
  fc.array(
    fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.constant(Infinity)), { minLength: columns, maxLength: columns }), // prettier-ignore
    { minLength: 1, maxLength: 4 },
  ),
);

describe('the cheapest matching', () => {
  it('fills as much as can be, at the least cost, and gives no column twice', () => {
    fc.assert(
      fc.property(someCosts, (costs) => {
        const columns = cheapestMatching(costs);
        const given = columns.filter((column) => column >= 0);
        expect(new Set(given).size).toBe(given.length);
        expect(sumOf(costs, columns)).toEqual(best(costs));
      }),
    );
  });

  it('is empty for nobody', () => {
    expect(cheapestMatching([])).toEqual([]);
    expect(cheapestMatching([[], []])).toEqual([-1, -1]);
  });
});
