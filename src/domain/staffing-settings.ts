import type { ContactChannel } from './contact-channel.ts';
import type { ServiceTarget } from './staffing-requirement.ts';

export type OtherChannel = Exclude<ContactChannel, 'phone'>;

/** Assumptions until own figures replace them: at the counter 8 minutes, an e-mail 9, a call back 7. */
export const DEFAULT_HANDLE_TIMES: { readonly [channel in OtherChannel]: number } = {
  counter: 480,
  email: 540,
  callback: 420,
};

/** How a KCC wants to be staffed; stored per organisation. */
export interface StaffingSettings {
  readonly target: ServiceTarget;
  /** Mean talk time plus wrap-up of an experienced agent. */
  readonly handleTimeSeconds: number;
  /** For the other contact channels; what is left out is DEFAULT_HANDLE_TIMES. */
  readonly otherHandleTimeSeconds?: { readonly [channel in OtherChannel]: number };
  /** Contacts that one person handles at the same time, for e-mail or chat; 1 where left out. */
  readonly concurrency?: { readonly [channel in OtherChannel]?: number };
  readonly shrinkage: number;
  readonly maxOccupancy: number;
  readonly patienceSeconds: number;
  readonly maxAbandonment: number;
  /** Never fewer positions than this while the KCC is open. */
  readonly minimumPositions: number;
}

/**
 * 80 % within 20 s; 290 s talk ('s-Hertogenbosch 2019) and 30 s wrap-up; 30 % shrinkage (surveys: 27 to 35 %); at most 85 % busy,
 * because the national tax line saw illness and handle time go up when it went from 85 to 95 %; patience 3 minutes; at most 5 %
 * hangs up (Tilburg 2016), without which 80/20 alone lets 10 % hang up.
 */
export const DEFAULT_STAFFING_SETTINGS: StaffingSettings = {
  target: { fraction: 0.8, withinSeconds: 20 },
  handleTimeSeconds: 320,
  shrinkage: 0.3,
  maxOccupancy: 0.85,
  patienceSeconds: 180,
  maxAbandonment: 0.05,
  minimumPositions: 1,
};
