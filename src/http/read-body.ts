import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/** The media type of the body, without parameters and in lower case; empty when there is none. */
export function mediaTypeOf(req: IncomingMessage): string {
  return (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** Whether the request has a body, as its framing says. */
export function hasBody(req: IncomingMessage): boolean {
  return (
    req.headers['transfer-encoding'] !== undefined ||
    Number(req.headers['content-length'] ?? '0') > 0
  );
}

/**
 * The whole body, of at most `limit` bytes.
 * @throws Problem 413 when it is larger, 415 when it is compressed or in another character set, 400 when it was cut off
 */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  refuseEncodings(req);
  if (Number(req.headers['content-length'] ?? '0') > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(req)) {
    size += chunk.length;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The body as it comes in. @throws Problem 400 when it was cut off */
async function* chunksOf(req: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* req as AsyncIterable<Buffer>;
  } catch {
    throw new Problem({
      status: 400,
      code: 'body-cut-off',
      text: { nl: 'De inhoud kwam niet compleet aan.', en: 'The body did not arrive completely.' },
    });
  }
}

/** What is kept of a body that may be longer than memory should hold. */
export interface Ends {
  readonly bytes: Buffer;
  /** Something was left out between the beginning and the end. */
  readonly cut: boolean;
}

/**
 * The first `head` and the last `tail` bytes of the body, which is the whole of a shorter one. It is read to its end, since a browser hears no answer
 * while it is still sending.
 * @throws Problem 413 when it is larger than `most` bytes, 415 and 400 as readBody
 */
export async function readEnds(
  req: IncomingMessage,
  { head, tail, most }: { readonly head: number; readonly tail: number; readonly most: number },
): Promise<Ends> {
  refuseEncodings(req);
  if (Number(req.headers['content-length'] ?? '0') > most) throw tooLarge(most);
  const first: Buffer[] = [];
  const last: Buffer[] = [];
  let [size, kept, behind] = [0, 0, 0];
  for await (const chunk of chunksOf(req)) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    const begin = chunk.subarray(0, head - kept);
    const rest = chunk.subarray(begin.length);
    if (begin.length > 0) first.push(begin);
    kept += begin.length;
    if (rest.length > 0) last.push(rest);
    behind += rest.length;
    while (behind - (last[0]?.length ?? 0) >= tail) behind -= last.shift()?.length ?? 0;
  }
  return { bytes: Buffer.concat([...first, ...last]), cut: size > kept + behind };
}

function refuseEncodings(req: IncomingMessage) {
  const encoding = req.headers['content-encoding'] ?? 'identity';
  const charset = /charset\s*=\s*"?([^";\s]+)/i.exec(req.headers['content-type'] ?? '')?.[1];
  if (encoding.toLowerCase() !== 'identity') {
    throw unsupported(
      `Stuur de inhoud zonder compressie (nu: ${encoding.slice(0, 40)}).`,
      `Send the body without compression (now: ${encoding.slice(0, 40)}).`,
    );
  }
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
    throw unsupported('Stuur de inhoud als UTF-8.', 'Send the body as UTF-8.');
  }
}

/** 415 with what to send instead. */
export function unsupported(nl: string, en: string): Problem {
  return new Problem({ status: 415, code: 'unsupported-media-type', text: { nl, en } });
}

function tooLarge(limit: number): Problem {
  const kilobytes = Math.floor(limit / 1024);
  return new Problem({
    status: 413,
    code: 'body-too-large',
    text: {
      nl: `De inhoud mag hoogstens ${kilobytes} kB groot zijn.`,
      en: `The body may be at most ${kilobytes} kB.`,
    },
    // The rest of the body is not read, so the connection cannot be used again.
    headers: { Connection: 'close' },
  });
}
