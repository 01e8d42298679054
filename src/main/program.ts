import { pino, type Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { type Config, ConfigError, readConfig } from '../config.ts';

/** Something that runs until it is stopped; `stop` finishes what is under way. */
export interface Running {
  /** Rejects when it ended without being asked to; left out where that cannot be. */
  readonly broken?: Promise<never>;
  readonly stop: () => Promise<void>;
}

/** A registry with the figures of this process; `program` tells the programs apart. */
export function processMetrics(program: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ program });
  collectDefaultMetrics({ register: registry });
  return registry;
}

/** Whether `program` is what this process was started for. */
export function isMain(program: string): boolean {
  return new RegExp(`[\\\\/]${program}\\.[jt]s$`).test(process.argv[1] ?? '');
}

/**
 * Runs one of the three programs as a process: configuration in, faults in words, and an end that finishes what is under
 * way on SIGTERM or SIGINT.
 */
export async function runProgram(
  start: (config: Config, log: Logger) => Promise<Running>,
): Promise<void> {
  try {
    const config = readConfig(process.env);
    const running = await start(config, pino({ level: config.logLevel }));
    await Promise.race([asked(), ...(running.broken ? [running.broken] : [])]);
    await running.stop();
    process.exit(0);
  } catch (error) {
    const words = error instanceof ConfigError || error instanceof Error ? error.message : error;
    process.stderr.write(`${String(words)}\n`);
    process.exit(1);
  }
}

/** Resolves when the process is asked to stop. */
export function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
