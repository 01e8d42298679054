import { type Calendar, nextOpening } from './calendar.ts';
import { addSeconds, compareInstants, type Instant } from './instant.ts';

/** How fast messages may leave, over all gateways together. */
export interface Pace {
  readonly perMinute: number;
  /** So many may begin at once after a quiet time. */
  readonly burst: number;
}

/** How many may begin now, and from when the next one may after `taken` of them did. */
export interface Allowance {
  readonly count: number;
  readonly nextAfter: (taken: number) => Instant;
}

/**
 * What `pace` allows at `now` when the next one was due at `nextAt`: the generic cell rate algorithm (ITU-T I.371). All
 * it needs to remember is one instant, so that a restart neither waits anew nor catches up in a burst.
 */
export function allowance(pace: Pace, nextAt: Instant | undefined, now: Instant): Allowance {
  const interval = 60 / pace.perMinute;
  const due = nextAt !== undefined && compareInstants(nextAt, now) > 0 ? nextAt : now;
  const ahead = compareInstants(due, now) / 1000;
  const room = (pace.burst - 1) * interval - ahead;
  // A rounding error of a millisecond may not cost a message its turn.
  const count = room < -0.001 ? 0 : Math.floor((room + 0.001) / interval) + 1;
  return { count, nextAfter: (taken) => addSeconds(due, taken * interval) };
}

/** Whether mailings may leave at `now`: while the KCC is open, so that who calls at once is answered. */
export function isSendTime(now: Instant, calendar: Calendar): boolean {
  return compareInstants(nextOpening(now, calendar), now) <= 0;
}
