import type { SmtpRefusal } from './smtp-reply.ts';

/** The parts of `address` around its last @; undefined when it has none. */
export function splitAddress(address: string): { local: string; domain: string } | undefined {
  const at = address.lastIndexOf('@');
  if (at < 1 || at === address.length - 1) return undefined;
  return { local: address.slice(0, at), domain: address.slice(at + 1).toLowerCase() };
}

/**
 * Why `address` of an envelope is refused; undefined when it is an ordinary one. `%`, `!` and a leading `@` once asked a
 * server to pass mail on to somebody else (RFC 5321 §3.6.1, appendix C), and are only used to find open relays.
 */
export function addressFault(address: string): SmtpRefusal | undefined {
  const parts = splitAddress(address);
  if (address.startsWith('@') || /[%!]/.test(address) || (parts && parts.local.includes('@'))) {
    return 'address-routed';
  }
  if (!parts) return 'address-incomplete';
  // oxlint-disable-next-line no-control-regex
  if (/[^\x21-\x7e]/.test(address)) return 'address-not-ascii';
  const { local, domain } = parts;
  const fits = local.length <= MOST_LOCAL && DOT_ATOM.test(local) && !ENCODED_WORD.test(local);
  return fits && isDomain(domain) ? undefined : 'address-malformed';
}

/** Octets of a local part (RFC 5321 §4.5.3.1.1). */
const MOST_LOCAL = 64;

/** A local part without quotes (RFC 5321 §4.1.2), and without the two characters that once routed mail. */
const DOT_ATOM = /^[\w#$&'*+/=?^`{|}~-]+(\.[\w#$&'*+/=?^`{|}~-]+)*$/;

/** An encoded word (RFC 2047) belongs in headers; a reader that decodes one here finds another address. */
const ENCODED_WORD = /=\?[^?]*\?[bq]\?.*\?=/i;

/**
 * A name by RFC 5321 §2.3.5, or an address in brackets, which smtp-server has judged. Names that end in a number are read
 * as an IPv4 address by some, in more ways than one: 127.1 and 0x7f.1 are this very machine.
 */
function isDomain(domain: string): boolean {
  if (domain.startsWith('[')) return true;
  const labels = domain.split('.');
  return labels.every((label) => LABEL.test(label)) && !NUMBER.test(labels.at(-1) ?? '');
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NUMBER = /^(?:\d+|0x[\da-f]*)$/;

/** The same address in one spelling: domains know no capitals, local parts may. */
export function normalAddress(address: string): string {
  const parts = splitAddress(address);
  return parts ? `${parts.local}@${parts.domain}` : address;
}

/** Whether mail may be sent from `address` by somebody who owns `domains` (lower case, each exactly). */
export function ownsAddress(address: string, domains: readonly string[]): boolean {
  const parts = splitAddress(address);
  return parts !== undefined && domains.includes(parts.domain);
}

/**
 * The addresses in the value of a From header, without display names, comments and groups; undefined when an @ is left
 * over that belongs to no address, or an encoded word is part of one, because such a header says different things to
 * different readers.
 */
export function headerAddresses(value: string): string[] | undefined {
  const bare = withoutComments(value.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  const found = bare.match(/[^\s<>,;:"()@]+@[^\s<>,;:"()@]+/g) ?? [];
  const ats = bare.split('@').length - 1;
  const plain = !found.some((address) => ENCODED_WORD.test(address));
  return plain && found.length > 0 && found.length === ats ? found : undefined;
}

function withoutComments(value: string): string {
  let depth = 0;
  let bare = '';
  for (const char of value) {
    if (char === '(') depth += 1;
    else if (char === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) bare += char;
  }
  return bare;
}
