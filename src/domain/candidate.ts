import type { PersonId } from './actor.ts';
import type { Instant } from './instant.ts';
import type { Shift, StaffPerson } from './roster.ts';
import type { Text } from './text.ts';

/** Who may be asked, and what for. */
export interface CandidateContext {
  readonly people: readonly StaffPerson[];
  readonly shifts: readonly Shift[];
  /** The department whose mailing it is. */
  readonly departmentId: string;
  /** Skills that the contacts ask for; people without any of them come after the others. */
  readonly skills: readonly string[];
  /** The moment of asking: who needs more notice than is left is not asked. */
  readonly askedAt: Instant;
  readonly timeZone: string;
}

/** A person who can be asked for a need, why, and what it costs in euro for the whole need. */
export interface Candidate {
  readonly personId: PersonId;
  readonly kind: 'agent' | 'guest' | 'flex';
  readonly cost: number;
  readonly reason: Text;
}
