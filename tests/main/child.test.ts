import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { transformSync } from '@swc/core';
import { isAlive, startChild } from '../../src/main/embedded/child.ts';
import { eventually } from '../support/eventually.ts';
import { testFolder } from '../support/folder.ts';

const FOREVER = 'setInterval(() => {}, 1000)';

describe('a server program under its guard', () => {
  let folder: ReturnType<typeof testFolder>;

  beforeEach(() => {
    folder = testFolder();
  });
  afterEach(() => folder.remove());

  const options = (script: string) => ({
    program: process.execPath,
    args: ['-e', script],
    stopSignal: 'SIGTERM' as const,
    logFile: join(folder.path, 'log'),
    cwd: folder.path,
  });

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'ends when the process that started it gets %s',
    async (signal) => {
      const { parent, serverPid } = await startedByAnotherProcess(options(FOREVER));
      expect(isAlive(serverPid)).toBe(true);

      parent.kill(signal);

      await eventually(() => expect(isAlive(serverPid)).toBe(false));
    },
  );

  it('is killed when it does not heed its stop signal in time', async () => {
    const deaf = `process.on('SIGTERM', () => {}); console.log('deaf'); ${FOREVER}`;
    const child = await startChild(options(deaf));
    await eventually(() =>
      expect(readFileSync(join(folder.path, 'log'), 'utf8')).toContain('deaf'),
    );
    await child.stop(100);
    expect(isAlive(child.pid)).toBe(false);
  });

  it('says so when it ends by itself, and keeps what it wrote', async () => {
    const child = await startChild(options(`console.log('last words')`));
    await child.ended;
    expect(readFileSync(join(folder.path, 'log'), 'utf8')).toBe('last words\n');
    await child.stop();
  });

  it('is refused with an error when there is no such program', async () => {
    const missing = { ...options(FOREVER), program: '/no/such/program', outlive: true };
    await expect(startChild(missing)).rejects.toThrow('ENOENT');
  });

  /** The parent must be another process, since it is killed; the module is compiled for it. */
  async function startedByAnotherProcess(childOptions: ReturnType<typeof options>) {
    const source = readFileSync(
      new URL('../../src/main/embedded/child.ts', import.meta.url),
      'utf8',
    );
    const { code } = transformSync(source, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    writeFileSync(join(folder.path, 'child.mjs'), code);
    const program = join(folder.path, 'parent.mjs');
    writeFileSync(
      program,
      `import { startChild } from './child.mjs';
       console.log((await startChild(${JSON.stringify(childOptions)})).pid);`,
    );
    const parent = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: parent.stdout })) {
      return { parent, serverPid: Number(line) };
    }
    throw new Error('the parent said nothing');
  }
});
