import type { PersonId } from './actor.ts';
import { addSeconds, type Instant, laterOf, secondsBetween } from './instant.ts';
import type { Text } from './text.ts';

/** The switch was pressed: nothing leaves any more, until two KCC leads let it go on. */
export interface GateStop {
  readonly id: string;
  readonly reason: string;
  readonly by: PersonId;
  readonly at: Instant;
  /** Messages of which the last bytes were on their way at that moment; nobody can call those back. */
  readonly underWay: number;
  /** One lead wants to go on, and a second one has not agreed yet. */
  readonly request?: ResumptionRequest;
  /** It goes on again. */
  readonly resumed?: { readonly by: PersonId; readonly at: Instant };
}

export interface ResumptionRequest {
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
}

/** What a KCC lead may do with the switch; all but the first are about one stop, so that an old page moves no newer one. */
export type GateCommand =
  | {
      readonly type: 'stop';
      readonly id: string;
      readonly by: PersonId;
      readonly at: Instant;
      readonly reason: string;
    }
  | {
      readonly type: 'ask-resumption';
      readonly by: PersonId;
      readonly at: Instant;
      readonly reason: string;
    }
  | { readonly type: 'take-back'; readonly by: PersonId; readonly at: Instant }
  | { readonly type: 'resume'; readonly by: PersonId; readonly at: Instant };

export type GateRefusal =
  | 'gate-already-stopped'
  | 'gate-goes-on-already'
  | 'resumption-asked-already'
  | 'no-resumption-asked'
  | 'second-lead-must-differ';

export type GateDecision = { readonly stop: GateStop } | { readonly refusal: GateRefusal };

/**
 * What `command` does to `stop`, the one that it is about. One lead stops; going on takes two: whoever asked cannot
 * agree to it too. Any lead may take a request back, because a request that one of them doubts is none.
 */
export function decideGate(stop: GateStop | undefined, command: GateCommand): GateDecision {
  const { by, at } = command;
  if (command.type === 'stop') {
    if (stop && !stop.resumed) return { refusal: 'gate-already-stopped' };
    return { stop: { id: command.id, reason: command.reason, by, at, underWay: 0 } };
  }
  if (!stop || stop.resumed) return { refusal: 'gate-goes-on-already' };
  const { request, ...stands } = stop;
  if (command.type === 'ask-resumption') {
    if (request) return { refusal: 'resumption-asked-already' };
    return { stop: { ...stop, request: { by, at, reason: command.reason } } };
  }
  if (!request) return { refusal: 'no-resumption-asked' };
  if (command.type === 'take-back') return { stop: stands };
  if (request.by === by) return { refusal: 'second-lead-must-differ' };
  return { stop: { ...stop, resumed: { by, at } } };
}

/** Some time in which nothing could leave. */
export interface Standstill {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Until when may leave what could from `since` until `until`, had nothing stood still. Only what lies between `since`
 * and the deadline so far is added, the earliest first: a deadline that passed while everything went on is past.
 */
export function deadlineAfter(
  standstills: readonly Standstill[],
  since: Instant,
  until: Instant,
): Instant {
  const inOrder = standstills.toSorted((left, right) => secondsBetween(right.from, left.from));
  return inOrder.reduce((deadline, { from, to }) => {
    const begin = laterOf(from, since);
    const counts = secondsBetween(begin, to) > 0 && secondsBetween(begin, deadline) >= 0;
    return counts ? addSeconds(deadline, secondsBetween(begin, to)) : deadline;
  }, until);
}

/** Why the switch did not move, and what to do. */
export const GATE_REFUSALS: { readonly [refusal in GateRefusal]: Text } = {
  'gate-already-stopped': {
    nl: 'Alles staat al stil. U hoeft niets meer te doen.',
    en: 'Everything is stopped already. There is nothing left to do.',
  },
  'gate-goes-on-already': {
    nl: 'Deze noodstop is al voorbij. Bekijk hoe het er nu voor staat.',
    en: 'This stop is over already. Look at how things are now.',
  },
  'resumption-asked-already': {
    nl: 'Een KCC-leider heeft al gevraagd om weer te verzenden. Bevestig die vraag, of trek hem in.',
    en: 'A KCC lead has asked to go on already. Confirm that request, or take it back.',
  },
  'no-resumption-asked': {
    nl: 'Niemand heeft gevraagd om weer te verzenden, of die vraag is ingetrokken. Vraag het eerst.',
    en: 'Nobody has asked to go on, or the request was taken back. Ask first.',
  },
  'second-lead-must-differ': {
    nl: 'U hebt dit zelf gevraagd. Een andere KCC-leider moet het bevestigen.',
    en: 'You asked for this yourself. Another KCC lead must confirm it.',
  },
};
