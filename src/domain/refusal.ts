import type { Role } from './actor.ts';
import type { UnmetCondition } from './condition.ts';
import type { ConditionCode } from './condition-code.ts';
import type { DispatchPlanFault } from './dispatch-plan.ts';
import type { Instant } from './instant.ts';
import type { MailingCommandType } from './mailing-commands.ts';
import type { MailingStatus } from './mailing.ts';

/**
 * Why a command was not carried out: the user's to mend, never ours to retry (that is a failure). Each shell
 * translates it once; the sentences are in refusal-text.ts.
 */
export type Refusal =
  | { readonly code: 'role-not-allowed'; readonly role: Role | 'system' }
  | {
      readonly code: 'wrong-state';
      readonly status: MailingStatus;
      readonly command: MailingCommandType;
    }
  | { readonly code: 'unmet-conditions'; readonly conditions: readonly UnmetCondition[] }
  | { readonly code: 'changed-since-seen' }
  | { readonly code: 'condition-not-waivable'; readonly condition: ConditionCode }
  | { readonly code: 'reason-missing' }
  | { readonly code: 'same-version'; readonly version: number }
  | {
      readonly code: 'audience-below-released';
      readonly audience: number;
      readonly released: number;
    }
  | { readonly code: 'unknown-stakeholder'; readonly stakeholderId: string }
  | { readonly code: 'dispatch-plan-does-not-fit'; readonly faults: readonly DispatchPlanFault[] }
  | { readonly code: 'second-person-must-differ' }
  | { readonly code: 'author-may-not-release' }
  | { readonly code: 'nothing-left-to-release' }
  | { readonly code: 'batch-not-next'; readonly batch: number; readonly next?: number }
  | { readonly code: 'batch-not-due'; readonly batch: number; readonly releaseAt: Instant }
  | { readonly code: 'batches-paused' }
  | { readonly code: 'window-closed'; readonly closesAt: Instant }
  | { readonly code: 'approval-does-not-cover' }
  | { readonly code: 'batch-not-released'; readonly batch: number }
  | { readonly code: 'already-confirmed'; readonly batch: number }
  | {
      readonly code: 'counts-do-not-match';
      readonly reported: number;
      readonly audience: number;
    };

export type RefusalCode = Refusal['code'];
