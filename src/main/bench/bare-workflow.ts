import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

/** The Update for which the bare workflow waits. */
export const go = defineUpdate<string>('go');

const { empty } = proxyActivities<{ empty(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** What the engine does without Sluis: start, one Update, four empty activities, result. */
export async function bareJourney(): Promise<string> {
  let went = false;
  setHandler(go, () => {
    went = true;
    return 'gone';
  });
  await condition(() => went);
  for (let n = 0; n < 4; n += 1) await empty();
  return 'done';
}
