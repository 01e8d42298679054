/** A seeded source of chance for simulations in tests: the same seed gives the same numbers. */
export interface Random {
  /** Uniform on [0, 1). */
  uniform(): number;
  exponential(mean: number): number;
  normal(): number;
  gamma(shape: number, mean: number): number;
  poisson(mean: number): number;
}

/** mulberry32 with the usual transformations on top. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const exponential = (mean: number): number => -mean * Math.log(1 - uniform());
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  // Marsaglia and Tsang (2000); below shape 1 by their power of a uniform.
  const standardGamma = (shape: number): number => {
    if (shape < 1) return standardGamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v))
        return d * v;
    }
  };
  // Knuth's product for small means; halves of large ones are independent.
  const poisson = (mean: number): number => {
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    const limit = Math.exp(-mean);
    let k = 0;
    for (let product = uniform(); product > limit; product *= uniform()) k += 1;
    return k;
  };
  const gamma = (shape: number, mean: number): number => (standardGamma(shape) * mean) / shape;
  return { uniform, exponential, normal, gamma, poisson };
}
