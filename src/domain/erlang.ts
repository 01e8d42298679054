// Taken once: where globals are looked up through a sandbox, as in tests, each look-up costs more than the function.
const { exp } = Math;

/**
 * A queue in equilibrium: Poisson arrivals, exponential handle times with mean `handleTimeSeconds`, `agents` positions.
 * `load` = arrivals per second x handle time, in Erlang.
 */
export interface Queue {
  readonly load: number;
  readonly handleTimeSeconds: number;
  readonly agents: number;
}

/** Steady state of a queue; shares between 0 and 1, times in seconds. */
export interface QueuePerformance {
  readonly waitProbability: number;
  /** Share of all offered contacts that is answered within the threshold. */
  readonly serviceLevel: number;
  /** Mean wait of those that are answered; Infinity when the queue grows without end or nobody answers. */
  readonly averageSpeedOfAnswer: number;
  readonly occupancy: number;
  readonly abandonment: number;
}

/**
 * Erlang B: share of `load` Erlang that finds all `agents` positions busy and is lost. Inverse recurrence 1/B(k) = 1 + k/A / B(k-1)
 * (Jagerman 1974), which neither overflows at 171! nor loses digits. 0 Erlang gives 0 (1 without agents).
 */
export function erlangB(load: number, agents: number): number {
  if (load === 0) return agents === 0 ? 1 : 0;
  let inverse = 1;
  for (let k = 1; k <= agents && inverse < Infinity; k += 1) inverse = 1 + (inverse * k) / load;
  return 1 / inverse;
}

/**
 * Erlang C, M/M/n: chance to wait B / (1 - rho (1 - B)), wait exponential with rate (n - A)/AHT. Service level is P(wait <= threshold).
 * With `agents` <= `load` there is no equilibrium: service level 0, everyone waits, speed of answer Infinity, occupancy 1.
 */
export function erlangC(queue: Queue, withinSeconds: number): QueuePerformance {
  return erlangCFromB(queue, erlangB(queue.load, queue.agents), withinSeconds);
}

/** Erlang C where `blocking`, the Erlang B of the same queue, is known already; lets a search go up one agent in one step. */
export function erlangCFromB(
  queue: Queue,
  blocking: number,
  withinSeconds: number,
): QueuePerformance {
  const { load, agents, handleTimeSeconds } = queue;
  if (load === 0) return IDLE;
  if (agents <= load) return OVERLOADED;
  const waitProbability = blocking / (1 - (load / agents) * (1 - blocking));
  const freeRate = (agents - load) / handleTimeSeconds;
  return {
    waitProbability,
    serviceLevel: 1 - waitProbability * exp(-freeRate * withinSeconds),
    averageSpeedOfAnswer: waitProbability / freeRate,
    occupancy: load / agents,
    abandonment: 0,
  };
}

/** Nobody calls: everyone of them is answered at once. */
export const IDLE: QueuePerformance = {
  waitProbability: 0,
  serviceLevel: 1,
  averageSpeedOfAnswer: 0,
  occupancy: 0,
  abandonment: 0,
};

const OVERLOADED: QueuePerformance = {
  waitProbability: 1,
  serviceLevel: 0,
  averageSpeedOfAnswer: Infinity,
  occupancy: 1,
  abandonment: 0,
};
