import { setTimeout as delay } from 'node:timers/promises';

/**
 * Repeats `attempt` until it does not throw, and returns its answer; rethrows its last error after `withinMs`. For
 * conditions that another process or timer brings about. The default is what a busy machine may need, within the 30 s of
 * a test.
 */
export async function eventually<T>(attempt: () => T | Promise<T>, withinMs = 25_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(20);
    }
  }
}
