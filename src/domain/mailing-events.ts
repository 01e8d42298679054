import type { PersonId } from './actor.ts';
import type { Channel } from './audience.ts';
import type { DispatchPlan } from './dispatch-plan.ts';
import type { Instant } from './instant.ts';
import type {
  Approval,
  EmergencyRequest,
  ForecastFacts,
  MailingContent,
  DispatchReport,
  QaSheetFacts,
  ReleasedBatch,
  StaffingPlanFacts,
  Waiver,
} from './mailing.ts';

/** What happened to a mailing; each becomes one audit line, written with the row in one transaction. */
export type MailingEvent = { readonly at: Instant } & (
  | { readonly type: 'held' }
  | { readonly type: 'amended'; readonly by: PersonId; readonly content: MailingContent }
  | { readonly type: 'qa-sheet-attached'; readonly by: PersonId; readonly sheet: QaSheetFacts }
  | { readonly type: 'contact-details-checked'; readonly by: PersonId }
  | {
      readonly type: 'stakeholders-named';
      readonly by: PersonId;
      readonly stakeholderIds: readonly string[];
    }
  | { readonly type: 'stakeholders-told'; readonly stakeholderIds: readonly string[] }
  | { readonly type: 'stakeholder-confirmed'; readonly stakeholderId: string }
  | { readonly type: 'forecast-made'; readonly forecast: ForecastFacts }
  | { readonly type: 'staffing-planned'; readonly by: PersonId; readonly plan: StaffingPlanFacts }
  | {
      readonly type: 'briefings-planned';
      readonly by: PersonId;
      readonly briefings: readonly Instant[];
    }
  | { readonly type: 'dispatch-planned'; readonly by: PersonId; readonly plan: DispatchPlan }
  | { readonly type: 'condition-waived'; readonly waiver: Waiver }
  | { readonly type: 'signed-off'; readonly approval: Approval }
  | { readonly type: 'sign-off-voided'; readonly because: 'amended' | 'dispatch-planned' }
  | { readonly type: 'changes-requested'; readonly by: PersonId; readonly reason: string }
  | { readonly type: 'refused'; readonly by: PersonId; readonly reason: string }
  | { readonly type: 'withdrawn'; readonly by: PersonId; readonly reason: string }
  | { readonly type: 'emergency-requested'; readonly request: EmergencyRequest }
  | {
      readonly type: 'emergency-released';
      readonly approval: Approval;
      readonly plan: DispatchPlan;
    }
  | { readonly type: 'batch-released'; readonly batch: Omit<ReleasedBatch, 'reports'> }
  | {
      readonly type: 'dispatch-confirmed';
      readonly batch: number;
      readonly channel: Channel;
      readonly report: DispatchReport;
    }
  | { readonly type: 'all-dispatched' }
  | { readonly type: 'batches-paused'; readonly reason: string }
  | { readonly type: 'batches-resumed'; readonly by: PersonId }
  | { readonly type: 'wave-closed'; readonly by: PersonId }
  | { readonly type: 'evaluated'; readonly evaluationId: string }
);

export type MailingEventType = MailingEvent['type'];
