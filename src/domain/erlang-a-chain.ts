// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { floor, max, min } = Math;

/** Steady state of the birth-death chain of M/M/n+M. */
export interface QueueStates {
  /** Chance that a position is free. */
  readonly free: number;
  /** Chance that all positions are busy: the chance to wait. */
  readonly wait: number;
  /** `waiting[i]` is the chance of exactly `firstWaiting + i` contacts waiting; chances not listed are negligible. */
  readonly waiting: readonly number[];
  readonly firstWaiting: number;
  /** Mean number waiting. */
  readonly queueLength: number;
}

/** Weights below this share of the total do not count any more. */
const NEGLIGIBLE = 1e-18;

/**
 * State probabilities with `load` Erlang, `agents` > 0 and hanging up at `ratio` = handle time / patience per waiting contact (rates
 * relative to that of one position). Weights start at 1 in the most likely state and run outward both ways, so that nothing overflows.
 */
export function queueStates(load: number, agents: number, ratio: number): QueueStates {
  const mode = load <= agents ? floor(load) : agents + floor((load - agents) / ratio);
  const leaving = (k: number): number => min(k, agents) + max(k - agents, 0) * ratio;
  const below: number[] = [];
  let total = 1;
  for (let k = mode, weight = 1; k > 0; k -= 1) {
    weight *= leaving(k) / load;
    if (weight < NEGLIGIBLE * total) break;
    below.push(weight);
    total += weight;
  }
  const weights = below.toReversed();
  const lowest = mode - weights.length;
  weights.push(1);
  for (let k = mode + 1, weight = 1; ; k += 1) {
    weight *= load / leaving(k);
    if (weight < NEGLIGIBLE * total) break;
    weights.push(weight);
    total += weight;
  }
  return summarise(weights, lowest, agents);
}

function summarise(weights: readonly number[], lowest: number, agents: number): QueueStates {
  const split = min(weights.length, max(0, agents - lowest));
  let free = 0;
  for (let i = 0; i < split; i += 1) free += weights[i] ?? 0;
  const firstWaiting = max(0, lowest - agents);
  const waiting = weights.slice(split);
  let wait = 0;
  let queue = 0;
  for (const [i, weight] of waiting.entries()) {
    wait += weight;
    queue += weight * (firstWaiting + i);
  }
  const total = free + wait;
  return {
    free: free / total,
    wait: wait / total,
    waiting: waiting.map((weight) => weight / total),
    firstWaiting,
    queueLength: queue / total,
  };
}
