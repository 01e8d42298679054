import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PrintManifest } from '../../src/domain/print-manifest.ts';
import { loadedKeys } from '../../src/gateway/index.ts';
import { createLocalArea, RECEIPTS_FOLDER, startPrint } from '../../src/gateway/print/index.ts';
import type { PrintAreas } from '../../src/gateway/print/area.ts';
import { createPdfReader } from '../../src/pdf/index.ts';
import type { PrintedBatch } from '../../src/store/print-job.ts';
import { aMailing, type TestGate } from './gate.ts';
import { letterPdf } from './pdf.ts';

export const LETTER = 'Beste inwoner, u krijgt dit jaar een aanslag van de gemeente Sluiswaard.';
export const PRINTER = 'drukkerij-test';

export type TestPrint = Awaited<ReturnType<typeof testPrint>>;

/** Three areas in a folder of the test's own, and what watches them. */
export async function testPrint(gate: TestGate) {
  const root = await mkdtemp(join(tmpdir(), 'sluis-print-'));
  const folders = {
    inbox: join(root, 'inbox'),
    held: join(root, 'held'),
    released: join(root, 'released'),
  };
  for (const folder of [folders.inbox, folders.held, join(folders.released, RECEIPTS_FOLDER)]) {
    await mkdir(folder, { recursive: true });
  }
  const areas: PrintAreas = {
    inbox: createLocalArea(folders.inbox),
    held: createLocalArea(folders.held),
    released: createLocalArea(folders.released),
  };
  const keyFile = join(root, 'keys.json');
  const publicKeys = { keys: [gate.keys.publicJwk] };
  await writeFile(keyFile, JSON.stringify(publicKeys));
  const reported: PrintedBatch[] = [];
  const running = new Set<{ stop(): Promise<void> }>();
  return {
    root,
    folders,
    areas,
    keyFile,
    reported,
    keys: loadedKeys(async () => publicKeys, 0),
    pdf: createPdfReader(),
    /** Watches `own` areas, or those of the test. */
    start(own: PrintAreas = areas) {
      const print = startPrint(
        { pollMs: 50, printer: PRINTER, cutOff: '17:30' },
        {
          store: gate.store,
          areas: own,
          pdf: createPdfReader(),
          keys: loadedKeys(async () => publicKeys, 0),
          reportPrinted: async (batch) => void reported.push(batch),
          logger: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
          clock: () => gate.clock.now(),
        },
      );
      running.add(print);
      return print;
    },
    async stop(): Promise<void> {
      await Promise.all([...running].map((one) => one.stop()));
      running.clear();
    },
    async end(): Promise<void> {
      await this.stop();
      await rm(root, { recursive: true, force: true });
    },
    /** What the department reads about a job that was refused: where and why, in Dutch. */
    async refusal(job: string): Promise<string[]> {
      const text = await readFile(join(folders.inbox, `${job}.refused.json`), 'utf8');
      const { reasons } = JSON.parse(text) as { reasons: { where: string; nl: string }[] };
      return reasons.map(({ where, nl }) => `${where}: ${nl}`);
    },
    names: (area: keyof typeof folders) => readdir(folders[area]).then((all) => all.toSorted()),
  };
}

/** A mailing with `letters` letters in its one batch. */
export const letterMailing = (gate: TestGate, status: 'held' | 'releasing', letters = 2) =>
  aMailing(gate, status, { addressees: 0, letters });

export interface JobOptions {
  readonly job?: string;
  readonly files?: { readonly [name: string]: Buffer };
  readonly letters?: number;
  readonly manifest?: Partial<Record<keyof PrintManifest, unknown>>;
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Puts a job into the inbox as a department does, its manifest last; answers its name. */
export async function handInJob(
  print: TestPrint,
  mailingId: string,
  { job = `job-${randomUUID().slice(0, 8)}`, letters = 2, ...options }: JobOptions = {},
): Promise<string> {
  const pages = Array.from({ length: letters }, () => LETTER);
  const files = options.files ?? { 'brieven.pdf': await letterPdf(pages) };
  const folder = join(print.folders.inbox, job);
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const manifest = manifestOf(mailingId, job, files, letters, options.manifest);
  await writeFile(join(folder, 'manifest.json'), manifest);
  return job;
}

/** The text of a manifest that says what `files` are, each with `letters` pages. */
export function manifestOf(
  mailingId: string,
  jobId: string,
  files: { readonly [name: string]: Buffer },
  letters = 2,
  own: JobOptions['manifest'] = {},
): string {
  return JSON.stringify({
    format: 'sluis-print-job/1',
    jobId,
    mailingId,
    batch: 1,
    addressCount: letters,
    postage: 'two-days',
    files: Object.entries(files).map(([name, bytes]) => ({
      name,
      sha256: sha256(bytes),
      bytes: bytes.length,
      pages: letters,
    })),
    ...own,
  });
}
