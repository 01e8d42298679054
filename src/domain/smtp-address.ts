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
  return DOT_ATOM.test(parts.local) ? undefined : 'address-malformed';
}

/** A local part without quotes (RFC 5321 §4.1.2), and without the two characters that once routed mail. */
const DOT_ATOM = /^[\w#$&'*+/=?^`{|}~-]+(\.[\w#$&'*+/=?^`{|}~-]+)*$/;

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
 * over that belongs to no address, because such a header says different things to different readers.
 */
export function headerAddresses(value: string): string[] | undefined {
  const bare = withoutComments(value.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  const found = bare.match(/[^\s<>,;:"()@]+@[^\s<>,;:"()@]+/g) ?? [];
  const ats = bare.split('@').length - 1;
  return found.length > 0 && found.length === ats ? found : undefined;
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
