import { Worker } from 'node:worker_threads';
import { type LinearProgram, linearProgramText, type SolutionFault, solutionFaults } from '../domain/linear-program.ts'; // prettier-ignore
import { highsThread, type SolveAnswer, type SolveProgress, type SolveRequest, type SolveStatus, type ThreadSetup } from './highs-thread.ts'; // prettier-ignore

/** How far and how long to solve; the defaults are those of the staffing plan. */
export interface SolveLimits {
  /** Stop when the solution is proven to be within this share of the best. */
  readonly relativeGap: number;
  readonly timeLimitSeconds: number;
  readonly memoryLimitMb: number;
}

/** A checked answer of the solver. */
export interface Solved {
  readonly status: SolveStatus;
  /** One value per variable of the program, whole where asked; undefined when there is no solution, or it did not stand the check. */
  readonly values?: readonly number[];
  readonly objective: number;
  readonly bound: number;
  readonly seconds: number;
  readonly peakMemoryMb: number;
  /** Why the solver's solution was not believed. */
  readonly faults: readonly SolutionFault[];
}

/** A solver in a thread of its own; `close` it when done. */
export interface Solver {
  solve: (
    program: LinearProgram,
    limits: SolveLimits,
    start?: readonly number[],
  ) => Promise<Solved>;
  close: () => Promise<void>;
}

/** What who waits for a plan hears meanwhile. */
export type OnSolveProgress = (progress: Omit<SolveProgress, 'type'>) => void;

/**
 * Starts a HiGHS solver in a worker thread. `signal` stops a solve that is running; it then answers with what it has. Every solution is
 * checked against the program before it is handed on.
 */
export function startSolver(
  options: { signal?: AbortSignal; onProgress?: OnSolveProgress } = {},
): Solver {
  const stop = new SharedArrayBuffer(4);
  const setup: ThreadSetup = { from: import.meta.url, stop };
  const worker = new Worker(`(${highsThread.toString()})();`, {
    eval: true,
    workerData: setup,
    // Its own numbers live in the memory of the solver; of short-lived objects it makes few.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const onAbort = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
  if (options.signal?.aborted === true) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  return {
    solve: async (program, limits, start) => {
      const answer = await ask(worker, requestFor(program, limits, start), options.onProgress);
      return checked(program, answer);
    },
    close: async () => {
      options.signal?.removeEventListener('abort', onAbort);
      await worker.terminate();
    },
  };
}

function requestFor(
  program: LinearProgram,
  limits: SolveLimits,
  start: readonly number[] | undefined,
): SolveRequest {
  // Only some of the variables have a value to start from; `flatMap` passes over the others.
  const named = start?.flatMap((value, i) => [[program.variables[i]?.name ?? '', value] as const]);
  return {
    text: linearProgramText(program),
    ...limits,
    ...(named && { start: Object.fromEntries(named) }),
  };
}

function ask(
  worker: Worker,
  request: SolveRequest,
  onProgress: OnSolveProgress | undefined,
): Promise<SolveAnswer> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
    };
    const onMessage = (message: SolveAnswer | SolveProgress): void => {
      if (message.type === 'progress') {
        const { type: _, ...progress } = message;
        onProgress?.(progress);
        return;
      }
      done();
      resolve(message);
    };
    const onError = (error: unknown): void => {
      done();
      reject(new Error('The solver broke down', { cause: error }));
    };
    const onExit = (code: number): void => {
      done();
      reject(new Error(`The solver stopped with code ${code} before it answered`));
    };
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(request);
  });
}

/** The answer with its solution checked; one that fails is left out and its faults are told. */
function checked(program: LinearProgram, answer: SolveAnswer): Solved {
  const { status, objective, bound, seconds, peakMemoryMb } = answer;
  const told = { status, objective, bound, seconds, peakMemoryMb };
  if (status === 'failed') throw new Error(`The solver could not solve this: ${answer.detail}`);
  if (!answer.values) return { ...told, faults: [] };
  const raw = program.variables.map(({ name }) => answer.values?.[name] ?? NaN);
  const rawFaults = solutionFaults(program, raw);
  if (rawFaults.length > 0) return { ...told, faults: rawFaults };
  const values = raw.map((value, i) =>
    program.variables[i]?.whole === true ? Math.round(value) : value,
  );
  // Rounding 2.999999 to 3 may move a row by a hair; more than that is a fault.
  const faults = solutionFaults(program, values);
  return faults.length > 0 ? { ...told, faults } : { ...told, values, faults };
}
