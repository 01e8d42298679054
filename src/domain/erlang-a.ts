import { IDLE, type Queue, type QueuePerformance } from './erlang.ts';
import { digamma } from './gamma-function.ts';

/** Erlang A has more than one service level; which one is meant must be said. */
export interface ErlangAPerformance extends QueuePerformance {
  /** Share of those that are answered, that is answered within the threshold. */
  readonly serviceLevelOfAnswered: number;
  /** Share answered within the threshold of all but those that hang up within it. */
  readonly serviceLevelWithoutShortAbandons: number;
  /** Mean wait of everyone, those that hang up included. */
  readonly meanWaitOfAll: number;
  /** Mean number waiting. */
  readonly queueLength: number;
}

/** Weights under this share of the total do not count any more. */
const NEGLIGIBLE = 1e-18;

/**
 * Erlang A, M/M/n+M: Erlang C in which each waiting contact hangs up after an exponential time with mean `patienceSeconds`.
 * Birth-death chain with weights relative to the most likely state (no overflow), and for the wait of a contact with j ahead
 * of it the Beta form: exp(-wait / patience) is Beta(b, j+1) with b = n x patience / handle time (equal to the J-integrals of
 * Zeltyn and Mandelbaum, Queueing Systems 51, 2005). The increments of the incomplete beta are kept as logarithms, because they
 * underflow in long queues. Checked to 1e-13 against 60-digit values.
 */
export function erlangA(
  queue: Queue,
  patienceSeconds: number,
  withinSeconds: number,
): ErlangAPerformance {
  const { load, agents } = queue;
  if (load === 0) return NOBODY_CALLS;
  if (agents === 0) return nobodyAnswers(load, queue.handleTimeSeconds, patienceSeconds, withinSeconds);
  const ratio = queue.handleTimeSeconds / patienceSeconds;
  const chain = stateProbabilities(load, agents, ratio);
  const b = agents / ratio;
  const delayed = delayedAnswers(chain.waiting, chain.firstWaiting, b, withinSeconds / patienceSeconds);
  const abandonment = Math.min(1, (ratio * chain.queueLength) / load);
  const answered = 1 - abandonment;
  const meanWaitOfAll = abandonment * patienceSeconds;
  const serviceLevel = Math.min(1, chain.free + delayed.within);
  // Of everyone, the share that still waits at the threshold: virtual wait above it and patience above it.
  const abandonedWithin = Math.max(0, 1 - serviceLevel - delayed.stillWaiting);
  return {
    waitProbability: chain.wait,
    serviceLevel,
    serviceLevelOfAnswered: answered > 0 ? Math.min(1, serviceLevel / answered) : 0,
    serviceLevelWithoutShortAbandons:
      abandonedWithin < 1 ? Math.min(1, serviceLevel / (1 - abandonedWithin)) : 0,
    averageSpeedOfAnswer:
      answered > 0 ? (delayed.waitSum * patienceSeconds) / answered : Infinity,
    meanWaitOfAll,
    queueLength: chain.queueLength,
    occupancy: Math.min(1, (load * answered) / agents),
    abandonment,
  };
}
