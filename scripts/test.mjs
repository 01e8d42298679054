#!/usr/bin/env node
// npm test and npm run test:<suite> [-- arguments for jest]: set-up, then the suite's steps, then one closing line.
import { checkNode } from './lib/node-version.mjs';

checkNode();
const fs = await import('node:fs');
const { tmpdir } = await import('node:os');
const path = await import('node:path');
const { run } = await import('./lib/command.mjs');
const { add, closingLine, countOf, exitCode, none } = await import('./lib/count.mjs');
const { root } = await import('./lib/places.mjs');
const { duration, main, Problem, say } = await import('./lib/say.mjs');
const { setUp } = await import('./lib/setup.mjs');
const { environmentOn } = await import('./lib/other-day.mjs');
const { FAULTS, faultTable } = await import('./lib/faults.mjs');
const { listed, secondTryText, withSecondTry, worthASecondTry } =
  await import('./lib/second-try.mjs');
const { checks, mayTryAgain, needsOf, suites } = await import('./lib/suites.mjs');

// Jest runs ES modules in Node's vm modules, which still carry a warning.
const ES_MODULES = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

const FAULT_FLAGS = {
  '--kills': ['SLUIS_KILLS'],
  '--times': ['KILL_ROUNDS', 'SLUIS_KILLS'],
  '--seed': ['SLUIS_SEED', 'MODEL_SEED'],
};

// A set-up that failed halfway may leave a server listening: the run ends all the same. Modules in a vm are never given
// back, 40 MB a file or so: a worker that has grown makes way for a new one before the heap is full.
const WITH_SERVERS = ['--forceExit', '--workerIdleMemoryLimit=1GB'];

/** What jest and its servers get besides our own environment: the day of `--on`. */
let elsewhen = {};

/** Sentences about files that passed at their second try only, for the end of the run. */
const passedAlone = [];

await main(async () => {
  const [name = '', ...given] = process.argv.slice(2);
  const jestArguments = withoutOurs(given);
  const steps = suites[name];
  if (!steps) {
    throw new Problem(
      `there is no suite "${name}". These exist: ${Object.keys(suites).join(', ')}.`,
    );
  }
  let total = none;
  for (const step of steps) {
    // Arguments choose tests, and a second try takes whole files.
    const again = jestArguments.length === 0 && mayTryAgain(name, step);
    total = add(total, await runStep(step, jestArguments, again));
  }
  for (const sentence of passedAlone) say(sentence);
  if (total.passed + total.failed === 0) say('No test was run, which counts as a failure.');
  process.stdout.write(`\n${closingLine(total)}\n`);
  return exitCode(total);
});

/**
 * Takes what is not for jest out, as environment: `--kills N`, `--times N`, `--seed N` for the fault tests, and
 * `--on DAY`, on which the tests are to believe that they run.
 */
function withoutOurs(given) {
  const rest = [];
  for (let at = 0; at < given.length; at += 1) {
    if (given[at] === '--on') {
      at += 1;
      elsewhen = environmentOn(given[at] ?? '');
      continue;
    }
    const names = FAULT_FLAGS[given[at]];
    if (!names) {
      rest.push(given[at]);
      continue;
    }
    at += 1;
    if (!/^[1-9]\d*$/.test(given[at] ?? '')) {
      throw new Problem(`${given[at - 1]} wants a whole number, for example ${given[at - 1]} 20.`);
    }
    for (const name of names) process.env[name] = given[at];
  }
  return rest;
}

/** Runs one step and counts; a set-up that cannot go on is a failure of the step, and the next one is still tried. */
async function runStep(step, jestArguments, again) {
  const started = Date.now();
  try {
    await setUp(needsOf(step));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`${step}: failed, ${error.message}`);
    return { ...none, failed: 1 };
  }
  const count = await (step in checks
    ? runCheck(step)
    : step.startsWith('faults')
      ? runFaults(step === 'faults-short', jestArguments)
      : runJest(step, jestArguments, again));
  say(`${step}: ${closingLine(count)} in ${duration(Date.now() - started)}`);
  return count;
}

async function runCheck(step) {
  const [tool, ...args] = checks[step];
  const { code, output } = await run(
    process.execPath,
    [path.join(root, 'node_modules', tool), ...args],
    {
      cwd: root,
    },
  );
  if (code === 0) return { ...none, passed: 1 };
  process.stdout.write(`${output}\n`);
  return { ...none, failed: 1 };
}

/** Breaks one thing after another and closes with a table; a test that fails is a violation. */
async function runFaults(short, jestArguments) {
  const times = Number(process.env.KILL_ROUNDS ?? 1);
  process.env.KILL_ROUNDS ??= '1';
  if (!short) {
    process.env.SLUIS_FAULTS ??= 'all';
    process.env.SLUIS_KILLS ??= '2';
    process.env.MERGE ??= '5000';
    process.env.MODEL_RUNS ??= String(10_000 * times);
  }
  let total = none;
  const rows = [];
  for (const { fault, project, file, injected, short: isShort } of FAULTS) {
    if (short && !isShort) continue;
    const started = Date.now();
    const count = await runJest(project, [file, ...jestArguments]);
    total = add(total, count);
    const ran = count.passed + count.failed;
    const n = ran === 0 ? 'skipped' : injected(ran, times);
    rows.push([fault, n, count.failed, duration(Date.now() - started)]);
  }
  process.stdout.write(`\n${faultTable(rows)}\n`);
  return total;
}

/** Runs a project of jest and counts; `again` gives the files that failed on a busy machine a second try alone. */
async function runJest(project, jestArguments, again = false) {
  const { report, code } = await reportOf(project, jestArguments);
  const files = again ? worthASecondTry(report) : [];
  if (files.length === 0) return countOf(report, code);
  say(`${project}: once more, alone: ${listed(root, files)}`);
  const second = await reportOf(project, ['--runInBand', '--runTestsByPath', ...files]);
  const count = countOf(second.report, second.code);
  if (count.failed === 0) passedAlone.push(secondTryText(root, files));
  return withSecondTry(report, files, count);
}

async function reportOf(project, jestArguments) {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'sluis-report-'));
  const report = path.join(folder, 'report.json');
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const fixed = [
    // Pure tests share no server, so every core may take some; jest leaves one free otherwise.
    ...(project === 'unit' ? ['--maxWorkers=100%'] : WITH_SERVERS),
    '--selectProjects',
    project,
    '--passWithNoTests',
    '--json',
    `--outputFile=${report}`,
  ];
  try {
    const { code } = await run(process.execPath, [jest, ...fixed, ...jestArguments], {
      cwd: root,
      show: true,
      env: {
        ...process.env,
        ...elsewhen,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${ES_MODULES}`.trim(),
        // Said once is enough: docs/adr/0029-print-areas-in-an-object-store.md.
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      },
    });
    return {
      code,
      report: fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : undefined,
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
