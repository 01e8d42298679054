import { describe, expect, it } from '@jest/globals';
import { dispatchPlanKey } from '../../src/domain/dispatch-plan.ts';
import { COMMAND_ROLES, type MailingCommand } from '../../src/domain/mailing-commands.ts';
import { decide } from '../../src/domain/mailing-decide.ts';
import { seenNow } from '../../src/domain/mailing-decide-approval.ts';
import {
  type HeldMailing,
  MAILING_STATUSES,
  type MailingStatus,
} from '../../src/domain/mailing.ts';
import {
  aForecastOf,
  after,
  aMailing,
  days,
  LEAD,
  NOW,
  POLICY,
  preparation,
  SLUIS,
  someContent,
  twoBatches,
  WRITER,
} from '../support/builders/mailing.ts';

const amended = someContent({ version: 2, contentDigest: 'b'.repeat(64) });
const report = { accepted: 100, failed: 0, inDoubt: 0 } as const;

/** One command of every kind, by somebody who may give it. */
const COMMANDS: { readonly [T in MailingCommand['type']]: Extract<MailingCommand, { type: T }> } = {
  hold: { type: 'hold', by: SLUIS },
  amend: { type: 'amend', by: WRITER, content: amended },
  attachQaSheet: {
    type: 'attachQaSheet',
    by: LEAD,
    version: 2,
    pairs: 9,
    unanswered: 0,
    unowned: 0,
  },
  checkContactDetails: { type: 'checkContactDetails', by: LEAD },
  nameStakeholders: { type: 'nameStakeholders', by: WRITER, stakeholderIds: ['counter'] },
  recordStakeholdersTold: { type: 'recordStakeholdersTold', by: SLUIS, stakeholderIds: [] },
  confirmStakeholder: { type: 'confirmStakeholder', by: LEAD, stakeholderId: 'nobody' },
  recordForecast: { type: 'recordForecast', by: SLUIS, forecast: aForecastOf(someContent()) },
  planStaffing: {
    type: 'planStaffing',
    by: LEAD,
    version: 1,
    forecastId: 'f',
    uncoveredHalfHours: 0,
  },
  planBriefings: { type: 'planBriefings', by: LEAD, at: [NOW] },
  planDispatch: { type: 'planDispatch', by: LEAD, plan: twoBatches() },
  waiveCondition: {
    type: 'waiveCondition',
    by: LEAD,
    condition: 'briefings-planned',
    reason: 'Haast.',
  },
  signOff: { type: 'signOff', by: LEAD },
  requestChanges: { type: 'requestChanges', by: LEAD, reason: 'Te laat.' },
  refuse: { type: 'refuse', by: LEAD, reason: 'Niet nu.' },
  withdraw: { type: 'withdraw', by: WRITER, reason: 'Niet nodig.' },
  emergencyRelease: { type: 'emergencyRelease', by: LEAD, reason: 'Brand.' },
  releaseBatch: { type: 'releaseBatch', by: SLUIS, batch: 1 },
  confirmDispatch: { type: 'confirmDispatch', by: SLUIS, batch: 1, channel: 'letter', ...report },
  pauseBatches: { type: 'pauseBatches', by: LEAD, reason: 'Te druk.' },
  resumeBatches: { type: 'resumeBatches', by: LEAD },
  closeWave: { type: 'closeWave', by: LEAD },
  recordEvaluation: { type: 'recordEvaluation', by: SLUIS, evaluationId: 'e' },
};

const nothing = 'nothing happens';
type Outcomes = { readonly [T in MailingCommand['type']]?: string };
const PREPARATION: Outcomes = {
  amend: 'amended',
  attachQaSheet: 'qa-sheet-attached',
  checkContactDetails: 'contact-details-checked',
  nameStakeholders: 'stakeholders-named',
  recordStakeholdersTold: 'stakeholders-told',
  confirmStakeholder: 'refused: unknown-stakeholder',
  recordForecast: 'forecast-made',
  planStaffing: 'staffing-planned',
  planBriefings: 'briefings-planned',
  planDispatch: 'dispatch-planned',
  waiveCondition: 'condition-waived',
  withdraw: 'withdrawn',
};
const APPROVED: Outcomes = {
  ...PREPARATION,
  amend: 'amended, sign-off-voided',
  planDispatch: 'dispatch-planned, sign-off-voided',
  releaseBatch: 'refused: batch-not-due',
  confirmDispatch: 'refused: batch-not-released',
  pauseBatches: 'batches-paused',
  resumeBatches: nothing,
};

/** What each command does in each state; everything else is refused because of the state. */
const OUTCOMES: { readonly [status in MailingStatus]: Outcomes } = {
  announced: {},
  draft: {},
  submitted: { hold: 'held' },
  held: {
    ...PREPARATION,
    signOff: 'refused: unmet-conditions',
    requestChanges: 'changes-requested',
    refuse: 'refused',
    emergencyRelease: 'emergency-requested',
    confirmDispatch: 'refused: batch-not-released',
  },
  'signed-off': APPROVED,
  releasing: {
    ...APPROVED,
    planDispatch: 'refused: dispatch-plan-does-not-fit',
    releaseBatch: 'refused: batch-not-next',
    confirmDispatch: 'dispatch-confirmed',
  },
  dispatched: {
    attachQaSheet: 'qa-sheet-attached',
    planStaffing: 'staffing-planned',
    planBriefings: 'briefings-planned',
    closeWave: 'wave-closed',
    recordEvaluation: 'evaluated',
  },
  evaluated: {},
  refused: {},
  withdrawn: {},
};

function outcomeOf(status: MailingStatus, command: MailingCommand): string {
  const decision = decide(aMailing(status), command, days(1), POLICY);
  if ('refusal' in decision) return `refused: ${decision.refusal.code}`;
  return decision.events.map((event) => event.type).join(', ') || nothing;
}

describe.each(MAILING_STATUSES)('the answers to a mailing that is %s', (status) => {
  it('are written by its department until the sign-off publishes them', () => {
    const expected = status === 'held' ? 'qa-sheet-attached' : 'refused: wrong-state';
    expect(outcomeOf(status, { ...COMMANDS.attachQaSheet, by: WRITER })).toBe(expected);
  });
});

describe.each(MAILING_STATUSES)('a mailing that is %s', (status) => {
  it.each(Object.values(COMMANDS))('given $type', (command) => {
    const expected = OUTCOMES[status][command.type] ?? 'refused: wrong-state';
    expect(outcomeOf(status, command)).toBe(expected);
  });
});

describe('a command', () => {
  it.each(Object.values(COMMANDS))('$type is refused to whoever may not give it', (command) => {
    const stranger = { personId: 'agent', role: 'agent' } as const;
    expect(outcomeOf('held', { ...command, by: stranger })).toBe('refused: role-not-allowed');
    expect(COMMAND_ROLES[command.type]).not.toContain('agent');
  });

  it.each(Object.values(COMMANDS).filter((command) => 'reason' in command))(
    '$type needs a reason of more than spaces',
    (command) => {
      expect(outcomeOf('held', { ...command, reason: ' \n ' } as MailingCommand)).toBe(
        'refused: reason-missing',
      );
    },
  );
});

describe('a sign-off on what the lead had before them', () => {
  const { contentDigest } = someContent();
  const ready = after(aMailing('held'), ...preparation()) as HeldMailing;
  const seen = { contentDigest, dispatchPlanKey: dispatchPlanKey(twoBatches()) };
  const version = ready.preparation.qaSheet?.version ?? 0;

  it.each([
    ['is given', seen, 'signed-off'],
    ['is refused for another letter', { ...seen, contentDigest: 'c'.repeat(64) }, 'changed-since-seen'], // prettier-ignore
    ['is refused for another plan', { ...seen, dispatchPlanKey: '1:0:1:1:1' }, 'changed-since-seen'], // prettier-ignore
    ['is given with the Q&A sheet', { ...seen, qaSheetVersion: version }, 'signed-off'],
    ['is refused for another Q&A sheet', { ...seen, qaSheetVersion: version - 1 }, 'changed-since-seen'], // prettier-ignore
    ['is given on all there is now', seenNow(ready), 'signed-off'],
    ['is refused when there was no plan', seenNow(aMailing('held') as HeldMailing), 'changed-since-seen'], // prettier-ignore
  ])('%s', (_what, had, expected) => {
    const decision = decide(ready, { type: 'signOff', by: LEAD, seen: had }, NOW, POLICY);
    const outcome = 'refusal' in decision ? decision.refusal.code : decision.events[0]?.type;
    expect(outcome).toBe(expected);
  });
});
