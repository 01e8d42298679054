import type { SeenFile } from '../../domain/print-job.ts';
import { MANIFEST_NAME, MOST_FILES, type PrintManifest } from '../../domain/print-manifest.ts';
import type { PdfReader } from '../../pdf/index.ts';
import { collect } from './collect.ts';
import type { PrintArea } from './area.ts';
import { orFault } from './whole.ts';

/** What lies in a job's folder. */
export interface Look {
  readonly seen: readonly SeenFile[];
  /** Of the first pages, for the lead to read. */
  readonly text: string;
}

/** Characters. */
const MOST_TEXT = 100_000;
const NEXT_PAGE = '\n\f\n';

/**
 * Reads what lies in the folder, file by file, so that never more than one file is in memory, and that one once; a folder
 * of thousands of strangers is not read.
 */
export async function look(
  inbox: PrintArea,
  pdf: PdfReader,
  manifest: PrintManifest,
  job: string,
): Promise<Look> {
  const entries = (await inbox.entries(job)).filter(({ name }) => name !== MANIFEST_NAME);
  const seen: SeenFile[] = [];
  let text = '';
  for (const { name, fault: why } of entries.slice(0, MOST_FILES * 2)) {
    const listed = manifest.files.find((file) => file.name === name);
    const most = pdf.limits.bytes;
    const found =
      why ?? (listed ? await orFault(collect(inbox.pieces(job, name, most), Math.min(listed.bytes, most))) : 'gone'); // prettier-ignore
    if (typeof found === 'string') {
      seen.push({ name, fault: found });
      continue;
    }
    const { sha256, length } = found;
    const reading = await pdf.readAway(found.bytes());
    if (reading.ok) text = addedTo(text, reading.facts.text);
    // The text of hundreds of files is more than the files themselves.
    const facts = reading.ok ? { ...reading.facts, text: [] } : reading.fault;
    seen.push({ name, sha256, bytes: length, pdf: facts });
  }
  return { seen, text };
}

function addedTo(text: string, pages: readonly string[]): string {
  if (text.length >= MOST_TEXT) return text;
  return [...(text ? [text] : []), ...pages].join(NEXT_PAGE).slice(0, MOST_TEXT);
}
