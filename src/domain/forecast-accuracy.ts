/** A forecast beside what came: expected number, the 90 % interval where there is one, and the count. */
export interface ForecastOutcome {
  readonly expected: number;
  readonly low?: number;
  readonly high?: number;
  readonly actual: number;
}

/** How good forecasts were. Null where nothing can be said. */
export interface ForecastAccuracy {
  readonly count: number;
  /** Sum of absolute errors over the sum of actual counts. */
  readonly wape: number | null;
  /** Mean of absolute error over actual count, of the outcomes that were not 0. */
  readonly mape: number | null;
  /** Sum of errors (expected minus actual) over the sum of actual counts: above 0 is too high. */
  readonly bias: number | null;
  /** Share of counts inside their interval. */
  readonly coverage: number | null;
}

/** The usual measures over `outcomes`, in any order. */
export function forecastAccuracy(outcomes: readonly ForecastOutcome[]): ForecastAccuracy {
  let absolute = 0;
  let signed = 0;
  let actual = 0;
  let relative = 0;
  let nonZero = 0;
  let intervals = 0;
  let inside = 0;
  for (const one of outcomes) {
    const error = one.expected - one.actual;
    absolute += Math.abs(error);
    signed += error;
    actual += one.actual;
    if (one.actual > 0) {
      relative += Math.abs(error) / one.actual;
      nonZero += 1;
    }
    if (one.low !== undefined && one.high !== undefined) {
      intervals += 1;
      if (one.actual >= one.low && one.actual <= one.high) inside += 1;
    }
  }
  return {
    count: outcomes.length,
    wape: actual > 0 ? absolute / actual : null,
    mape: nonZero > 0 ? relative / nonZero : null,
    bias: actual > 0 ? signed / actual : null,
    coverage: intervals > 0 ? inside / intervals : null,
  };
}
