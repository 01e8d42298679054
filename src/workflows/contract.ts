import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { SignOffPolicy } from '../domain/condition.ts';
import type { Instant } from '../domain/instant.ts';
import type { MailingCommandOf, MailingCommandType } from '../domain/mailing-commands.ts';
import type { MailingEvent } from '../domain/mailing-events.ts';
import type { Mailing, MailingStatus, SubmittedMailing } from '../domain/mailing.ts';

/** Work that only decides and work that talks to mail servers wait in different queues, so that a slow peer holds up no sign-off. */
export const TASK_QUEUES = {
  journeys: 'sluis-journeys',
  mail: 'sluis-mail',
  /** Solvers: one at a time, and nothing else waits behind them. */
  planning: 'sluis-planning',
} as const;

/** Names under which the workflows are started. */
export const WORKFLOW_TYPES = {
  mailing: 'mailingJourney',
  invitation: 'invitationJourney',
  wave: 'waveJourney',
  planning: 'planningJourney',
} as const;

/** One workflow per mailing, so that starting it twice is the same as starting it once. */
export const mailingWorkflowId = (mailingId: string) => `mailing:${mailingId}`;
/** One workflow per staffing need of a mailing: ask, wait, next candidate. */
export const invitationWorkflowId = (needId: string) => `invitation:${needId}`;
/** One workflow per wave of a mailing. */
export const waveWorkflowId = (mailingId: string) => `wave:${mailingId}`;
/** One workflow per calculation that was asked for. */
export const planningWorkflowId = (jobId: string) => `planning:${jobId}`;

/** When the journey reminds and waits; in the input, so that a replay sees what the first run saw. */
export interface JourneyPolicy extends SignOffPolicy {
  /** Working days after which a lead is reminded of a held mailing, and then again each time. */
  readonly reminderWorkingDays: number;
  /** Working days before the legal latest date at which the escalation goes out. */
  readonly escalationWorkingDays: number;
  /** Working hours a candidate has to answer an invitation before the next one is asked. */
  readonly invitationWorkingHours: number;
  /** Minutes between two looks at the wave. */
  readonly waveCheckMinutes: number;
}

export interface MailingJourneyInput {
  readonly mailing: SubmittedMailing | Mailing;
  /** Version of the mailing's row that `mailing` was read from. */
  readonly rowVersion: number;
  readonly policy: JourneyPolicy;
  /** Only when the workflow continues as new: what its former run knew beyond the row. */
  readonly carried?: CarriedOver;
}

/** What a journey did or heard, beyond what its row says. */
export interface Remembered {
  /** The end of the window for which was warned; a moved window warns again. */
  escalatedFor?: Instant;
  /** The version of the content from which stakeholders were taken over. */
  namedFor?: number;
  /** The wave said that it is over. */
  waveEbbed?: boolean;
}

/** What is not in the row, because losing it does no harm: at worst somebody gets a mail twice. */
export interface CarriedOver {
  /** The last Updates and their answers, so that a repeat right after gets the same one. */
  readonly answered: readonly (CommandResult & { readonly updateId: string })[];
  /** What happened and has not been told to those whom it concerns. */
  readonly untold: readonly MailingEvent[];
  readonly remembered: Remembered;
}

/** What every command answers: where the mailing stands after it. */
export interface CommandResult {
  readonly status: MailingStatus;
  readonly rowVersion: number;
}

/** Commands that people and machines give through an Update; the others are the workflow's own. */
export const MAILING_UPDATES = [
  'amend',
  'attachQaSheet',
  'checkContactDetails',
  'nameStakeholders',
  'confirmStakeholder',
  'planStaffing',
  'planBriefings',
  'planDispatch',
  'waiveCondition',
  'signOff',
  'requestChanges',
  'refuse',
  'withdraw',
  'emergencyRelease',
  'confirmDispatch',
  'pauseBatches',
  'resumeBatches',
  'closeWave',
] as const satisfies readonly MailingCommandType[];
export type MailingUpdateName = (typeof MAILING_UPDATES)[number];

/** The Update of the command `name`; its updateId is the caller's idempotency key. */
export const mailingUpdate = <N extends MailingUpdateName>(name: N) =>
  defineUpdate<CommandResult, [MailingCommandOf<N>]>(name);

/** For people who debug; pages and lists read PostgreSQL. */
export const mailingQuery = defineQuery<Mailing>('mailing');

/** Type of the ApplicationFailure that carries a Refusal as its only detail. */
export const REFUSAL = 'Refusal';

/** The staffing need, its people in the order in which they are asked, and until when asking makes sense. */
export interface InvitationJourneyInput {
  readonly mailingId: string;
  readonly needId: string;
  readonly positions: number;
  readonly candidates: readonly string[];
  readonly startsAt: Instant;
  readonly policy: JourneyPolicy;
}

export interface InvitationAnswer {
  readonly assignmentId: string;
  readonly answer: 'accepted' | 'declined';
}
/** Type of the ApplicationFailure for an answer to an invitation that was answered before or has lapsed. */
export const INVITATION_NOT_OPEN = 'InvitationNotOpen';
/** An invited person's answer; refused when the invitation has lapsed or the answer was given. */
export const answerInvitation = defineUpdate<{ readonly status: string }, [InvitationAnswer]>(
  'answerInvitation',
);

/** A row of the store says what is to be worked out. */
export interface PlanningJourneyInput {
  readonly jobId: string;
}

export interface WaveJourneyInput {
  readonly mailingId: string;
  readonly policy: JourneyPolicy;
  /** Only when it continues as new: whether the wave was too big at the last look. */
  readonly tooBig?: boolean;
}
/** Told to the mailing's journey by its wave: the demand is above what the staff can carry. */
export const waveTooBig = defineSignal<[{ readonly reason: string }]>('waveTooBig');
/** Told to the mailing's journey by its wave: it has ebbed away. */
export const waveEbbed = defineSignal('waveEbbed');
/** Told by the mailing's journey to its invitations or its wave: they are no longer wanted. */
export const noLongerWanted = defineSignal('noLongerWanted');
/** Told by the sweeper: look at the clock again, something is overdue. */
export const nudge = defineSignal('nudge');
