import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './command.mjs';
import { isExecutable } from './places.mjs';

/**
 * Builds a program with Go from its module (`path@version`) and puts it at `target`, whose file name is the module's
 * last part. Resolves to undefined when it worked, and otherwise to the last lines that Go said. `name` is what is built.
 */
export async function installWithGo(go, module, target, name) {
  const folder = `${target}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    const result = await run(go, ['install', '-trimpath', '-ldflags', '-s -w', module], {
      cwd: folder,
      env: {
        ...process.env,
        GOBIN: folder,
        GOFLAGS: '',
        GOOS: '',
        GOARCH: '',
        GOWORK: 'off',
        GO111MODULE: 'on',
      },
      busy: `${name}: still building`,
    });
    const made = join(folder, basename(target));
    if (result.code !== 0 || !isExecutable(made)) {
      return result.output.split('\n').slice(-6).join('\n');
    }
    renameSync(made, target);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
