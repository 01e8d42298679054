import { spawn } from 'node:child_process';
import { duration, say } from './say.mjs';

const STILL_BUSY_MS = 20_000;

/**
 * Runs a program and waits for it. Resolves to `{code, output}`, with the last 200 lines of both streams; it never
 * rejects: a program that cannot be started has code 127, one that `stopWhen` ended has code 124.
 *
 * @param options.show   true: the program writes to our own streams, and no output is kept
 * @param options.busy   a text to repeat with the elapsed time every 20 s, so that a long step is not a silent one
 * @param options.stopWhen   called every second; a truthy answer ends the program
 */
export function run(program, args, options = {}) {
  const started = Date.now();
  const lines = [];
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: options.show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    // npm is a script on Windows, and those need a shell.
    shell: process.platform === 'win32' && /\.(cmd|bat)$/.test(program),
  });
  const keep = (chunk) => {
    lines.push(...chunk.toString().split('\n'));
    lines.splice(0, lines.length - 200);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  const end = (signal) => {
    child.kill(signal);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  const onInt = () => end('SIGINT');
  const onTerm = () => end('SIGTERM');
  process.once('SIGINT', onInt).once('SIGTERM', onTerm);

  const busy =
    options.busy &&
    setInterval(() => say(`${options.busy} (${duration(Date.now() - started)})`), STILL_BUSY_MS);
  let stopped = false;
  const watch =
    options.stopWhen &&
    setInterval(() => {
      if (!options.stopWhen()) return;
      stopped = true;
      child.kill('SIGKILL');
    }, 1000);

  return new Promise((resolve) => {
    const finish = (code) => {
      clearInterval(busy);
      clearInterval(watch);
      process.off('SIGINT', onInt).off('SIGTERM', onTerm);
      resolve({ code: stopped ? 124 : code, output: lines.filter(Boolean).join('\n') });
    };
    child.on('error', (error) => {
      lines.push(error.message);
      finish(127);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
