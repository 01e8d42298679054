import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SignJWT, UnsecuredJWT } from 'jose';
import { createLinks } from '../../src/mail/links.ts';

const SECRET = 'synthetic-secret-of-at-least-32-bytes';
const links = createLinks(SECRET, 'https://sluis.example/');
const NOW = '2027-02-01T08:00:00.000Z';
const LATER = '2027-02-18T08:00:00.000Z';

async function tokenOf(purpose: 'invitation' | 'stakeholder', subject = 'a1', until = LATER) {
  return (await links.sign(purpose, subject, until)).pathname.split('/')[2] ?? '';
}

describe('a mailed link', () => {
  it('leads to the page of its purpose and carries its subject', async () => {
    const url = await links.sign('invitation', 'a1', LATER);
    expect(url.href).toMatch(/^https:\/\/sluis\.example\/uitnodiging\/[\w.-]+$/);
    expect(await links.verify('invitation', await tokenOf('invitation'), NOW)).toEqual({
      status: 'ok',
      subjectId: 'a1',
    });
  });

  it('is the same each time it is made', async () => {
    expect(await tokenOf('stakeholder')).toBe(await tokenOf('stakeholder'));
  });

  it('holds until it expires, and then still says of what it was', async () => {
    const token = await tokenOf('invitation');
    expect(await links.verify('invitation', token, '2027-02-18T07:59:59.000Z')).toMatchObject({
      status: 'ok',
    });
    expect(await links.verify('invitation', token, LATER)).toEqual({
      status: 'expired',
      subjectId: 'a1',
    });
  });

  it('opens no other page', async () => {
    const verdict = await links.verify('stakeholder', await tokenOf('invitation'), NOW);
    expect(verdict).toEqual({ status: 'invalid' });
  });

  it('is invalid when any sign of it was changed', async () => {
    const token = await tokenOf('invitation');
    // The last sign of each part carries bits that decode to nothing, so that it is left alone.
    const signs = Array.from(token, (_sign, at) => at).filter(
      (at) => !/^.(\.|$)/.test(token.slice(at)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...signs),
        fc.constantFrom('a', 'Z', '0', '9', '-', '_', '.'),
        async (at, sign) => {
          fc.pre(token[at] !== sign);
          const changed = token.slice(0, at) + sign + token.slice(at + 1);
          expect(await links.verify('invitation', changed, NOW)).toEqual({ status: 'invalid' });
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each(['', '.', '..', 'a.b.c', 'x'.repeat(100_000), '%00', 'null'])(
    'is invalid when it is %j',
    async (token) =>
      expect(await links.verify('invitation', token, NOW)).toEqual({ status: 'invalid' }),
  );

  it('is invalid when it has no signature, no end, another key or another type', async () => {
    const key = new TextEncoder().encode(SECRET);
    const claims = { sub: 'a1', aud: 'sluis-link:invitation' };
    const header = { alg: 'HS256', typ: 'sluis-link+jwt' };
    const other = createLinks('another-synthetic-secret-of-32-bytes', 'https://sluis.example');
    const forged = [
      new UnsecuredJWT(claims).setExpirationTime('1y').encode(),
      await new SignJWT(claims).setProtectedHeader(header).sign(key),
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setExpirationTime(4e9)
        .sign(key),
      (await other.sign('invitation', 'a1', LATER)).pathname.split('/')[2] ?? '',
    ];
    for (const token of forged) {
      expect(await links.verify('invitation', token, NOW)).toEqual({ status: 'invalid' });
    }
  });
});

it('keeps the path of the public address', async () => {
  const under = createLinks(SECRET, 'https://gemeente.example/sluis');
  const url = await under.sign('stakeholder', 's1', LATER);
  expect(url.pathname).toMatch(/^\/sluis\/bevestiging\//);
});

it('takes no secret that can be guessed', () => {
  expect(() => createLinks('short', 'https://sluis.example')).toThrow('at least 32 bytes');
});
