import {
  getExternalWorkflowHandle,
  isCancellation,
  ParentClosePolicy,
  startChild,
  TemporalFailure,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import {
  type InvitationJourneyInput,
  invitationWorkflowId,
  noLongerWanted,
  type WaveJourneyInput,
  waveWorkflowId,
  WORKFLOW_TYPES,
} from './contract.ts';

/** Starts to look for people for one staffing need, if that is not done already. */
export function startInvitations(input: InvitationJourneyInput): Promise<void> {
  return startOnce(WORKFLOW_TYPES.invitation, invitationWorkflowId(input.needId), input);
}

/** Starts to follow the wave of a mailing, if that is not done already. */
export function startWave(input: WaveJourneyInput): Promise<void> {
  return startOnce(WORKFLOW_TYPES.wave, waveWorkflowId(input.mailingId), input);
}

/** Tells the workflow `workflowId` that it is no longer wanted; false when it does not run. */
export async function stopChild(workflowId: string): Promise<boolean> {
  try {
    await getExternalWorkflowHandle(workflowId).signal(noLongerWanted);
    return true;
  } catch (error) {
    if (!(error instanceof TemporalFailure) || isCancellation(error)) throw error;
    return false;
  }
}

/**
 * A child that is abandoned when this run closes: invitations and wave outlive a journey that continues as new or is
 * taken up again from its row, and the next run finds them by their id.
 */
async function startOnce(type: string, workflowId: string, input: object): Promise<void> {
  try {
    await startChild(type, {
      workflowId,
      args: [input],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    });
  } catch (error) {
    // Its class is not among what the SDK offers to workflows.
    if (!(error instanceof Error) || error.name !== 'WorkflowExecutionAlreadyStartedError') {
      throw error;
    }
  }
}
