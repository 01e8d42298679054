import { erlangA } from './erlang-a.ts';
import { erlangB, erlangC, erlangCFromB, type QueuePerformance } from './erlang.ts';
import { roundUp } from './round-up.ts';

/** What positions must achieve; what is left out is not asked. */
export interface PositionsTarget {
  readonly fraction: number;
  readonly withinSeconds: number;
  readonly maxOccupancy?: number;
  readonly maxAbandonment?: number;
  /** Given: Erlang A. Left out: Erlang C. */
  readonly patienceSeconds?: number;
}

/** A target counts as met when it is missed by no more than the rounding of doubles. */
const SLACK = 1e-12;

/** What `agents` positions achieve with `load` Erlang, by Erlang A when there is patience and by Erlang C otherwise. */
export function performanceOf(
  load: number,
  handleTimeSeconds: number,
  agents: number,
  target: PositionsTarget,
): QueuePerformance {
  const queue = { load, handleTimeSeconds, agents };
  return target.patienceSeconds === undefined
    ? erlangC(queue, target.withinSeconds)
    : erlangA(queue, target.patienceSeconds, target.withinSeconds);
}

/**
 * The smallest number of positions that meets `target`: service level, occupancy and abandonment together; 0 without load. All three are
 * monotone in the number of positions. `load` in Erlang, `target.fraction` below 1.
 */
export function requiredPositions(
  load: number,
  handleTimeSeconds: number,
  target: PositionsTarget,
): number {
  if (load === 0) return 0;
  return target.patienceSeconds === undefined
    ? requiredByErlangC(load, handleTimeSeconds, target)
    : requiredByErlangA(load, handleTimeSeconds, target);
}

function requiredByErlangC(
  load: number,
  handleTimeSeconds: number,
  target: PositionsTarget,
): number {
  const forOccupancy = target.maxOccupancy === undefined ? 0 : roundUp(load / target.maxOccupancy);
  let agents = Math.max(Math.floor(load) + 1, forOccupancy);
  let blocking = erlangB(load, agents);
  const levelOf = (): number =>
    erlangCFromB({ load, handleTimeSeconds, agents }, blocking, target.withinSeconds).serviceLevel;
  while (levelOf() < target.fraction - SLACK) {
    agents += 1;
    blocking = (load * blocking) / (agents + load * blocking);
  }
  return agents;
}

function requiredByErlangA(
  load: number,
  handleTimeSeconds: number,
  target: PositionsTarget,
): number {
  const enough = (agents: number): boolean => {
    const reached = performanceOf(load, handleTimeSeconds, agents, target);
    return (
      reached.serviceLevel >= target.fraction - SLACK &&
      reached.occupancy <= (target.maxOccupancy ?? 1) + SLACK &&
      reached.abandonment <= (target.maxAbandonment ?? 1) + SLACK
    );
  };
  let low = -1;
  let high = Math.ceil(load);
  for (let step = Math.ceil(Math.sqrt(load)); !enough(high); step *= 2) {
    low = high;
    high += step;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}
