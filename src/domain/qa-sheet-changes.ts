import type { QaPair } from './qa-sheet.ts';

/** What became of one pair between two versions of a sheet. */
export interface QaPairChange {
  readonly number: number;
  readonly change: 'added' | 'removed' | 'changed';
}

/** Everything that differs between two versions of a sheet, in order of number. */
export function qaSheetChanges(
  before: readonly QaPair[],
  after: readonly QaPair[],
): QaPairChange[] {
  const numbers = new Set([...before, ...after].map(({ number }) => number));
  return [...numbers]
    .toSorted((left, right) => left - right)
    .flatMap((number): QaPairChange[] => {
      const [old, now] = [before, after].map((pairs) => pairs.find((one) => one.number === number));
      if (!old) return [{ number, change: 'added' }];
      if (!now) return [{ number, change: 'removed' }];
      return samePair(old, now) ? [] : [{ number, change: 'changed' }];
    });
}

/** Whether two pairs say the same; nothing is the same as nothing. */
export function samePair(one: QaPair | undefined, other: QaPair | undefined): boolean {
  if (!one || !other) return one === other;
  return (['number', 'topic', 'question', 'answer', 'internalNote', 'owner'] as const).every(
    (field) => one[field] === other[field],
  );
}
