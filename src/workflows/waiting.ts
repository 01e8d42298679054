import { CancellationScope, condition, isCancellation } from '@temporalio/workflow';
import type { Instant } from '../domain/instant.ts';

/** The present moment; the workflow's clock, which a replay shows again. */
export const presentInstant = (): Instant => new Date().toISOString();

/**
 * Waits until `at`, or until `orElse` holds; says whether `at` was reached. The clock is looked at whenever the
 * workflow wakes up, so that a nudge helps when the timer itself was lost.
 */
export async function until(at: Instant, orElse: () => boolean = () => false): Promise<boolean> {
  const reached = () => Date.now() >= Date.parse(at);
  while (!reached() && !orElse()) {
    await condition(() => reached() || orElse(), Date.parse(at) - Date.now());
  }
  return reached();
}

/**
 * Runs `steps` side by side for as long as `holds`, then stops them where they stand. What must not be cut in two
 * protects itself with CancellationScope.nonCancellable. A step that fails, fails them all.
 */
export async function asLongAs(
  holds: () => boolean,
  steps: readonly (() => Promise<void>)[],
): Promise<void> {
  if (!holds()) return;
  const scope = new CancellationScope();
  const started = await scope.run(async () => ({ steps: steps.map((step) => step()) }));
  const done = Promise.all(started.steps).then(() => new Promise<never>(() => undefined));
  let failure: unknown;
  try {
    await Promise.race([condition(() => !holds()), done]);
  } catch (error) {
    failure = error;
  }
  scope.cancel();
  // Every one of them, not the first: what must be finished is finished before something else begins.
  for (const end of await Promise.allSettled(started.steps)) {
    if (end.status === 'rejected' && !isCancellation(end.reason)) failure ??= end.reason;
  }
  if (failure !== undefined) throw failure;
}
