/** What the solver's thread is told at its start. */
export interface ThreadSetup {
  /** The file from which the solver's package is looked up. */
  readonly from: string;
  /** One number: 0 to go on, 1 to stop. */
  readonly stop: SharedArrayBuffer;
}

/** One program to solve. */
export interface SolveRequest {
  readonly text: string;
  readonly relativeGap: number;
  readonly timeLimitSeconds: number;
  /** Of the process, beyond what it had when the thread began. */
  readonly memoryLimitMb: number;
  /** Values by name of a solution that is known already; the others are worked out by the solver. */
  readonly start?: { readonly [name: string]: number };
}

export type SolveStatus = 'optimal' | 'time-limit' | 'memory-limit' | 'stopped' | 'infeasible' | 'unbounded' | 'failed'; // prettier-ignore

/** What the solver says; nothing of it is believed before it is checked. */
export interface SolveAnswer {
  readonly type: 'answer';
  readonly status: SolveStatus;
  /** By name; undefined when no solution was found. */
  readonly values?: { readonly [name: string]: number };
  readonly objective: number;
  /** Nothing can be cheaper than this, says the solver. */
  readonly bound: number;
  readonly seconds: number;
  readonly peakMemoryMb: number;
  readonly detail: string;
}

export interface SolveProgress {
  readonly type: 'progress';
  readonly seconds: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
}

/**
 * The whole of the solver's thread. It is handed to the thread as text, so that it runs the same from sources and from a build; hence it
 * uses nothing from outside itself.
 */
export async function highsThread(): Promise<void> {
  const { parentPort, workerData } = await import('node:worker_threads');
  const setup = workerData as ThreadSetup;
  const before = process.memoryUsage.rss();
  const usedMb = (): number => Math.max(0, process.memoryUsage.rss() - before) / 2 ** 20;
  // Compiling the solver four functions at a time takes some 40 MB more, and is no sooner done on two cores.
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--wasm-num-compilation-tasks=1');
  const { createRequire } = await import('node:module');
  const loadHighs = createRequire(setup.from)('highs') as (typeof import('highs'))['default'];
  const highs = await loadHighs();
  const stop = new Int32Array(setup.stop);
  const statusOf = new Map<number, SolveStatus>([
    [highs.constants.modelStatus.optimal, 'optimal'],
    [highs.constants.modelStatus.timeLimit, 'time-limit'],
    [highs.constants.modelStatus.interrupted, 'stopped'],
    [highs.constants.modelStatus.infeasible, 'infeasible'],
    [highs.constants.modelStatus.unbounded, 'unbounded'],
    [highs.constants.modelStatus.unboundedOrInfeasible, 'infeasible'],
  ]);

  const solve = (request: SolveRequest): SolveAnswer => {
    const model = highs.createModel({ format: 'lp', data: request.text });
    try {
      model.options.set({
        output_flag: false,
        mip_rel_gap: request.relativeGap,
        // These models have tight bounds and hard-to-find solutions: look for solutions longer than by default.
        mip_heuristic_effort: 0.2,
        // Of the cuts only the best are kept: a fifth less memory, and no longer.
        mip_pool_soft_limit: 1000,
        time_limit: request.timeLimitSeconds,
      });
      const names = Array.from({ length: model.getDimensions().numCols }, (_, i) =>
        model.getColName(i),
      );
      if (request.start) {
        const known = names.flatMap((name, i) => {
          const value = request.start?.[name];
          return value === undefined ? [] : [{ i, value }];
        });
        model.setSolution({
          indices: known.map(({ i }) => i),
          values: known.map(({ value }) => value),
        });
      }
      let peak = usedMb();
      let told = 0;
      let overMemory = false;
      const { callbackType } = highs.constants;
      model.run({
        [callbackType.mipInterrupt]: (event) => {
          if (Atomics.load(stop, 0) === 1) event.interrupt();
          const now = Date.now();
          if (now - told < 100) return undefined;
          told = now;
          peak = Math.max(peak, usedMb());
          if (peak > request.memoryLimitMb) {
            overMemory = true;
            event.interrupt();
          }
          const progress: SolveProgress = {
            type: 'progress',
            seconds: event.data.running_time ?? 0,
            objective: event.data.mip_primal_bound ?? Infinity,
            bound: event.data.mip_dual_bound ?? -Infinity,
            gap: event.data.mip_gap ?? Infinity,
          };
          parentPort?.postMessage(progress);
          return undefined;
        },
      });
      peak = Math.max(peak, usedMb());
      const code = model.getModelStatus();
      const found = Number(model.info.get('primal_solution_status')) === 2;
      const column = found ? model.getSolution().colValue : undefined;
      const isMip = Number(model.info.get('mip_node_count')) >= 0;
      const objective = found ? model.getObjectiveValue() : Infinity;
      const values = column && Object.fromEntries(names.map((name, i) => [name, column[i] ?? NaN]));
      return {
        type: 'answer',
        status: overMemory ? 'memory-limit' : (statusOf.get(code) ?? 'failed'),
        ...(values && { values }),
        objective,
        bound: isMip ? Number(model.info.get('mip_dual_bound')) : objective,
        seconds: model.getRunTime(),
        peakMemoryMb: peak,
        detail: `status ${code}`,
      };
    } finally {
      model.dispose();
    }
  };

  parentPort?.on('message', (request: SolveRequest) => {
    try {
      parentPort.postMessage(solve(request));
    } catch (error) {
      const answer: SolveAnswer = {
        type: 'answer',
        status: 'failed',
        objective: Infinity,
        bound: -Infinity,
        seconds: 0,
        peakMemoryMb: usedMb(),
        detail: error instanceof Error ? error.message : String(error),
      };
      parentPort.postMessage(answer);
    }
  });
}
