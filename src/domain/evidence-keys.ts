type Key = { readonly [name: string]: unknown };

/** What makes a public key the key it is (RFC 8037); `kid` says which one is meant. */
const PARTS = ['kid', 'kty', 'crv', 'x', 'alg', 'use'];

/** Tells whether a key that a bundle shows is one of `trusted`: the same in every part, and with nothing beside. */
export function isTrustedKey(trusted: readonly object[]): (key: Key) => boolean {
  return (key) =>
    Object.keys(key).every((name) => PARTS.includes(name)) &&
    trusted.some((one) => PARTS.every((name) => (one as Key)[name] === key[name]));
}
