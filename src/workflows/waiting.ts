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
  const running = scope.run(() => Promise.resolve(steps.map((step) => step())));
  const started = await running;
  const failed = Promise.all(started).then(() => new Promise<never>(() => undefined));
  try {
    await Promise.race([condition(() => !holds()), failed]);
  } finally {
    scope.cancel();
    // Every one of them, not the first: what must be finished is finished before something else begins.
    for (const end of await Promise.allSettled(started)) {
      if (end.status === 'rejected' && !isCancellation(end.reason)) throw end.reason;
    }
  }
}
