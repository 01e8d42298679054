import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type LinearProgram,
  linearProgramText,
  objectiveOf,
  solutionFaults,
} from '../../src/domain/linear-program.ts';

const desk: LinearProgram = {
  variables: [
    { name: 'desks', cost: 30, whole: true, upper: 4 },
    { name: 'short', cost: 400 },
  ],
  rows: [{ name: 'need', terms: [[0, 0.7], [1, 1]], relation: '>=', bound: 2 }], // prettier-ignore
};

describe('a solution of a linear program', () => {
  it('is believed when it is whole and holds', () => {
    expect(solutionFaults(desk, [3, 0])).toEqual([]);
    expect(objectiveOf(desk, [2, 0.6])).toBeCloseTo(300);
  });

  it('is refused when a whole number is a fraction', () => {
    expect(solutionFaults(desk, [2.86, 0])).toEqual([
      { code: 'not-whole', name: 'desks', value: 2.86 },
    ]);
  });

  it('is refused for any fraction that is more than rounding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (whole, part) => {
          expect(solutionFaults(desk, [whole + part, 2]).map(({ code }) => code)).toEqual([
            'not-whole',
          ]);
        },
      ),
    );
  });

  it.each([
    ['not a number', [NaN, 2], 'not-a-number'],
    ['missing', [3], 'not-a-number'],
    ['above its bound', [5, 0], 'out-of-bounds'],
    ['below zero', [3, -1], 'out-of-bounds'],
    ['too little', [1, 0], 'row-broken'],
  ])('is refused when a value is %s', (_, values, code) => {
    expect(solutionFaults(desk, values)[0]?.code).toBe(code);
  });
});

describe('the text of a linear program', () => {
  it('has every variable, row and bound', () => {
    expect(linearProgramText(desk)).toBe(
      [
        'Minimize',
        ' cost: + 30 desks + 400 short',
        'Subject To',
        ' need: + 0.7 desks + 1 short >= 2',
        'Bounds',
        ' 0 <= desks <= 4',
        'Generals',
        ' desks',
        'End',
        '',
      ].join('\n'),
    );
  });

  it('has no line that the solver would cut', () => {
    const variables = Array.from({ length: 900 }, (_, i) => ({ name: `x${i}`, cost: i / 7, whole: true })); // prettier-ignore
    const terms = variables.map((_, i) => [i, 1 / 3] as const);
    const text = linearProgramText({ variables, rows: [{ name: 'all', terms, relation: '<=', bound: 9 }] }); // prettier-ignore
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(560);
  });
});
