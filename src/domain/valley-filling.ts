/** Work of an interval in positions: `immediate` must be done in it, `deferrable` may be done at any time of the same day. */
export interface LevelledInterval {
  readonly seconds: number;
  readonly immediate: number;
  readonly deferrable: number;
}

/**
 * Positions per interval when the deferrable work of all `intervals` fills the valleys of the immediate work: max(immediate, L) with the
 * lowest level L at which everything fits (water-filling). The total work is kept; the peak is never raised before the valleys are full.
 */
export function levelled(intervals: readonly LevelledInterval[]): number[] {
  let work = intervals.reduce((sum, one) => sum + one.deferrable * one.seconds, 0);
  const ascending = intervals.toSorted((a, b) => a.immediate - b.immediate);
  let level = ascending[0]?.immediate ?? 0;
  let width = 0;
  for (const [i, { immediate, seconds }] of ascending.entries()) {
    const step = (immediate - level) * width;
    if (step > work) break;
    work -= step;
    level = immediate;
    width += seconds;
    if (i === ascending.length - 1) break;
  }
  if (width > 0) level += work / width;
  return intervals.map(({ immediate }) => Math.max(immediate, level));
}
