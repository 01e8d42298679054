import { domainToASCII } from 'node:url';
import { MailPermanent } from './mail-error.ts';

/** Control, format (direction, zero width), line-separator and lone-surrogate characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;
const UNSEEN_BUT_NEW_LINE = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\p{Cs}]/gu;
const LOCAL_PART = /^[\w.#$&'*+/=?^`{|}~-]{1,64}$/;
const DOMAIN = /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i;

/**
 * `value` on one line, for a header or a calendar property: no CR, LF, NUL or other unseen character gets through, nor
 * what a reader would decode into one (`=?…?=`). At most `longest` characters.
 */
export function oneLine(value: string, longest = 200): string {
  const clean = value
    .replaceAll(UNSEEN, ' ')
    .replaceAll('=?', '= ?')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const characters = Array.from(clean);
  return characters.length <= longest ? clean : `${characters.slice(0, longest - 1).join('')}…`;
}

/** `value` for a body: line ends are `\n`, other control and direction-changing characters are gone. */
export function bodyText(value: string): string {
  return value.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(UNSEEN_BUT_NEW_LINE, '');
}

/**
 * `value` as a plain address `local@domain`. Stricter than RFC 5321 on purpose: no quoting, comments, groups, lists or
 * routing signs (`%`, `!`), so that it can only mean one mailbox.
 * @throws MailPermanent when it is not
 */
export function plainAddress(value: string): string {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, Math.max(at, 0));
  const domain = /[^\p{L}\p{M}\p{N}.-]/u.test(value.slice(at + 1))
    ? ''
    : domainToASCII(value.slice(at + 1));
  const dotsFit = !/^\.|\.\.|\.$/.test(local);
  if (!LOCAL_PART.test(local) || !dotsFit || !DOMAIN.test(domain)) {
    throw new MailPermanent('The address is not of the form name@example.nl');
  }
  return `${local}@${domain}`;
}
