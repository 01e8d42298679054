/**
 * The smallest whole number not below `value`, forgiving the rounding of doubles: 21 / (1 - 0.3) is 30.000000000000004
 * in doubles and 30 in truth, so 30 and not 31. Relative slack 1e-9.
 */
export function roundUp(value: number): number {
  return Math.ceil(value - 1e-9 * Math.max(1, Math.abs(value))) + 0;
}

/** People to roster so that `positions` are filled when the share `shrinkage` (0 to 1, not 1) of rostered time is lost. */
export function rosteredFor(positions: number, shrinkage: number): number {
  return roundUp(positions / (1 - shrinkage));
}
