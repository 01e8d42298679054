import type { PersonId } from './actor.ts';
import type { Instant } from './instant.ts';
import type { Text } from './text.ts';

/** A stretch of time, `endsAt` not included. */
export interface TimeSpan {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

interface PersonBase {
  readonly id: PersonId;
  /** Names of topics or skills, as the KCC's own systems write them. */
  readonly skills: readonly string[];
  /** Handle time relative to an experienced agent: 1.2 means that a contact takes a fifth longer. */
  readonly handleTimeFactor: number;
  readonly maxHoursPerWeek: number;
  /** In euro, all in. */
  readonly costPerHour: number;
  /** When this person said to be available beyond the shifts they have. */
  readonly offers: readonly TimeSpan[];
}

/** An agent of the KCC itself; works `contractHoursPerWeek`, part-timers may do more up to `maxHoursPerWeek`. */
export interface AgentPerson extends PersonBase {
  readonly kind: 'agent';
  readonly contractHoursPerWeek: number;
  /** The department this agent is liaison for. */
  readonly liaisonOf?: string;
}

/** A colleague of a department who can sit at the KCC during the wave. */
export interface GuestPerson extends PersonBase {
  readonly kind: 'guest';
  readonly departmentId: string;
}

export interface FlexPerson extends PersonBase {
  readonly kind: 'flex';
  readonly flexKind: 'trainee' | 'on-call' | 'agency';
  /** How long before the start the person must be asked. */
  readonly noticeHours: number;
}

export type StaffPerson = AgentPerson | GuestPerson | FlexPerson;

export type ShiftStatus = 'planned' | 'invited' | 'accepted' | 'declined' | 'cancelled';

/** Who works when. Only planned and accepted shifts count as present. */
export interface Shift extends TimeSpan {
  readonly personId: PersonId;
  readonly status: ShiftStatus;
}

export interface RosterInterval {
  readonly start: Instant;
  readonly seconds: number;
}

/**
 * Positions that the roster fills in each interval: people present for the share of the interval that they are there,
 * divided by their handle-time factor, times 1 - shrinkage. Not rounded. A shift of an unknown person counts as factor 1.
 */
export declare function positionsPresent(
  intervals: readonly RosterInterval[],
  shifts: readonly Shift[],
  people: readonly StaffPerson[],
  shrinkage: number,
): number[];

export interface RosterFault extends TimeSpan {
  readonly personId: PersonId;
  readonly text: Text;
}
