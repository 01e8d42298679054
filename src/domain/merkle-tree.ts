/** A hash function over bytes; the shells pass SHA-256, so that rules stay free of any library. */
export type Hash = (bytes: Uint8Array) => Uint8Array;

/**
 * Root of the Merkle tree over `leaves` (RFC 6962 §2.1: a leaf is hashed behind a 0 byte and a node behind a 1 byte,
 * so that no node can be passed off as a leaf). Order matters; no leaves give the hash of nothing.
 */
export function merkleRoot(leaves: readonly Uint8Array[], hash: Hash): Uint8Array {
  return rootOfLeaves(
    leaves.map((leaf) => leafHash(leaf, hash)),
    hash,
  );
}

/** What stands for `leaf` in the tree. */
export function leafHash(leaf: Uint8Array, hash: Hash): Uint8Array {
  return hash(prefixed(0, leaf));
}

/** The root of the tree of which these are the hashed leaves: it can be made without what they stand for. */
export function rootOfLeaves(hashes: readonly Uint8Array[], hash: Hash): Uint8Array {
  return hashes.length === 0 ? hash(new Uint8Array()) : rootOf(hashes, 0, hashes.length, hash);
}

function rootOf(hashes: readonly Uint8Array[], from: number, to: number, hash: Hash): Uint8Array {
  if (to - from === 1) return hashes[from]!;
  const middle = from + largestPowerOfTwoBelow(to - from);
  return hash(prefixed(1, rootOf(hashes, from, middle, hash), rootOf(hashes, middle, to, hash)));
}

function largestPowerOfTwoBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function prefixed(prefix: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(1 + parts.reduce((sum, part) => sum + part.length, 0));
  bytes[0] = prefix;
  let at = 1;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The bytes that `hex` writes out. */
export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Lower-case hexadecimal digits of `bytes`. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
