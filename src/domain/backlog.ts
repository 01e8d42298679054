import { answeredWithin } from './answered-within.ts';

const { ceil, exp, floor, max, min, sqrt } = Math;

/** One stretch of the day: contacts that arrive in it, and people who answer. */
export interface BacklogInterval {
  readonly seconds: number;
  readonly contacts: number;
  /** Whole. */
  readonly agents: number;
}

export interface BacklogInput {
  readonly intervals: readonly BacklogInterval[];
  readonly handleTimeSeconds: number;
  /** Mean time until a waiting person hangs up; undefined: nobody does. */
  readonly patienceSeconds?: number;
  /** Threshold of the service level. */
  readonly withinSeconds: number;
}

/** How one stretch goes, with what the stretches before it left behind. */
export interface BacklogResult {
  /** Share of the contacts of this stretch that is answered within the threshold. */
  readonly serviceLevel: number;
  /** People who hang up in this stretch per contact that arrives in it; above 1 when many wait from before. */
  readonly abandonment: number;
  readonly waitProbability: number;
  readonly occupancy: number;
  /** Mean number waiting at the end: what is carried over. */
  readonly waitingAtEnd: number;
}

/** A state that is less likely than this is left out, on both sides. */
const NEGLIGIBLE = 1e-13;

/**
 * A day in which overload carries over from stretch to stretch: the birth-death chain M(t)/M/n(t)+M, followed through time from an empty
 * start by uniformisation (Jensen 1953) with the number of steps at its mean, on a moving window of likely states. Within a stretch, arrivals see
 * the time average of the states (PASTA) and wait as in Erlang A. Where stretches change slowly it comes to Erlang A per stretch; in and after a peak it
 * shows the queue that stationary formulas forget. When people leave at the end of a stretch their contacts go back to the front
 * of the queue, which is a little pessimistic. Time grows with load x window: 0.1 s for a stretch of 2,000 Erlang.
 */
export function backlogOver(input: BacklogInput): BacklogResult[] {
  let states: States = { lowest: 0, chances: Float64Array.of(1) };
  return input.intervals.map((interval) => {
    const step = run(states, interval, input);
    states = step.end;
    return summarise(step.average, step.end, interval, input);
  });
}

/**
 * The fluid that stays behind after a stretch: Q + dt (lambda - n mu - theta Q), never below 0. What `backlogOver` does with chance, without it: good for
 * large loads and a quick look. `queue` and the answer are contacts waiting.
 */
export function fluidBacklog(
  queue: number,
  { seconds, contacts, agents }: BacklogInterval,
  handleTimeSeconds: number,
  patienceSeconds?: number,
): number {
  const surplus = contacts / seconds - agents / handleTimeSeconds;
  if (patienceSeconds === undefined) return max(0, queue + surplus * seconds);
  const level = surplus * patienceSeconds;
  return max(0, level + (queue - level) * exp(-seconds / patienceSeconds));
}

/** Chances of `lowest`, `lowest + 1`, … contacts in the system; together 1. */
interface States {
  readonly lowest: number;
  readonly chances: Float64Array;
}

function run(
  start: States,
  { seconds, contacts, agents }: BacklogInterval,
  { handleTimeSeconds, patienceSeconds }: BacklogInput,
): { end: States; average: States } {
  const arrival = contacts / seconds;
  const hangUp = patienceSeconds === undefined ? 0 : 1 / patienceSeconds;
  const leaving = (k: number): number =>
    min(k, agents) / handleTimeSeconds + max(k - agents, 0) * hangUp;
  const top = highestState(start, arrival * seconds, agents);
  let chances = new Float64Array(top + 2);
  chances.set(start.chances.subarray(0, top + 1 - start.lowest), start.lowest);
  const average = new Float64Array(top + 2);
  let from = start.lowest;
  let to = min(top, start.lowest + start.chances.length - 1);
  const fastest = arrival + leaving(top);
  const steps = max(1, ceil(fastest * seconds));
  const up = (arrival * seconds) / steps;
  const down = Float64Array.from({ length: top + 2 }, (_, k) => (leaving(k) * seconds) / steps);
  let next = new Float64Array(top + 2);
  for (let n = 0; n < steps; n += 1) {
    const [low, high] = [max(0, from - 1), min(top, to + 1)];
    for (let k = low; k <= high; k += 1) {
      const stay = (chances[k] ?? 0) * (1 - (k < top ? up : 0) - (down[k] ?? 0));
      const arrived = k > 0 ? (chances[k - 1] ?? 0) * up : 0;
      const chance = stay + arrived + (chances[k + 1] ?? 0) * (down[k + 1] ?? 0);
      next[k] = chance;
      average[k] = (average[k] ?? 0) + chance / steps;
    }
    chances[low] = 0;
    [chances, next] = [next, chances];
    from = low;
    to = high;
    while (from < to && (chances[from] ?? 0) < NEGLIGIBLE) from += 1;
    while (to > from && (chances[to] ?? 0) < NEGLIGIBLE) to -= 1;
  }
  return {
    end: { lowest: from, chances: chances.slice(from, to + 1) },
    average: { lowest: 0, chances: average },
  };
}

/** A number in the system that is hardly ever passed: everyone who was there and everyone who comes, or the chance around the load where that is less. */
function highestState({ lowest, chances }: States, arrivals: number, agents: number): number {
  const most = lowest + chances.length - 1 + arrivals;
  return floor(max(most, agents) + 8 * sqrt(arrivals) + 20);
}

function summarise(
  average: States,
  end: States,
  { contacts, seconds, agents }: BacklogInterval,
  { handleTimeSeconds, patienceSeconds, withinSeconds }: BacklogInput,
): BacklogResult {
  const within = answeredWithin(
    agents,
    handleTimeSeconds,
    patienceSeconds,
    withinSeconds,
    average.chances.length,
  );
  let serviceLevel = 0;
  let wait = 0;
  let waiting = 0;
  let busy = 0;
  for (const [k, chance] of average.chances.entries()) {
    serviceLevel += chance * (k < agents ? 1 : (within[k - agents] ?? 0));
    if (k >= agents) wait += chance;
    waiting += chance * max(0, k - agents);
    busy += chance * min(k, agents);
  }
  const hungUp = patienceSeconds === undefined ? 0 : (waiting * seconds) / patienceSeconds;
  return {
    serviceLevel: contacts > 0 ? min(1, serviceLevel) : 1,
    abandonment: contacts > 0 ? hungUp / contacts : 0,
    waitProbability: min(1, wait),
    occupancy: agents > 0 ? min(1, busy / agents) : 0,
    waitingAtEnd: end.chances.reduce(
      (sum, chance, i) => sum + chance * max(0, end.lowest + i - agents),
      0,
    ),
  };
}
