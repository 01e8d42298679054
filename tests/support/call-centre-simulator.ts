import type { BacklogInput } from '../../src/domain/backlog.ts';
import type { Random } from './random.ts';

/** What was seen in each stretch, over all runs. */
export interface SimulatedStretch {
  readonly serviceLevel: number;
  /** People who hung up in the stretch per contact that arrived in it. */
  readonly abandonment: number;
}

interface Waiting {
  readonly arrivedAt: number;
  readonly hangsUpAt: number;
  readonly stretch: number;
}

/**
 * Discrete-event simulation of a call centre over the stretches of `input`, `runs` days from an empty start: Poisson arrivals, exponential handle
 * times and patience, first come first served; who leaves at the end of a stretch finishes the call first. Written for clarity, on its own.
 */
export function simulateCallCentre(
  input: BacklogInput,
  runs: number,
  random: Random,
): SimulatedStretch[] {
  const counts = input.intervals.map(() => ({ arrived: 0, inTime: 0, hungUp: 0 }));
  const ends: number[] = [];
  for (const { seconds } of input.intervals) ends.push((ends.at(-1) ?? 0) + seconds);
  for (let run = 0; run < runs; run += 1) simulateDay(input, ends, counts, random);
  return counts.map(({ arrived, inTime, hungUp }) => ({
    serviceLevel: arrived > 0 ? inTime / arrived : 1,
    abandonment: arrived > 0 ? hungUp / arrived : 0,
  }));
}

function simulateDay(
  { intervals, handleTimeSeconds, patienceSeconds, withinSeconds }: BacklogInput,
  ends: readonly number[],
  counts: { arrived: number; inTime: number; hungUp: number }[],
  random: Random,
): void {
  const queue: Waiting[] = [];
  const busyUntil: number[] = [];
  const stretchAt = (time: number): number => ends.findIndex((end) => time < end);
  const serve = (now: number): void => {
    const agents = intervals[Math.max(0, stretchAt(now))]?.agents ?? 0;
    while (queue.length > 0) {
      const first = queue[0];
      if (!first) return;
      if (first.hangsUpAt <= now) {
        queue.shift();
        const hungUpIn = counts[stretchAt(first.hangsUpAt)];
        if (hungUpIn) hungUpIn.hungUp += 1;
        continue;
      }
      if (busyUntil.length >= agents) return;
      queue.shift();
      const stretch = counts[first.stretch];
      if (stretch && now - first.arrivedAt <= withinSeconds) stretch.inTime += 1;
      busyUntil.push(now + random.exponential(handleTimeSeconds));
    }
  };
  for (const [stretch, { seconds, contacts }] of intervals.entries()) {
    const end = ends[stretch] ?? 0;
    let arrival = end - seconds + next(contacts, seconds, random);
    for (;;) {
      const finished = busyUntil.length > 0 ? Math.min(...busyUntil) : Infinity;
      const now = Math.min(arrival, finished, end);
      if (now === finished) busyUntil.splice(busyUntil.indexOf(finished), 1);
      if (now === arrival && now < end) {
        const hangsUpAt =
          patienceSeconds === undefined ? Infinity : now + random.exponential(patienceSeconds);
        queue.push({ arrivedAt: now, hangsUpAt, stretch });
        const count = counts[stretch];
        if (count) count.arrived += 1;
        arrival = now + next(contacts, seconds, random);
      }
      serve(now);
      if (now === end) break;
    }
  }
}

function next(contacts: number, seconds: number, random: Random): number {
  return contacts > 0 ? random.exponential(seconds / contacts) : Infinity;
}
