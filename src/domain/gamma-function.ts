// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { log } = Math;

/** Stirling series is used from here on; below, the recurrence brings the argument up to it. */
const STIRLING_FROM = 16;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * Remainder of Stirling's formula: ln Gamma(x) - [(x - 1/2) ln x - x + ln(2 pi)/2], for x > 0.
 * Abramowitz and Stegun 6.1.41; below 16 by recurrence. Absolute error under 1e-15.
 */
export function stirlingRemainder(x: number): number {
  if (x < STIRLING_FROM) {
    return lnGamma(x) - ((x - 0.5) * log(x) - x + HALF_LOG_TWO_PI);
  }
  const y = 1 / (x * x);
  const series =
    1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - (y * 691) / 360360))));
  return series / x;
}

/** Natural logarithm of the gamma function, x > 0. Relative error about 1e-15. */
export function lnGamma(x: number): number {
  let product = 1;
  let shifted = x;
  for (; shifted < STIRLING_FROM; shifted += 1) product *= shifted;
  return (
    (shifted - 0.5) * log(shifted) -
    shifted +
    HALF_LOG_TWO_PI +
    stirlingRemainder(shifted) -
    log(product)
  );
}

/** Digamma, the derivative of ln Gamma, x > 0. Abramowitz and Stegun 6.3.18; absolute error about 1e-15. */
export function digamma(x: number): number {
  let sum = 0;
  let shifted = x;
  for (; shifted < STIRLING_FROM; shifted += 1) sum -= 1 / shifted;
  const y = 1 / (shifted * shifted);
  const series = y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y / 132))));
  return sum + log(shifted) - 0.5 / shifted - series;
}
