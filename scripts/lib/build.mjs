import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { run } from './command.mjs';
import { filesUnder, fingerprint, isStamped } from './fingerprint.mjs';
import { root, writeWhole } from './places.mjs';
import { duration, Problem, say } from './say.mjs';

const source = join(root, 'src');
const dist = join(root, 'dist');
const stampFile = join(dist, '.build');
const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map((name) =>
  join(root, name),
);

/** Compiles src to dist, unless nothing changed since the last time; other files than code are copied along. */
export async function build() {
  const files = filesUnder(source);
  const digest = fingerprint(root, [...files, ...settings]);
  if (isStamped(stampFile, digest)) return;
  say('Programs: compiling');
  const started = Date.now();
  const draft = join(root, `dist.${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  try {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const result = await run(
      process.execPath,
      [compiler, '-p', 'tsconfig.build.json', '--outDir', draft],
      {
        cwd: root,
      },
    );
    if (result.code !== 0) {
      throw new Problem(
        `the sources do not compile. Mend these and run the same command again:\n${result.output}`,
      );
    }
    for (const file of files.filter((name) => !/\.(ts|tsx|mts|cts)$/.test(name))) {
      const target = join(draft, relative(source, file));
      mkdirSync(dirname(target), { recursive: true });
      cpSync(file, target);
    }
    // A whole folder is swapped in, so that a file whose source is gone does not linger.
    writeWhole(join(draft, '.build'), `${digest}\n`);
    rmSync(dist, { recursive: true, force: true });
    renameSync(draft, dist);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  say(`Programs: compiled in ${duration(Date.now() - started)}`);
}
