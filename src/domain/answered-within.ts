const { exp, expm1, log, log1p, max } = Math;

/** Below this natural logarithm a chance adds nothing. */
const NO_MORE = -46;

/**
 * For a contact that finds j = 0, 1, … others waiting and all `agents` busy: the chance that it is answered within `withinSeconds`; `count` numbers,
 * fewer when the rest are 0. With patience b/(b+j+1) I_x(j+1, b+1), b = n x patience / handle time and x = 1 - exp(-within / patience), as in
 * erlang-a.ts; without it the chance of more than j departures in that time, Poisson with mean n x within / handle time.
 */
export function answeredWithin(
  agents: number,
  handleTimeSeconds: number,
  patienceSeconds: number | undefined,
  withinSeconds: number,
  count: number,
): number[] {
  if (agents === 0) return [];
  const served = (agents * withinSeconds) / handleTimeSeconds;
  if (patienceSeconds === undefined) return poissonTails(served, count);
  const b = (agents * patienceSeconds) / handleTimeSeconds;
  const threshold = withinSeconds / patienceSeconds;
  const x = -expm1(-threshold);
  const peak = (x * (b + 1) - 1) / (1 - x);
  const chances: number[] = [];
  let within = -expm1(-(b + 1) * threshold);
  let logStep = log(b + 1) + log(x) - (b + 1) * threshold;
  for (let a = 1; a <= count && !(a > peak && logStep < NO_MORE); a += 1) {
    chances.push((within * b) / (b + a));
    within = max(0, within - exp(logStep));
    logStep += log(x) + log1p(b / (a + 1));
  }
  return chances;
}

/** P(N > j) for j = 0, 1, … and N ~ Poisson(mean). */
function poissonTails(mean: number, count: number): number[] {
  const tails: number[] = [];
  let logTerm = -mean;
  let tail = -expm1(-mean);
  for (let j = 0; j < count && !(j > mean && logTerm < NO_MORE); j += 1) {
    tails.push(tail);
    logTerm += log(mean) - log(j + 1);
    tail = max(0, tail - exp(logTerm));
  }
  return tails;
}
