import type { EntryFault } from '../../domain/print-job.ts';

/** Something that lies in an area or in a job; with a fault it is never read. */
export interface AreaEntry {
  readonly name: string;
  readonly fault?: EntryFault;
}

export interface AreaFile {
  readonly name: string;
  /** All of it, or piece by piece. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Where the printer writes its receipts; no job has a name that begins with an underscore. */
export const RECEIPTS_FOLDER = '_receipts';
/** The note that everything was stopped; no job has a name that begins with an underscore. */
export const HALT_NOTE = '_halt.json';
/** Bytes of a note or a receipt beyond which it is not read. */
export const NOTE_BYTES = 1_048_576;
export const RECEIPT_BYTES = 10_000;
/** What lies unfinished for longer than this (ms) is left over from a crash; what another gateway writes now is younger. */
export const ABANDONED_MS = 3_600_000;

/** What lies there is not what may be read. */
export class AreaFault extends Error {
  override name = 'AreaFault';
  readonly fault: EntryFault;

  constructor(name: string, fault: EntryFault) {
    super(`${name}: ${fault}`);
    this.fault = fault;
  }
}

/**
 * One of the three areas of print jobs: `inbox` (the department writes), `held` (the gateway only) and `released` (the
 * printer reads). Jobs are folders; notes are files beside them. Names were checked (isJobName, isFileName) before they
 * come here. A job is there once its manifest is. Nothing is ever moved from one area to another: it is read in one and stored in the next.
 */
export interface PrintArea {
  jobs(): Promise<readonly AreaEntry[]>;
  entries(job: string): Promise<readonly AreaEntry[]>;
  /** @throws AreaFault when it is no ordinary file of one name, has more than `mostBytes`, or is gone */
  read(job: string, name: string, mostBytes: number): Promise<Uint8Array>;
  /** The same, in pieces of bounded size; what is wrong with it is thrown when the first one is asked for. */
  pieces(job: string, name: string, mostBytes: number): AsyncIterable<Uint8Array>;
  /**
   * Stores a whole job, its manifest last: durable when it resolves, and before that no job. Of a job that is there
   * already nothing is changed.
   */
  store(job: string, files: Iterable<AreaFile>): Promise<void>;
  /** Its manifest goes first. */
  remove(job: string): Promise<void>;
  /** When the last of it was written, in ms since 1970. @throws AreaFault when nothing of it is there */
  writtenAt(job: string): Promise<number>;
  /** Writes a note, whole or not at all. */
  note(name: string, text: string): Promise<void>;
  /** @throws AreaFault, as read */
  readNote(name: string): Promise<string>;
  removeNote(name: string): Promise<void>;
  /** What the printer wrote: names for readReceipt. */
  receipts(): Promise<readonly string[]>;
  readReceipt(name: string): Promise<string>;
}

/** All pieces in one. */
export async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const found: Uint8Array[] = [];
  for await (const piece of pieces) found.push(piece);
  return found.length === 1 ? Buffer.from(found[0]!) : Buffer.concat(found);
}

/** The three places that a print job goes through, each under rights of its own. */
export interface PrintAreas {
  /** The department writes, the gateway reads and answers. */
  readonly inbox: PrintArea;
  /** The gateway only. */
  readonly held: PrintArea;
  /** The gateway writes, the printer reads. */
  readonly released: PrintArea;
}
