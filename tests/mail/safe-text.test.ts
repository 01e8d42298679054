import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MailPermanent } from '../../src/mail/mail-error.ts';
import { bodyText, oneLine, plainAddress } from '../../src/mail/safe-text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 300 });

describe('text on one line', () => {
  it('has no unseen character, whatever it was made of', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(oneLine(value)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(oneLine(value)).not.toContain('=?');
        expect(Array.from(oneLine(value)).length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('leaves ordinary text as it is', () => {
    expect(oneLine('Zoë’s één & ’s-Hertogenbosch: 50% (2027)')).toBe(
      'Zoë’s één & ’s-Hertogenbosch: 50% (2027)',
    );
  });
});

describe('text of a body', () => {
  it('keeps lines and loses other control characters', () => {
    expect(bodyText('één\r\ntwee\rdrie\u2028vier\u0000\u001b[31m\u202eom')).toBe(
      'één\ntwee\ndrie\nvier[31mom',
    );
    fc.assert(
      fc.property(anyText, (value) => {
        expect(bodyText(value)).not.toMatch(/[^\P{Cc}\n]|\p{Cs}/u);
      }),
    );
  });
});

const NO_ADDRESSES = `
@|kcc|kcc@|@b.nl|a@b|a b@c.nl|a@b@c.nl|"a@evil"@c.nl|<a@b.nl>|a@b.nl, c@d.nl|a@b.nl;c@d.nl|group: a@b.nl;
a(x)@b.nl|a@[127.0.0.1]|a@127.0.0.1|v%victim@b.nl|victim!v@b.nl|@b.nl:v@victim.nl|a@b.nl.|a@.nl|.a@b.nl
a.@b.nl|a..b@b.nl|a@-b.nl|a@b-.nl|é@b.nl`;

describe('an address', () => {
  it.each([
    ['kcc@sluiswaard.example', 'kcc@sluiswaard.example'],
    ["o'neil+woz@sub.sluiswaard.example", "o'neil+woz@sub.sluiswaard.example"],
    ['kcc@münchen.example', 'kcc@xn--mnchen-3ya.example'],
  ])('may be %s', (given, plain) => expect(plainAddress(given)).toBe(plain));

  it.each([
    '',
    'a@b.nl\r\nBcc: c@d.nl',
    'a\u0000@b.nl',
    `${'x'.repeat(65)}@b.nl`,
    `a@${'b.'.repeat(130)}nl`,
    ...NO_ADDRESSES.trim().split(/[|\n]/),
  ])('cannot be %j', (value) => expect(() => plainAddress(value)).toThrow(MailPermanent));
});
