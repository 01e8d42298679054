import { condition, defineSignal, setHandler } from '@temporalio/workflow';

export const finish = defineSignal('finish');

/** Waits for the signal and then returns what it was given. */
export async function echo(text: string): Promise<string> {
  let finished = false;
  setHandler(finish, () => {
    finished = true;
  });
  await condition(() => finished);
  return text;
}
