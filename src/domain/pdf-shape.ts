import type { PdfFaultCode } from './pdf-fault.ts';

const HEAD = 16;
/** Where `startxref`, its number and `%%EOF` are looked for. */
const TAIL = 2_048;
/** What may follow the end: line ends, spaces and the zeros of a block device. */
const PADDING = /[\s\0]*$/;

/**
 * What is wrong with a PDF at first sight (ISO 32000-1 §7.5): it must begin as one, end as one, and its end must point
 * to a table of its objects. A reader forgives more than that and mends what it can; what goes to the printer is not
 * mended, because a file that stopped halfway and one with something behind it would look whole.
 */
export function pdfShapeFault(bytes: Uint8Array): PdfFaultCode | undefined {
  if (!/^%PDF-[12]\.\d/.test(latin(bytes.subarray(0, HEAD)))) return 'not-a-pdf';
  const tail = latin(bytes.subarray(Math.max(0, bytes.length - TAIL))).replace(PADDING, '');
  const end = /startxref\s+(\d{1,10})\s+%%EOF$/.exec(tail);
  if (!end) return tail.includes('%%EOF') ? 'appended' : 'damaged';
  const at = Number(end[1]);
  const table = latin(bytes.subarray(at, at + 64));
  return /^\s*(?:xref\s|\d+\s+\d+\s+obj)/.test(table) ? undefined : 'damaged';
}

function latin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
