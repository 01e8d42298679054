import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PrintPlace } from '../../config-print.ts';
import { PRINT_JOB_FORMAT, type PrintManifest } from '../../domain/print-manifest.ts';
import { waitFor } from './narrator.ts';
import { sampleBytes } from './sample.ts';
import type { Stage } from './stage.ts';

interface PrintJobView {
  readonly jobId: string;
  readonly status: string;
  readonly addressCount: number;
  readonly reasons?: readonly { readonly text: { readonly nl: string } }[];
}

const PAGES_OF_THE_SAMPLE = 2;
const COMMAND = fileURLToPath(new URL('../sluis-verify.js', import.meta.url));

/** The job with the letters of one batch. */
export const letterJob = (batch: number) => `woz-2027-${batch}`;

/** The demo plays department and printer itself, which it can in folders only. */
function folderOf(place: PrintPlace): string {
  if (typeof place === 'string') return place;
  throw new Error(`The demo needs print areas that are folders; ${place.name} is an object store.`);
}

/** The department puts the letters of each batch into the print folder, and sees that they are held. */
export async function handInLetters(
  stage: Stage,
  mailingId: string,
  letters: readonly number[],
): Promise<readonly PrintJobView[]> {
  const file = sampleBytes('woz-2027/letter.pdf');
  for (const [index, addressCount] of letters.entries()) {
    const manifest: PrintManifest = {
      format: PRINT_JOB_FORMAT,
      jobId: letterJob(index + 1),
      mailingId,
      batch: index + 1,
      addressCount,
      postage: 'two-days',
      files: [
        {
          name: 'brief.pdf',
          sha256: createHash('sha256').update(file).digest('hex'),
          bytes: file.length,
          pages: PAGES_OF_THE_SAMPLE,
        },
      ],
    };
    const folder = join(folderOf(stage.print.inbox), manifest.jobId);
    await mkdir(folder);
    await writeFile(join(folder, 'brief.pdf'), file);
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  }
  const lead = await stage.as(stage.who('kcc-lead'));
  return waitFor('the letters held', async () => {
    const { results } = await lead.get<{ results: PrintJobView[] }>(
      `/v1/mailings/${mailingId}/print-jobs`,
    );
    const refused = results.flatMap(({ reasons = [] }) => reasons.map(({ text }) => text.nl));
    if (refused.length > 0) throw new Error(`The print folder refused: ${refused.join(' ')}`);
    return results.length === letters.length && results;
  });
}

/** The print house checks the job of a batch with its own command and the municipality's public key; answers its line. */
export async function printLetters(stage: Stage, batch: number): Promise<string> {
  const keyFile = join(folderOf(stage.print.released), 'keys.json');
  const keys = await fetch(`${stage.baseUrl}/.well-known/jwks.json`);
  await writeFile(keyFile, await keys.text());
  const job = join(folderOf(stage.print.released), letterJob(batch));
  const run = (): Promise<{ code: number; line: string }> =>
    new Promise((resolve) => {
      const args = [
        COMMAND,
        job,
        '--keys',
        keyFile,
        '--printer',
        stage.print.printer,
        '--lang',
        'en',
      ];
      execFile(process.execPath, args, (error, stdout) =>
        resolve({ code: error ? Number(error.code) : 0, line: stdout.trim() }),
      );
    });
  return waitFor(`batch ${batch} with the printer`, async () => {
    const { code, line } = await run();
    return code === 0 && line;
  });
}
