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
const { checks, needsOf, suites } = await import('./lib/suites.mjs');

// Jest runs ES modules in Node's vm modules, which still carry a warning.
const ES_MODULES = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

await main(async () => {
  const [name = '', ...given] = process.argv.slice(2);
  const jestArguments = withoutKills(given);
  const steps = suites[name];
  if (!steps) {
    throw new Problem(
      `there is no suite "${name}". These exist: ${Object.keys(suites).join(', ')}.`,
    );
  }
  let total = none;
  for (const step of steps) total = add(total, await runStep(step, jestArguments));
  if (total.passed + total.failed === 0) say('No test was run, which counts as a failure.');
  process.stdout.write(`\n${closingLine(total)}\n`);
  return exitCode(total);
});

/** Takes `--kills N` out, which is for the kill tests and not for jest. */
function withoutKills(given) {
  const at = given.indexOf('--kills');
  if (at === -1) return given;
  const kills = given[at + 1] ?? '';
  if (!/^[1-9]\d*$/.test(kills)) {
    throw new Problem('--kills wants a whole number, for example --kills 20.');
  }
  process.env.SLUIS_KILLS = kills;
  return given.toSpliced(at, 2);
}

/** Runs one step and counts; a set-up that cannot go on is a failure of the step, and the next one is still tried. */
async function runStep(step, jestArguments) {
  const started = Date.now();
  try {
    await setUp(needsOf(step));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`${step}: failed, ${error.message}`);
    return { ...none, failed: 1 };
  }
  const count = step in checks ? await runCheck(step) : await runJest(step, jestArguments);
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

async function runJest(project, jestArguments) {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'sluis-report-'));
  const report = path.join(folder, 'report.json');
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const fixed = [
    // Pure tests share no server, so every core may take some; jest leaves one free otherwise.
    ...(project === 'unit' ? ['--maxWorkers=100%'] : []),
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
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${ES_MODULES}`.trim(),
      },
    });
    return countOf(
      fs.existsSync(report) ? JSON.parse(fs.readFileSync(report, 'utf8')) : undefined,
      code,
    );
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
