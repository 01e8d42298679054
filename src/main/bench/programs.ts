import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const READY_WITHIN_MS = 120_000;

/** A program of Sluis as a process of its own. */
export interface StartedProgram {
  /** Milliseconds from its start until its address answered with success. */
  readonly readyAfterMs: number;
  stop(): Promise<void>;
}

/**
 * Starts `script` (relative to dist/main) and waits until `readyUrl` answers with success.
 * @throws Error when it ends before, or takes two minutes
 */
export async function startProgram(
  script: string,
  env: NodeJS.ProcessEnv,
  readyUrl: string,
): Promise<StartedProgram> {
  const startedAt = performance.now();
  const path = fileURLToPath(new URL(`../${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, 'start'], {
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const gone = once(child, 'exit');
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}.`);
    const ready = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
    const readyAfterMs = performance.now() - startedAt;
    if (ready) return { readyAfterMs, stop };
    if (readyAfterMs > READY_WITHIN_MS) {
      await stop();
      throw new Error(`${script} was not ready after ${READY_WITHIN_MS / 1000} s.`);
    }
    await delay(20);
  }
}
