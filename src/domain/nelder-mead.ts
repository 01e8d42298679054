/** A point and the value of the function there. */
interface Vertex {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * A minimum of `f` near `start` by the simplex method of Nelder and Mead (Computer Journal 7, 1965) with the usual coefficients; `steps` are the
 * first displacements per coordinate. Deterministic. Not-a-number counts as Infinity.
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  steps: readonly number[],
  iterations = 400,
): { point: readonly number[]; value: number } {
  const at = (point: readonly number[]): Vertex => {
    const value = f(point);
    return { point, value: Number.isNaN(value) ? Infinity : value };
  };
  let simplex = [
    at(start),
    ...steps.map((step, i) => at(start.map((x, k) => (k === i ? x + step : x)))),
  ];
  for (let n = 0; n < iterations; n += 1) {
    simplex = simplex.toSorted((a, b) => a.value - b.value);
    const [best, worst] = [simplex[0], simplex.at(-1)];
    const second = simplex.at(-2);
    if (!best || !worst || !second) break;
    if (Math.abs(worst.value - best.value) <= 1e-14 * (1 + Math.abs(best.value))) break;
    const centre = start.map(
      (_, k) =>
        simplex.slice(0, -1).reduce((sum, { point }) => sum + (point[k] ?? 0), 0) / start.length,
    );
    const along = (factor: number): Vertex =>
      at(centre.map((x, k) => x + factor * (x - (worst.point[k] ?? 0))));
    simplex = replaceWorst(simplex, at, along, best, second, worst);
  }
  const [best] = simplex.toSorted((a, b) => a.value - b.value);
  return best ?? at(start);
}

function replaceWorst(
  simplex: readonly Vertex[],
  at: (point: readonly number[]) => Vertex,
  along: (factor: number) => Vertex,
  best: Vertex,
  second: Vertex,
  worst: Vertex,
): Vertex[] {
  const others = simplex.slice(0, -1);
  const reflected = along(1);
  if (reflected.value < best.value) {
    const expanded = along(2);
    return [...others, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < second.value) return [...others, reflected];
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted];
  return simplex.map((vertex) =>
    vertex === best ? best : at(vertex.point.map((x, k) => (x + (best.point[k] ?? 0)) / 2)),
  );
}
