#!/usr/bin/env node
// npm run <program>: set-up, then the program, with its signals and its exit code.
import { checkNode } from './lib/node-version.mjs';

checkNode();
const { spawn } = await import('node:child_process');
const { existsSync } = await import('node:fs');
const { constants } = await import('node:os');
const path = await import('node:path');
const { root } = await import('./lib/places.mjs');
const { programs } = await import('./lib/programs.mjs');
const { main, Problem } = await import('./lib/say.mjs');
const { setUp } = await import('./lib/setup.mjs');

await main(async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const program = programs[name];
  if (!program) {
    throw new Problem(
      `there is no program "${name}". These exist: ${Object.keys(programs).join(', ')}.`,
    );
  }
  await setUp({ build: true, temporal: program.temporal && !process.env.TEMPORAL_ADDRESS });
  const file = path.join(root, 'dist/main', program.file);
  if (!existsSync(file)) {
    throw new Problem(
      `the program "${name}" is not part of this version (there is no src/main/${program.file.replace(/js$/, 'ts')}).`,
    );
  }
  return await pass(
    spawn(process.execPath, ['--enable-source-maps', file, ...args], { stdio: 'inherit' }),
  );
});

/** Hands signals on to the program and resolves to its exit code. */
function pass(child) {
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the program as well; a second one would count as impatience.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 1)));
  });
}
