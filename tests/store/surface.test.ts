import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { testFolder } from '../support/folder.ts';

const root = join(import.meta.dirname, '../..');
const folder = testFolder();
afterAll(() => folder.remove());

describe('what others see of the store', () => {
  it('has no type of Prisma or pg in it', async () => {
    // The compiler writes the whole surface out in the declaration of createStore.
    const project = join(folder.path, 'tsconfig.json');
    const compilerOptions = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: join(root, 'src'),
      outDir: join(folder.path, 'types'),
      typeRoots: [join(root, 'node_modules/@types')],
    };
    writeFileSync(
      project,
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions,
        include: [join(root, 'src/store/client.ts')],
      }),
    );
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    await promisify(execFile)(process.execPath, [compiler, '-p', project]).catch(() => undefined);
    const written = join(folder.path, 'types/store/client.d.ts');
    expect(existsSync(written)).toBe(true);
    const surface = readFileSync(written, 'utf8');
    expect(surface).toContain('mailings: {');
    expect(surface).not.toMatch(/generated|@prisma|Prisma|from ['"]pg['"]|import\("pg"\)/);
  }, 60_000);
});
