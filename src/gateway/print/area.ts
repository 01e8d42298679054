import type { EntryFault } from '../../domain/print-job.ts';

/** Something that lies in an area or in a job; with a fault it is never read. */
export interface AreaEntry {
  readonly name: string;
  readonly fault?: EntryFault;
}

export interface AreaFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

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
 * come here. Nothing is ever moved from one area to another: it is read in one and stored in the next.
 */
export interface PrintArea {
  jobs(): Promise<readonly AreaEntry[]>;
  entries(job: string): Promise<readonly AreaEntry[]>;
  /** @throws AreaFault when it is no ordinary file of one name, has more than `mostBytes`, or is gone */
  read(job: string, name: string, mostBytes: number): Promise<Uint8Array>;
  /** Stores a whole job: durable when it resolves, and before that not there at all. One of that name stays as it is. */
  store(job: string, files: AsyncIterable<AreaFile>): Promise<void>;
  remove(job: string): Promise<void>;
  /** Writes a note, whole or not at all. */
  note(name: string, text: string): Promise<void>;
  /** @throws AreaFault, as read */
  readNote(name: string): Promise<string>;
  removeNote(name: string): Promise<void>;
  /** What the printer wrote: names for readReceipt. */
  receipts(): Promise<readonly string[]>;
  readReceipt(name: string): Promise<string>;
}
