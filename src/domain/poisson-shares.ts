/** P(N = 0), P(N = 1), … for N ~ Poisson(mean), up to where hardly any chance is left; adds up to 1. */
export function poissonShares(mean: number): number[] {
  const shares: number[] = [];
  let share = Math.exp(-mean);
  for (let k = 0; k <= mean + 8 * Math.sqrt(mean) + 8; k += 1) {
    shares.push(share);
    share *= mean / (k + 1);
  }
  const total = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => one / total);
}
