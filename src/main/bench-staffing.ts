import { fork, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type StaffingProblem, staffingProblem } from '../domain/staffing-model-problem.ts';
import { dispatchOptions, planStaffing } from '../planner/index.ts';
import { shortDispatch, shortRoster } from '../planner/short-roster.ts';

/**
 * `npm run bench:staffing [instances] [python]`: the staffing plan on short rosters (synthetic, seeded), against the bars of ten seconds, 2 % and
 * 300 MB; and OR-Tools' CP-SAT on the same questions in the same time, where `python` (python3) has it.
 */
const BARS = { seconds: 10, gap: 0.02, memoryMb: 300, dispatchSeconds: 15 };
const SCRIPT = fileURLToPath(new URL('../../scripts/bench-staffing-cp-sat.py', import.meta.url));

/** One instance in a process of its own, so that its memory is its own; told to the parent. */
interface Measured {
  readonly short: number;
  readonly left: number;
  readonly objective: number;
  readonly bound: number;
  readonly gap: number;
  readonly pooledGap: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly memoryMb: number;
}

async function measure(seed: number): Promise<Measured> {
  const input = shortRoster(seed);
  const [started, cpu] = [performance.now(), process.cpuUsage()];
  const plan = await planStaffing(input);
  const { user, system } = process.cpuUsage(cpu);
  const { objective, bound, gap, pooledGap = 0 } = plan.proof;
  return {
    short: plan.shortageBefore.halfHours,
    left: plan.shortageAfter.halfHours,
    objective,
    bound,
    gap,
    pooledGap,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    memoryMb: process.resourceUsage().maxRSS / 1024,
  };
}

function apart<Answer>(what: '--one' | '--dispatch', seed: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [what, String(seed)]);
    let answer: Answer | undefined;
    child.on('message', (message: Answer) => (answer = message));
    child.on('error', reject);
    child.on('exit', (code) =>
      answer ? resolve(answer) : reject(new Error(`Instance ${seed} ended with code ${code}`)),
    );
  });
}

interface Compared {
  readonly objective: number | null;
  readonly bound: number;
  readonly status: string;
  readonly seconds: number;
}

/** CP-SAT's answer for `problem` within `seconds`; undefined when it cannot be run here. */
function cpSat(
  python: string,
  problem: StaffingProblem,
  seconds: number,
): Promise<Compared | undefined> {
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const question = {
    ...problem,
    days: undefined,
    pools: problem.pools.map(({ budgetHours }) => ({ budgetHours: finite(budgetHours) })),
    people: problem.people.map(({ person, contractLeft, ...one }) => ({
      ...one,
      costPerHour: person.costPerHour,
      contractLeft: contractLeft.map(finite),
    })),
    options: problem.options.map(({ person, day, wage, pattern }) => ({
      person,
      day,
      wage,
      hours: pattern.hours,
      covers: pattern.covers,
    })),
    seconds,
    workers: 2,
  };
  return new Promise((resolve) => {
    const child = spawn(python, [SCRIPT], { stdio: ['pipe', 'pipe', 'ignore'] });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('error', () => resolve(undefined));
    child.stdin.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? (JSON.parse(out) as Compared) : undefined));
    child.stdin.end(JSON.stringify(question));
  });
}

const cell = (value: string | number, width = 9): string => String(value).padStart(width);
const euro = (value: number): string => value.toFixed(0);

async function bench(count: number, python: string): Promise<void> {
  console.log(
    'Staffing plan: 10 days x 20 half hours, 60 named people, short rosters (synthetic).',
  );
  console.log(
    `Bars: ${BARS.seconds} s, ${BARS.gap * 100} % gap, ${BARS.memoryMb} MB for the whole process. Objective in euro, price of shortage included.`,
  );
  console.log(
    'gap: of the plan with names against the proven bound. pooled: of the model with people pooled per group. cpu: seconds of work, on a busy machine fewer than those of the clock.',
  );
  const HEADS = ['seed', 'short', 'left', 'plan', 'bound', 'gap %', 'pooled %', 'seconds', 'cpu', 'MB', 'CP-SAT', 'its s', 'diff %']; // prettier-ignore
  console.log(HEADS.map((head) => cell(head)).join(''));
  const missed: string[] = [];
  let compared = 0;
  for (let seed = 1; seed <= count; seed += 1) {
    const measured = await apart<Measured>('--one', seed);
    const { objective, bound, gap, pooledGap, seconds, memoryMb } = measured;
    const other = await cpSat(python, staffingProblem(shortRoster(seed)), Math.max(1, seconds));
    const difference = other?.objective ? objective / other.objective - 1 : undefined;
    if (other) compared += 1;
    const row = [
      seed,
      measured.short,
      measured.left,
      euro(objective),
      euro(bound),
      (gap * 100).toFixed(2),
      (pooledGap * 100).toFixed(2),
      seconds.toFixed(1),
      measured.cpuSeconds.toFixed(1),
      memoryMb.toFixed(0),
      other?.objective ? euro(other.objective) : '-',
      other ? other.seconds.toFixed(1) : '-',
      difference === undefined ? '-' : (difference * 100).toFixed(1),
    ];
    console.log(row.map((value) => cell(value)).join(''));
    if (seconds > BARS.seconds) missed.push(`seed ${seed}: ${seconds.toFixed(1)} s`);
    if (gap > BARS.gap) missed.push(`seed ${seed}: gap ${(gap * 100).toFixed(2)} %`);
    if (memoryMb > BARS.memoryMb) missed.push(`seed ${seed}: ${memoryMb.toFixed(0)} MB`);
    if (difference !== undefined && difference > 0.01)
      missed.push(`seed ${seed}: CP-SAT is better`);
  }
  missed.push(...(await benchDispatch()));
  if (compared === 0) {
    console.log(
      `CP-SAT was not run: ${python} is not here or has no ortools. Name another with: npm run bench:staffing -- ${count} <python>`,
    );
  }
  console.log(
    missed.length === 0 ? 'All bars are met.' : `Bars that are not met: ${missed.join('; ')}.`,
  );
}

/** The three dispatch plans over 25 working days, in a process of their own; what missed the bar. */
async function benchDispatch(): Promise<string[]> {
  const { seconds, memoryMb, peaks } = await apart<Dispatched>('--dispatch', 1);
  console.log(
    `Dispatch plans, 40,000 letters over 25 working days: ${seconds.toFixed(1)} s (bar ${BARS.dispatchSeconds}), ${memoryMb.toFixed(0)} MB; peak positions all at once, cheapest, calmest: ${peaks.join(', ')}.`,
  );
  return seconds > BARS.dispatchSeconds ? [`dispatch plans: ${seconds.toFixed(1)} s`] : [];
}

interface Dispatched {
  readonly seconds: number;
  readonly memoryMb: number;
  readonly peaks: readonly number[];
}

async function measureDispatch(seed: number): Promise<Dispatched> {
  const { seconds, options } = await dispatchOptions(shortDispatch(seed));
  return {
    seconds,
    memoryMb: process.resourceUsage().maxRSS / 1024,
    peaks: options.map(({ peakPositions }) => peakPositions),
  };
}

const [first, second] = process.argv.slice(2);
if (first === '--dispatch') process.send?.(await measureDispatch(Number(second)));
else if (first === '--one') process.send?.(await measure(Number(second)));
else await bench(Number(first ?? 10), second ?? process.env['SLUIS_BENCH_PYTHON'] ?? 'python3');
