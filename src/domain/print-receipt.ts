import type { Instant } from './instant.ts';

export const PRINT_RECEIPT_FORMAT = 'sluis-print-receipt/1';

/** What the printer's check writes when it lets a job be printed. */
export interface PrintReceipt {
  readonly format: typeof PRINT_RECEIPT_FORMAT;
  readonly jobId: string;
  readonly permitId: string;
  /** SHA-256 of the job's manifest.json, hexadecimal. */
  readonly manifestDigest: string;
  readonly addressCount: number;
  /** Who printed it, as the permit names it. */
  readonly printer: string;
  readonly printedAt: Instant;
}

/** Why a receipt is not taken. */
export type ReceiptFault =
  | 'not-a-receipt'
  | 'unknown-job'
  | 'not-released'
  | 'other-permit'
  | 'other-content'
  | 'other-printer'
  | 'too-early';

/** What is known of the job that a receipt is about. */
export interface ReceiptFacts {
  readonly permitId?: string;
  readonly manifestDigest: string;
  readonly addressCount: number;
  readonly releasedAt?: Instant;
}

/** Two machines' clocks may differ by this much. */
const CLOCK_TOLERANCE_MS = 300_000;

/** The receipt in the text of a file; undefined when it is none. */
export function readReceipt(text: string): PrintReceipt | undefined {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof given !== 'object' || given === null) return undefined;
  const one = given as { [field: string]: unknown };
  const texts = ['jobId', 'permitId', 'manifestDigest', 'printer', 'printedAt'];
  const whole =
    one['format'] === PRINT_RECEIPT_FORMAT &&
    texts.every((name) => typeof one[name] === 'string' && one[name].length <= 100) &&
    Number.isSafeInteger(one['addressCount']) &&
    !Number.isNaN(Date.parse(String(one['printedAt'])));
  return whole ? (given as PrintReceipt) : undefined;
}

/** The first thing in which `receipt` is not one of the job that `facts` are of, as `printer` was to print it. */
export function receiptFault(
  receipt: PrintReceipt,
  facts: ReceiptFacts,
  printer: string,
): ReceiptFault | undefined {
  if (!facts.releasedAt) return 'not-released';
  if (receipt.permitId !== facts.permitId) return 'other-permit';
  const same =
    receipt.manifestDigest === facts.manifestDigest && receipt.addressCount === facts.addressCount;
  if (!same) return 'other-content';
  if (receipt.printer !== printer) return 'other-printer';
  const early = Date.parse(receipt.printedAt) < Date.parse(facts.releasedAt) - CLOCK_TOLERANCE_MS;
  return early ? 'too-early' : undefined;
}
