import type { PersonId } from './actor.ts';
import type { Audience, Channel } from './audience.ts';
import type { ConditionCode } from './condition-code.ts';
import type { DispatchPlan, DispatchWindow } from './dispatch-plan.ts';
import type { Instant, LocalDate } from './instant.ts';

/** Kinds differ in how many people call and how soon; each has its own contact-rate prior. */
export const MAILING_KINDS = [
  'tax-assessment',
  'payment-reminder',
  'price-change',
  'information',
] as const;
export type MailingKind = (typeof MAILING_KINDS)[number];

/**
 * What a sign-off is about. `version` numbers the stored content (title, texts, contact details); the digest is
 * SHA-256 over it in hex, so that nothing can be changed under a sign-off.
 */
export interface MailingContent {
  readonly version: number;
  readonly contentDigest: string;
  readonly kind: MailingKind;
  readonly audience: Audience;
  /** Contacts relative to the usual of the kind, by what is known of it; 1 when left out. */
  readonly contactFactor?: number;
  readonly window: DispatchWindow;
}

/** What the KCC lead has in hand: facts only, the things themselves are rows in the store. */
export interface Preparation {
  readonly qaSheet?: QaSheetFacts;
  readonly contactDetailsChecked?: { readonly by: PersonId; readonly at: Instant };
  /** Answer to "who else must know this?"; an empty list is the answer "nobody". */
  readonly stakeholders?: readonly StakeholderProgress[];
  readonly forecast?: ForecastFacts;
  readonly staffingPlan?: StaffingPlanFacts;
  readonly briefings?: readonly Instant[];
  readonly dispatchPlan?: DispatchPlan;
  readonly waivers: readonly Waiver[];
  readonly changesRequested?: {
    readonly by: PersonId;
    readonly at: Instant;
    readonly reason: string;
  };
}

export interface QaSheetFacts {
  readonly version: number;
  readonly pairs: number;
  readonly unanswered: number;
  readonly unowned: number;
}

export interface StakeholderProgress {
  readonly id: string;
  readonly toldAt?: Instant;
  readonly confirmedAt?: Instant;
}

export interface ForecastFacts {
  readonly id: string;
  /** The numbers it was made from, to see whether it still holds. */
  readonly audience: Audience;
  readonly kind: MailingKind;
  readonly contactFactor?: number;
  readonly dispatchPlanKey: string;
  readonly contacts: { readonly p10: number; readonly p50: number; readonly p90: number };
  readonly peakPositions: number;
  /** Half hours in which the roster of that moment fell short at P50. */
  readonly shortageHalfHours: number;
  readonly waveEndsAt: Instant;
}

export interface StaffingPlanFacts {
  readonly version: number;
  readonly forecastId: string;
  /** Half hours still short when everyone who is asked comes. */
  readonly uncoveredHalfHours: number;
}

export interface Waiver {
  readonly condition: ConditionCode;
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
}

/** Exactly what was decided on; nothing else may leave under it. */
export interface Covers {
  readonly contentDigest: string;
  readonly audience: Audience;
  readonly dispatchPlanKey: string;
}

export type Approval =
  | {
      readonly type: 'sign-off';
      readonly by: PersonId;
      readonly at: Instant;
      readonly covers: Covers;
    }
  | {
      readonly type: 'emergency';
      readonly by: readonly [PersonId, PersonId];
      readonly at: Instant;
      readonly reason: string;
      readonly covers: Covers;
    };

export interface EmergencyRequest {
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
  readonly contentDigest: string;
}

/** What the gateway or the print house reported of one channel of one batch; counts of addressees. */
export interface DispatchReport {
  readonly at: Instant;
  readonly accepted: number;
  readonly failed: number;
  readonly inDoubt: number;
}

/** A batch for which a permit was given: it has left, or is leaving. */
export interface ReleasedBatch {
  readonly number: number;
  readonly releasedAt: Instant;
  readonly audience: Audience;
  readonly reports: { readonly [channel in Channel]?: DispatchReport };
}

interface Identity {
  readonly id: string;
  readonly departmentId: string;
}

interface Submitted extends Identity {
  readonly content: MailingContent;
  /** Everyone who wrote or changed the content since it was submitted; none of them may sign off. */
  readonly authors: readonly PersonId[];
  readonly submittedAt: Instant;
}

interface Held extends Submitted {
  readonly preparation: Preparation;
  readonly released: readonly ReleasedBatch[];
}

interface Approved extends Held {
  readonly approval: Approval;
  /** Set while the wave is bigger than the staff can carry: the next batch waits for the lead. */
  readonly paused?: { readonly at: Instant; readonly reason: string };
}

/** Named months ahead with little more than a title, a month and a rough number. */
export interface AnnouncedMailing extends Identity {
  readonly status: 'announced';
  readonly announcedBy: PersonId;
  readonly expectedMonth: LocalDate;
  readonly roughAudience: number;
}
export interface DraftMailing extends Identity {
  readonly status: 'draft';
  readonly draftedBy: PersonId;
}
/** The row is there, the workflow may not have started yet. */
export interface SubmittedMailing extends Submitted {
  readonly status: 'submitted';
}
export interface HeldMailing extends Held {
  readonly status: 'held';
  readonly emergencyRequest?: EmergencyRequest;
}
export interface SignedOffMailing extends Approved {
  readonly status: 'signed-off';
}
/** At least one batch was let out, at least one has not been confirmed as dispatched. */
export interface ReleasingMailing extends Approved {
  readonly status: 'releasing';
}
/** Everything has left; the wave runs. */
export interface DispatchedMailing extends Approved {
  readonly status: 'dispatched';
  readonly dispatchedAt: Instant;
  /** Set when the lead closed the wave before its forecast end. */
  readonly waveClosedAt?: Instant;
}
export interface EvaluatedMailing extends Approved {
  readonly status: 'evaluated';
  readonly dispatchedAt: Instant;
  readonly evaluationId: string;
}
export interface RefusedMailing extends Held {
  readonly status: 'refused';
  readonly refusedBy: PersonId;
  readonly refusedAt: Instant;
  readonly reason: string;
}
export interface WithdrawnMailing extends Identity {
  readonly status: 'withdrawn';
  readonly withdrawnBy: PersonId;
  readonly withdrawnAt: Instant;
  readonly reason: string;
  /** What had already been let out when it was withdrawn. */
  readonly released: readonly ReleasedBatch[];
}

/** A mailing, one type per state: what is not true in a state has no field there. */
export type Mailing =
  | AnnouncedMailing
  | DraftMailing
  | SubmittedMailing
  | HeldMailing
  | SignedOffMailing
  | ReleasingMailing
  | DispatchedMailing
  | EvaluatedMailing
  | RefusedMailing
  | WithdrawnMailing;

export type MailingStatus = Mailing['status'];
export const MAILING_STATUSES = [
  'announced',
  'draft',
  'submitted',
  'held',
  'signed-off',
  'releasing',
  'dispatched',
  'evaluated',
  'refused',
  'withdrawn',
] as const satisfies readonly MailingStatus[];

/** The mailings whose workflow still has work to do. */
export type ActiveMailing = HeldMailing | SignedOffMailing | ReleasingMailing | DispatchedMailing;
export type ApprovedMailing = SignedOffMailing | ReleasingMailing;

/** Whether nothing will happen to the mailing any more. */
export function isEnded(
  mailing: Mailing,
): mailing is EvaluatedMailing | RefusedMailing | WithdrawnMailing {
  return (
    mailing.status === 'evaluated' || mailing.status === 'refused' || mailing.status === 'withdrawn'
  );
}

/** Whether batches of the mailing may be let out when they are due. */
export function isApproved(mailing: Mailing): mailing is ApprovedMailing {
  return mailing.status === 'signed-off' || mailing.status === 'releasing';
}
