import { describe, expect, it } from '@jest/globals';
import { qaSheetChanges } from '../../src/domain/qa-sheet-changes.ts';
import type { QaPair } from '../../src/domain/qa-sheet.ts';

const pair = (number: number, answer = 'Dat zit zo.'): QaPair => ({
  number,
  topic: '',
  question: `Vraag ${number}?`,
  answer,
  internalNote: '',
  owner: '',
});

describe('what changed between two versions of a Q&A sheet', () => {
  it('is nothing between a sheet and itself', () => {
    expect(qaSheetChanges([pair(1), pair(2)], [pair(1), pair(2)])).toEqual([]);
  });

  it('is told per pair, in order of number, whatever the order of the pairs', () => {
    const before = [pair(7), pair(2), pair(4)];
    const after = [pair(9), pair(4, 'Het zit anders.'), pair(2)];
    expect(qaSheetChanges(before, after)).toEqual([
      { number: 4, change: 'changed' },
      { number: 7, change: 'removed' },
      { number: 9, change: 'added' },
    ]);
  });
});
