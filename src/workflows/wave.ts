import {
  continueAsNew,
  getExternalWorkflowHandle,
  log,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { work } from './activities.ts';
import {
  mailingWorkflowId,
  noLongerWanted,
  waveEbbed,
  type WaveJourneyInput,
  waveTooBig,
} from './contract.ts';
import { presentInstant, until } from './waiting.ts';

/**
 * Follows the wave of one mailing: compares what comes in with what the staff can carry, during opening hours every so
 * many minutes, and tells the mailing's journey when it becomes too big and when it is over.
 */
export async function waveJourney(input: WaveJourneyInput): Promise<void> {
  const { mailingId, policy } = input;
  const journey = getExternalWorkflowHandle(mailingWorkflowId(mailingId));
  let tooBig = input.tooBig ?? false;
  let wanted = true;
  setHandler(noLongerWanted, () => {
    wanted = false;
  });
  while (!workflowInfo().continueAsNewSuggested) {
    const now = presentInstant();
    const look = await work.lookAtWave({ mailingId, now, checkMinutes: policy.waveCheckMinutes });
    // Told once each time it becomes too big, not at every look.
    if (look.tooBig && !tooBig) await tell(() => journey.signal(waveTooBig, look.tooBig));
    tooBig = look.tooBig !== undefined;
    if (look.over) {
      await tell(() => journey.signal(waveEbbed));
      return;
    }
    await until(look.nextLookAt, () => !wanted);
    if (!wanted) return;
  }
  await continueAsNew<typeof waveJourney>({ ...input, tooBig });
}

/** A journey that has ended need not know. */
async function tell(send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    log.warn('The journey of the mailing was not there to be told of its wave', { error });
  }
}
