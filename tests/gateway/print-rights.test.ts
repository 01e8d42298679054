import { spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalArea } from '../../src/gateway/print/index.ts';

/** Users and groups that need not exist. */
const DEPARTMENT = { uid: 21_001, gid: 31_001 };
const PRINTER = { uid: 21_002, gid: 31_002 };
const isRoot = process.getuid?.() === 0;

let root: string;
beforeAll(async () => {
  if (!isRoot) return;
  root = await mkdtemp(join(tmpdir(), 'sluis-print-rights-'));
  await chmod(root, 0o755);
  // As docs/print.md has it; the gateway is who runs this.
  const folder = async (name: string, gid: number, mode: number) => {
    await mkdir(join(root, name));
    await chown(join(root, name), 0, gid);
    await chmod(join(root, name), mode);
  };
  await folder('inbox', DEPARTMENT.gid, 0o2770);
  await folder('held', 0, 0o700);
  await folder('released', PRINTER.gid, 0o2750);
  await folder('released/_receipts', PRINTER.gid, 0o2770);
  const bytes = Buffer.from('letters');
  for (const area of ['held', 'released'] as const) {
    const files = [{ name: 'brieven.pdf', content: bytes }];
    await createLocalArea(join(root, area), { group: area === 'released' }).store('job', files);
  }
  await writeFile(join(root, 'inbox', 'brieven.pdf'), bytes, { mode: 0o640 });
});
afterAll(async () => {
  if (isRoot) await rm(root, { recursive: true, force: true });
});

/** Whether somebody else can do that, in a process of theirs. */
function can(who: typeof DEPARTMENT, does: string): boolean {
  const script = `const fs = require('node:fs'); process.chdir(${JSON.stringify(root)}); ${does}`;
  return spawnSync(process.execPath, ['-e', script], { ...who, env: {}, cwd: '/' }).status === 0;
}

const describeAsRoot = isRoot ? describe : describe.skip;

describeAsRoot('the print areas, with users of their own (needs root)', () => {
  it('let a department hand in, and reach nothing behind it', () => {
    const may = (does: string) => can(DEPARTMENT, does);
    expect(may(`fs.mkdirSync('inbox/mijn-job'); fs.writeFileSync('inbox/mijn-job/a.pdf', 'x')`)).toBe(true); // prettier-ignore
    expect(may(`fs.readdirSync('held')`)).toBe(false);
    expect(may(`fs.readFileSync('held/job/brieven.pdf')`)).toBe(false);
    expect(may(`fs.writeFileSync('held/x', '')`)).toBe(false);
    expect(may(`fs.readdirSync('released')`)).toBe(false);
    expect(may(`fs.renameSync('inbox/mijn-job', 'released/mijn-job')`)).toBe(false);
    expect(may(`fs.linkSync('inbox/mijn-job/a.pdf', 'released/a.pdf')`)).toBe(false);
    expect(may(`fs.writeFileSync('released/_receipts/job.json', '{}')`)).toBe(false);
  });

  it('let a printer read what was released, write receipts, and nothing else', () => {
    const may = (does: string) => can(PRINTER, does);
    expect(may(`fs.readFileSync('released/job/brieven.pdf')`)).toBe(true);
    expect(may(`fs.writeFileSync('released/_receipts/job.json', '{}')`)).toBe(true);
    expect(may(`fs.writeFileSync('released/job/brieven.pdf', 'x')`)).toBe(false);
    expect(may(`fs.mkdirSync('released/eigen-job')`)).toBe(false);
    expect(may(`fs.renameSync('released/job', 'released/ander')`)).toBe(false);
    expect(may(`fs.readdirSync('held')`)).toBe(false);
    expect(may(`fs.readdirSync('inbox')`)).toBe(false);
    expect(may(`fs.readFileSync('inbox/brieven.pdf')`)).toBe(false);
  });
});
