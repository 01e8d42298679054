import type { PersonId } from './actor.ts';
import type { CandidateContext } from './candidate.ts';
import type { PositionsTarget } from './required-positions.ts';
import type { TimeSpan } from './roster.ts';
import type { Shortage } from './shortage.ts';

/** Changes whenever the same input could give another plan. */
export const STAFFING_MODEL_VERSION = 'staffing-plan-highs-3';

/** People of the flex pool who share an agreement: trainees of a school, hours bought from an agency. */
export interface FlexPool {
  readonly id: string;
  readonly people: readonly PersonId[];
  /** Only together with experienced colleagues; left out: trainees do, others do not. */
  readonly needsSupervision?: boolean;
  /** Nobody of the pool is asked for less on a day. */
  readonly minHoursPerShift?: number;
  /** Of all people of the pool together. */
  readonly maxHoursPerWeek?: number;
  /** Hours that may still be used of this pool, over the whole plan; left out: no limit. */
  readonly budgetHours?: number;
  /** Hours that are prepaid (vouchers): the first hours cost nothing any more. */
  readonly voucherHours?: number;
}

/** What somebody answered to an open call ("who wants Friday afternoon?"), or asked for by themselves. */
export interface StaffWish extends TimeSpan {
  readonly personId: PersonId;
  readonly wish: 'wants' | 'rather-not';
}

/** Somebody who was asked for a stretch in an earlier plan; a new plan keeps it where that costs little. */
export interface PlannedStretch extends TimeSpan {
  readonly personId: PersonId;
}

/** Phone calls per interval of the shortage, to check the result exactly: Erlang A when the target has patience, Erlang C otherwise. */
export interface PhoneDemand {
  readonly calls: readonly number[];
  readonly handleTimeSeconds: number;
  readonly target: PositionsTarget;
  /** Positions that do other work than the phone, per interval; they are taken off first. */
  readonly otherPositions?: readonly number[];
}

/** What weighs how much; what is left out is DEFAULT_STAFFING_PRICES. Euro. */
export interface StaffingPrices {
  /** Of one missing position during one hour. */
  readonly shortagePerHour: number;
  /** Wage of an hour beyond the contract, relative to one within it. */
  readonly overtimeFactor: number;
  /** Of asking somebody otherwise than in the earlier plan. */
  readonly change: number;
  /** Of an hour that somebody would rather not work; half of it is the gain of an hour that somebody wants. */
  readonly unwantedHour: number;
  /** Trainees that one experienced colleague can look after at the same time. */
  readonly traineesPerColleague: number;
}

/**
 * An hour without a position that is needed weighs 400 euro: a half day is asked as soon as it fills about one half hour well. An hour of
 * overtime costs a quarter more. Two trainees per experienced colleague.
 */
export const DEFAULT_STAFFING_PRICES: StaffingPrices = {
  shortagePerHour: 400,
  overtimeFactor: 1.25,
  change: 20,
  unwantedHour: 8,
  traineesPerColleague: 2,
};

/** Everything that the staffing plan is made from. Lists per interval are as long as `shortage.intervals`. Plain data. */
export interface StaffingPlanInput extends CandidateContext {
  /** Requirement against roster at P50. */
  readonly shortage: Shortage;
  /** That with which the shortage was made. */
  readonly shrinkage: number;
  /** Positions that each interval needs when the wave turns out high. */
  readonly requiredAtP90?: readonly number[];
  /** Positions that must be filled by people with one of `skills`; left out: anybody can do the work, skilled people come first. */
  readonly requiredSkilled?: readonly number[];
  readonly demand?: PhoneDemand;
  readonly pools?: readonly FlexPool[];
  readonly wishes?: readonly StaffWish[];
  readonly earlierPlan?: readonly PlannedStretch[];
  /** Extra hours of the past weeks, so that the same people are not asked every time. */
  readonly recentExtraHours?: { readonly [personId: PersonId]: number };
  readonly prices?: Partial<StaffingPrices>;
}
