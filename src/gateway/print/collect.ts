import { createHash } from 'node:crypto';

export interface Collected {
  readonly sha256: string;
  readonly length: number;
  /** All of it, over a buffer of its own, to be handed on; to be asked for once. */
  bytes(): Uint8Array<ArrayBuffer>;
}

/**
 * Takes pieces together in one buffer, of which `expected` bytes are set aside beforehand: when there are as many, they
 * are in memory once, and hashed on the way. When there are more, the buffer grows by doubling.
 */
export async function collect(
  pieces: AsyncIterable<Uint8Array>,
  expected: number,
): Promise<Collected> {
  const digest = createHash('sha256');
  let buffer = new Uint8Array(expected);
  let length = 0;
  for await (const piece of pieces) {
    digest.update(piece);
    if (length + piece.length > buffer.length) {
      const larger = new Uint8Array(Math.max(length + piece.length, buffer.length * 2));
      larger.set(buffer.subarray(0, length));
      buffer = larger;
    }
    buffer.set(piece, length);
    length += piece.length;
  }
  return {
    sha256: digest.digest('hex'),
    length,
    bytes: () => (length === buffer.length ? buffer : buffer.slice(0, length)),
  };
}
