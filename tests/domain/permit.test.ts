import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MailingStatus } from '../../src/domain/mailing.ts';
import { MAILING_STATUSES } from '../../src/domain/mailing.ts';
import { fromClaims, toClaims } from '../../src/domain/permit-claims.ts';
import {
  addresseesOf,
  itemsDigest,
  mayLeave,
  type Permit,
  permitFaults,
  type PermitItem,
} from '../../src/domain/permit.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const item = (id: string, more: Partial<PermitItem> = {}): PermitItem => ({
  id,
  envelopeFrom: 'a@b.example',
  recipients: [`${id}@c.example`],
  digest: id.repeat(64).slice(0, 64),
  ...more,
});
const items = [item('a'), item('b'), item('c', { recipients: ['x@c.example', 'y@c.example'] })];
const permit: Permit = {
  id: 'permit',
  mailingId: 'mailing',
  batch: 2,
  batches: 3,
  channel: 'email',
  part: 1,
  count: addresseesOf(items),
  batchCount: 4,
  digest: itemsDigest(items, sha256),
  contentDigest: 'c'.repeat(64),
  approvals: [{ type: 'sign-off', by: 'lead', role: 'kcc-lead', at: '2027-02-01T08:00:00.000Z' }],
  policyVersion: 1,
  notBefore: '2027-02-15T08:00:00.000Z',
  expiresAt: '2027-02-15T08:15:00.000Z',
  sendUntil: '2027-02-18T08:00:00.000Z',
};
const facts = { id: 'permit', mailingId: 'mailing', batch: 2, part: 1, items };

describe('what a permit opens', () => {
  it('is exactly what it was given for, in whatever order it lies', () => {
    expect(permitFaults(permit, facts, sha256)).toEqual([]);
    expect(permitFaults(permit, { ...facts, items: items.toReversed() }, sha256)).toEqual([]);
  });

  it.each<[string, readonly PermitItem[], string[]]>([
    ['a message less', items.slice(1), ['count-differs', 'digest-differs']],
    ['a message more', [...items, item('d')], ['count-differs', 'digest-differs']],
    [
      'another recipient',
      [item('a', { recipients: ['z@c.example'] }), ...items.slice(1)],
      ['digest-differs'],
    ],
    [
      'another sender',
      [item('a', { envelopeFrom: 'z@b.example' }), ...items.slice(1)],
      ['digest-differs'],
    ],
    ['other bytes', [item('a', { digest: 'f'.repeat(64) }), ...items.slice(1)], ['digest-differs']],
    ['nothing', [], ['count-differs', 'digest-differs']],
  ])('is not %s', (_, other, faults) => {
    expect(permitFaults(permit, { ...facts, items: other }, sha256)).toEqual(faults);
  });

  it('is no other batch, part, mailing or channel', () => {
    expect(permitFaults(permit, { ...facts, batch: 1 }, sha256)).toEqual(['row-differs']);
    expect(permitFaults(permit, { ...facts, part: 2 }, sha256)).toEqual(['row-differs']);
    expect(permitFaults(permit, { ...facts, mailingId: 'other' }, sha256)).toEqual(['row-differs']);
    expect(permitFaults({ ...permit, channel: 'letter' }, facts, sha256)).toEqual([
      'channel-differs',
    ]);
  });
});

describe('the claims of a permit', () => {
  it('give the permit back', () => {
    expect(fromClaims(toClaims(permit, permit.notBefore))).toEqual(permit);
  });

  it('give nothing when any of them is missing or of another kind', () => {
    const whole: Record<string, unknown> = { ...toClaims(permit, permit.notBefore) };
    const needed = Object.keys(whole).filter((name) => !['iss', 'aud', 'iat'].includes(name));
    fc.assert(
      fc.property(
        fc.constantFrom(...needed),
        fc.constantFrom(undefined, null, {}, [], -1, 1.5, '', true),
        (name, value) => {
          expect(fromClaims({ ...whole, [name]: value })).toBeUndefined();
        },
      ),
    );
  });
});

describe('whether messages under a used permit may go on leaving', () => {
  const approved = 'a'.repeat(64);
  const expected: Record<MailingStatus, string> = {
    announced: 'wait',
    draft: 'wait',
    submitted: 'wait',
    held: 'wait',
    'signed-off': 'go',
    releasing: 'go',
    dispatched: 'go',
    evaluated: 'stop',
    refused: 'stop',
    withdrawn: 'stop',
  };

  it.each(MAILING_STATUSES)('when the mailing is %s', (status) => {
    expect(mayLeave(status, approved, approved)).toBe(expected[status]);
  });

  it('not when other content was approved since', () => {
    expect(mayLeave('releasing', 'b'.repeat(64), approved)).toBe('stop');
    expect(mayLeave('releasing', undefined, approved)).toBe('stop');
  });
});
