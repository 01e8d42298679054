import type { Actor, Role } from './actor.ts';
import type { Channel } from './audience.ts';
import type { ConditionCode } from './condition-code.ts';
import type { DispatchPlan } from './dispatch-plan.ts';
import type { Instant } from './instant.ts';
import type {
  Covers,
  ForecastFacts,
  MailingContent,
  QaSheetFacts,
  StaffingPlanFacts,
} from './mailing.ts';

/** What can be asked of a mailing whose workflow runs; `by` is who asks. Ids and counts only. */
export type MailingCommand = { readonly by: Actor } & (
  | { readonly type: 'hold' }
  | { readonly type: 'amend'; readonly content: MailingContent }
  | ({ readonly type: 'attachQaSheet' } & QaSheetFacts)
  | { readonly type: 'checkContactDetails' }
  | { readonly type: 'nameStakeholders'; readonly stakeholderIds: readonly string[] }
  | { readonly type: 'recordStakeholdersTold'; readonly stakeholderIds: readonly string[] }
  | { readonly type: 'confirmStakeholder'; readonly stakeholderId: string }
  | { readonly type: 'recordForecast'; readonly forecast: ForecastFacts }
  | ({ readonly type: 'planStaffing' } & StaffingPlanFacts)
  | { readonly type: 'planBriefings'; readonly at: readonly Instant[] }
  | { readonly type: 'planDispatch'; readonly plan: DispatchPlan }
  | {
      readonly type: 'waiveCondition';
      readonly condition: ConditionCode;
      readonly reason: string;
    }
  | {
      readonly type: 'signOff';
      /** What the lead had before them; left out, the sign-off is about what the mailing is at that moment. */
      readonly seen?: Seen;
    }
  | { readonly type: 'requestChanges'; readonly reason: string }
  | { readonly type: 'refuse'; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason: string }
  | { readonly type: 'emergencyRelease'; readonly reason: string }
  | { readonly type: 'releaseBatch'; readonly batch: number }
  | {
      readonly type: 'confirmDispatch';
      readonly batch: number;
      readonly channel: Channel;
      readonly accepted: number;
      readonly failed: number;
      readonly inDoubt: number;
      /** When it was, as its receipt says; now when left out. */
      readonly at?: Instant;
    }
  | { readonly type: 'pauseBatches'; readonly reason: string }
  | { readonly type: 'resumeBatches' }
  /** The lead sees that the wave has ebbed away before its forecast end. */
  | { readonly type: 'closeWave' }
  | { readonly type: 'recordEvaluation'; readonly evaluationId: string }
);

/** The version of everything that a sign-off rests on, as somebody had it before them. */
export interface Seen extends Pick<Covers, 'contentDigest' | 'dispatchPlanKey'> {
  /** Of the Q&A sheet, 0 when there was none; left out, any is taken. */
  readonly qaSheetVersion?: number | undefined;
}

export type MailingCommandType = MailingCommand['type'];
export type MailingCommandOf<T extends MailingCommandType> = Extract<MailingCommand, { type: T }>;

/** Which roles may give which command; deny by default. Whose mailing it is, the caller checks (access.ts). */
export const COMMAND_ROLES: { readonly [type in MailingCommandType]: readonly Actor['role'][] } = {
  hold: ['system'],
  amend: ['department', 'mail-tool'],
  attachQaSheet: ['department', 'kcc-lead'],
  checkContactDetails: ['kcc-lead'],
  nameStakeholders: ['system', 'department', 'kcc-lead'],
  recordStakeholdersTold: ['system'],
  confirmStakeholder: ['system', 'kcc-lead'],
  recordForecast: ['system'],
  planStaffing: ['kcc-lead', 'planner'],
  planBriefings: ['kcc-lead'],
  planDispatch: ['department', 'kcc-lead'],
  waiveCondition: ['kcc-lead'],
  signOff: ['kcc-lead'],
  requestChanges: ['kcc-lead'],
  refuse: ['kcc-lead'],
  withdraw: ['department', 'kcc-lead', 'mail-tool'],
  emergencyRelease: ['kcc-lead'],
  releaseBatch: ['system'],
  confirmDispatch: ['system', 'print-house', 'department'],
  pauseBatches: ['system', 'kcc-lead'],
  resumeBatches: ['kcc-lead'],
  closeWave: ['kcc-lead'],
  recordEvaluation: ['system'],
} satisfies { [type in MailingCommandType]: readonly (Role | 'system')[] };
