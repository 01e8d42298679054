import type { SmtpRefusal } from './smtp-reply.ts';

const NUL = 0;
const LF = 10;
const CR = 13;
/** More than this is no header of a letter; Postfix stops at 100 KB. */
const MOST_HEADER_BYTES = 102_400;
const LATIN1 = new TextDecoder('latin1');

/**
 * Why the bytes of a message are refused; undefined when every line ends in CR LF and none holds a NUL. A relay that
 * mends bare line ends changes what was approved, and servers that read them differently can be made to see two
 * messages in one (SMTP smuggling, VU#302671).
 */
export function byteFault(raw: Uint8Array): SmtpRefusal | undefined {
  if (raw.includes(NUL)) return 'nul-byte';
  for (let at = raw.indexOf(LF); at !== -1; at = raw.indexOf(LF, at + 1)) {
    if (raw[at - 1] !== CR) return 'bare-line-end';
  }
  for (let at = raw.indexOf(CR); at !== -1; at = raw.indexOf(CR, at + 1)) {
    if (raw[at + 1] !== LF) return 'bare-line-end';
  }
  return undefined;
}

/** The headers the gate looks at; names in lower case, values unfolded, in the order in which they stand. */
export type Headers = ReadonlyMap<string, readonly string[]>;

/** The headers of a message whose bytes have no fault, or why they cannot be read. */
export function readHeaders(raw: Uint8Array): Headers | SmtpRefusal {
  const end = headerEnd(raw);
  if (end > MOST_HEADER_BYTES) return 'headers-too-big';
  const headers = new Map<string, string[]>();
  const text = LATIN1.decode(raw.subarray(0, end));
  // Unfolding (RFC 5322 §2.2.3): a line that begins with white space belongs to the one before it.
  for (const line of text.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trimEnd();
    if (colon < 1 || !/^[\x21-\x7e]+$/.test(name)) return 'header-malformed';
    const key = name.toLowerCase();
    const value = line.slice(colon + 1).trim();
    const values = headers.get(key);
    if (values) values.push(value);
    else headers.set(key, [value]);
  }
  return headers.size === 0 ? 'message-empty' : headers;
}

/** Where the headers end: the empty line, or the end of a message without a body. */
function headerEnd(raw: Uint8Array): number {
  for (let at = raw.indexOf(CR); at !== -1; at = raw.indexOf(CR, at + 2)) {
    if (raw[at + 2] === CR && raw[at + 3] === LF) return at;
    if (at > MOST_HEADER_BYTES) return at;
  }
  return raw.length;
}
