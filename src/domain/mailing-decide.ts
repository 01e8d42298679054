import type { SignOffPolicy } from './condition.ts';
import { type Decision, happened, personOf, refused, wrongState } from './decision.ts';
import type { Instant } from './instant.ts';
import { COMMAND_ROLES, type MailingCommand } from './mailing-commands.ts';
import { decideEmergencyRelease, decideSignOff } from './mailing-decide-approval.ts';
import { decideDuringWave, decidePreparation } from './mailing-decide-preparation.ts';
import { decideRelease } from './mailing-decide-release.ts';
import type { ApprovedMailing, DispatchedMailing, HeldMailing, Mailing } from './mailing.ts';

/**
 * Decides what `command` does to `mailing` at `now`. Pure and complete: the same arguments give the same answer,
 * and every command in every state has one.
 */
export function decide(
  mailing: Mailing,
  command: MailingCommand,
  now: Instant,
  policy: SignOffPolicy,
): Decision {
  if (!COMMAND_ROLES[command.type].includes(command.by.role)) {
    return refused({ code: 'role-not-allowed', role: command.by.role });
  }
  if ('reason' in command && command.reason.trim() === '') {
    return refused({ code: 'reason-missing' });
  }
  switch (mailing.status) {
    case 'submitted':
      return command.type === 'hold'
        ? happened({ type: 'held', at: now })
        : wrongState(mailing, command);
    case 'held':
      return decideHeld(mailing, command, now, policy);
    case 'signed-off':
    case 'releasing':
      return decideApproved(mailing, command, now);
    case 'dispatched':
      return decideDispatched(mailing, command, now);
    case 'announced':
    case 'draft':
    case 'evaluated':
    case 'refused':
    case 'withdrawn':
      return wrongState(mailing, command);
  }
}

function decideHeld(
  mailing: HeldMailing,
  command: MailingCommand,
  now: Instant,
  policy: SignOffPolicy,
): Decision {
  const by = personOf(command.by);
  switch (command.type) {
    case 'signOff':
      return decideSignOff(mailing, { by, seen: command.seen }, now, policy);
    case 'emergencyRelease':
      return decideEmergencyRelease(mailing, by, command.reason, now);
    case 'requestChanges':
      return happened({ type: 'changes-requested', at: now, by, reason: command.reason });
    case 'refuse':
      // What has partly left can be stopped (withdrawn) but no longer refused.
      return mailing.released.length > 0
        ? wrongState(mailing, command)
        : happened({ type: 'refused', at: now, by, reason: command.reason });
    case 'withdraw':
      return happened({ type: 'withdrawn', at: now, by, reason: command.reason });
    case 'confirmDispatch':
      return decideRelease(mailing, command, now) ?? wrongState(mailing, command);
    default:
      return decidePreparation(mailing, command, now) ?? wrongState(mailing, command);
  }
}

function decideApproved(mailing: ApprovedMailing, command: MailingCommand, now: Instant): Decision {
  const by = personOf(command.by);
  switch (command.type) {
    case 'withdraw':
      return happened({ type: 'withdrawn', at: now, by, reason: command.reason });
    case 'amend':
    case 'planDispatch':
      return voiding(mailing, command, now);
    default:
      return (
        decideRelease(mailing, command, now) ??
        decidePreparation(mailing, command, now) ??
        wrongState(mailing, command)
      );
  }
}

function decideDispatched(
  mailing: DispatchedMailing,
  command: MailingCommand,
  now: Instant,
): Decision {
  switch (command.type) {
    case 'closeWave':
      return mailing.waveClosedAt
        ? happened()
        : happened({ type: 'wave-closed', at: now, by: personOf(command.by) });
    case 'recordEvaluation':
      return happened({ type: 'evaluated', at: now, evaluationId: command.evaluationId });
    default:
      return decideDuringWave(mailing, command, now) ?? wrongState(mailing, command);
  }
}

/** Whatever changes what was approved takes the approval with it. */
function voiding(
  mailing: ApprovedMailing,
  command: Extract<MailingCommand, { type: 'amend' | 'planDispatch' }>,
  now: Instant,
): Decision {
  const decision = decidePreparation(mailing, command, now) ?? wrongState(mailing, command);
  if ('refusal' in decision) return decision;
  const because = command.type === 'amend' ? 'amended' : 'dispatch-planned';
  return happened(...decision.events, { type: 'sign-off-voided', at: now, because });
}
