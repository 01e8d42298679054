import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/**
 * Does `steps` one after the other, again and again: every `pollMs`, and at once when it is woken. What goes wrong in one
 * step keeps no other from being done, and is tried again in the next round.
 */
export function startRounds(
  steps: { readonly [name: string]: () => Promise<void> },
  { pollMs, logger }: { readonly pollMs: number; readonly logger: Logger },
) {
  const stopping = new AbortController();
  let awake = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      awake = new AbortController();
      for (const [name, step] of Object.entries(steps)) {
        if (stopping.signal.aborted) return;
        await step().catch((error: unknown) => logger.error({ err: error, step: name }, 'print'));
      }
      const signal = AbortSignal.any([stopping.signal, awake.signal]);
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    wake: () => awake.abort(),
    /** Ends after the step that is under way. */
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}

/** Does `work` with each of `all` in turn; what goes wrong with one is logged and keeps no other from its turn. */
export async function eachAlone<T>(
  all: Iterable<T>,
  work: (one: T) => Promise<unknown>,
  { logger, step }: { readonly logger: Logger; readonly step: string },
): Promise<void> {
  for (const one of all) {
    await work(one).catch((error: unknown) => logger.error({ err: error, step }, 'print'));
  }
}
