#!/usr/bin/env node
import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, realpath, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { isJobName } from '../domain/print-manifest.ts';
import { PRINT_RECEIPT_FORMAT, type PrintReceipt } from '../domain/print-receipt.ts';
import { exitCodeOf, type PrintVerdict, VERDICT_TEXTS } from '../domain/print-verdict.ts';
import type { Language } from '../domain/text.ts';
import { HALT_NOTE, RECEIPTS_FOLDER } from '../gateway/print/area.ts';
import { checkJob } from '../gateway/print/job-check.ts';
import { createLocalArea } from '../gateway/print/local-area.ts';
import { evidenceCommand } from './sluis-verify-evidence.ts';

interface Wanted {
  readonly job: string;
  readonly keys: string;
  readonly printer: string;
  readonly receipts?: string;
  readonly language: Language;
}

interface Found {
  readonly verdict: PrintVerdict;
  /** What is said behind the verdict. */
  readonly detail?: string;
}

/** For the print house: whether a job may be printed here and now. Prints one line; see docs/print.md. */
async function main(): Promise<void> {
  const wanted = wantedOf(process.argv.slice(2));
  const { verdict, detail } = wanted.job ? await verify(wanted) : { verdict: 'usage' as const };
  const sentence = VERDICT_TEXTS[verdict][wanted.language];
  const head = verdict === 'may-print' ? 'OK' : wanted.language === 'nl' ? 'NIET DRUKKEN' : 'DO NOT PRINT'; // prettier-ignore
  const subject = verdict === 'usage' ? '' : `${shown(basename(wanted.job))} `;
  process.stdout.write(`${head}: ${subject}${sentence}${detail ? ` (${detail})` : ''}.\n`);
  process.exitCode = exitCodeOf(verdict);
}

async function verify({
  job: path,
  keys: keyFile,
  printer,
  receipts,
  language,
}: Wanted): Promise<Found> {
  // prettier-ignore
  const keys = await readKeys(keyFile);
  if (!keys || !printer) return { verdict: 'usage' };
  const job = basename(path);
  const root = await realpath(dirname(path)).catch(() => undefined);
  if (!isJobName(job) || root === undefined) return { verdict: 'not-a-job' };
  if (await exists(join(root, `${job}.stop.json`))) return { verdict: 'stopped' };
  if (await exists(join(root, HALT_NOTE))) return { verdict: 'halted' };
  const folder = receipts ?? join(root, RECEIPTS_FOLDER);
  const receiptFile = join(folder, `${job}.json`);
  // Also where another colleague, who named no folder, has left it.
  for (const one of [receiptFile, join(root, RECEIPTS_FOLDER, `${job}.json`)]) {
    if (await exists(one)) return { verdict: 'already-printed' };
  }
  const now = new Date().toISOString();
  const found = await checkJob(createLocalArea(root), job, { keys, printer, now });
  if (found.verdict !== 'may-print') return found;
  const { manifest, manifestDigest, permit } = found;
  const receipt: PrintReceipt = {
    format: PRINT_RECEIPT_FORMAT,
    jobId: job,
    permitId: permit.id,
    manifestDigest,
    addressCount: manifest.addressCount,
    printer,
    printedAt: now,
  };
  const written = await writeOnce(folder, receiptFile, receipt);
  if (written !== 'written') return { verdict: written };
  const letters = language === 'nl' ? 'brieven' : 'letters';
  return {
    verdict: 'may-print',
    detail: `${manifest.addressCount} ${letters}, permit ${permit.id}`,
  };
}

/** Of two that check the same job at the same moment one gets to write the receipt. */
async function writeOnce(
  folder: string,
  path: string,
  receipt: PrintReceipt,
): Promise<'written' | 'already-printed' | 'receipt-not-written'> {
  const unfinished = join(folder, `.${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(unfinished, 'wx', 0o640);
    await file.writeFile(`${JSON.stringify(receipt, undefined, 2)}\n`);
    await file.sync();
    await file.close();
    await link(unfinished, path);
    return 'written';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EEXIST' ? 'already-printed' : 'receipt-not-written';
  } finally {
    await rm(unfinished, { force: true }).catch(() => undefined);
  }
}

function wantedOf(args: readonly string[]): Wanted {
  const { values, positionals } = parsed(args);
  const language = values.lang === 'en' ? 'en' : 'nl';
  const job = positionals.length === 1 ? (positionals[0] ?? '').replace(/\/+$/, '') : '';
  return {
    job,
    keys: values.keys ?? process.env['SLUIS_KEYS'] ?? '',
    printer: values.printer ?? process.env['SLUIS_PRINTER'] ?? '',
    ...(values.receipts !== undefined && { receipts: values.receipts }),
    language,
  };
}

function parsed(args: readonly string[]) {
  const options = { keys: { type: 'string' }, printer: { type: 'string' }, receipts: { type: 'string' }, lang: { type: 'string' } } as const; // prettier-ignore
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch {
    return { values: {} as { [name in keyof typeof options]?: string }, positionals: [] };
  }
}

async function readKeys(file: string) {
  try {
    return createLocalJWKSet(JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet);
  } catch {
    return undefined;
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

/** On one line, whatever somebody called a folder. */
const shown = (name: string) => name.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);

const given = process.argv.slice(2);
await (given.includes('--evidence') ? evidenceCommand(given) : main());
