import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** How a server program is started and ended. */
export interface ChildOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** The signal on which this program ends in good order. */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Both output streams are appended to this file. */
  readonly logFile: string;
  readonly cwd: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Keep running after this process has ended; whoever asks for this stops the program by its pid. */
  readonly outlive?: boolean;
}

/** A running server program. */
export interface Child {
  readonly pid: number;
  /** Settles when the program has ended, by whatever cause. */
  readonly ended: Promise<void>;
  /** Ends the program in good order; after the time-out (ms) it is killed. */
  readonly stop: (timeoutMs?: number) => Promise<void>;
}

// The program runs in a session of its own, so that Ctrl-C does not reach it before we have let go of it. This guard
// ends it when our end of the pipe closes, which also happens when we are killed and cannot say goodbye.
const GUARD = `
signal=$1; shift
exec 4<&0
"$@" </dev/null 3>&- 4<&- & child=$!
echo $child >&3
exec 3>&-
(cat <&4 >/dev/null; kill -$signal $child 2>/dev/null) & guard=$!
wait $child
kill $guard 2>/dev/null
`;

/** Starts a server program under a guard that ends it when this process ends, however that happens. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const log = openSync(options.logFile, 'a', 0o600);
  const plain = options.outlive === true || process.platform === 'win32';
  const command = plain
    ? [options.program, ...options.args]
    : [
        '/bin/sh',
        '-c',
        GUARD,
        'sluis-guard',
        options.stopSignal.slice(3),
        options.program,
        ...options.args,
      ];
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: options.cwd,
    detached: true,
    stdio: plain ? ['ignore', log, log] : ['pipe', log, log, 'pipe'],
    ...options.user,
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve()).on('error', () => resolve());
  });
  await once(child, 'spawn');
  const pid = plain ? child.pid : await announcedPid(child);
  if (pid === undefined) throw new Error(`${options.program} has no process id.`);
  if (options.outlive === true) child.unref();
  return { pid, ended, stop: (timeoutMs = 20_000) => stop(child, pid, options, ended, timeoutMs) };
}

/** The guard's first line on its third stream: the pid of the program itself. */
async function announcedPid(child: ChildProcess): Promise<number> {
  for await (const line of createInterface({ input: child.stdio[3] as Readable }))
    return Number(line);
  throw new Error('The guard ended before it had started its program.');
}

async function stop(
  child: ChildProcess,
  pid: number,
  options: ChildOptions,
  ended: Promise<void>,
  timeoutMs: number,
): Promise<void> {
  signal(pid, options.stopSignal);
  const timer = setTimeout(() => signal(pid, 'SIGKILL'), timeoutMs);
  await ended;
  clearTimeout(timer);
  child.stdin?.destroy();
}

/** Sends a signal; a process that is gone already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** True when a process of that id exists. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
