import { describe, expect, it } from '@jest/globals';
import { FAILURE_REASONS, failureReason } from '../../src/domain/failure-reason.ts';

describe('why a message was not delivered', () => {
  it.each([
    ['550 5.1.1', 'no-such-address'],
    ['550 5.1.10', 'no-such-address'],
    ['550', 'no-such-address'],
    ['553', 'no-such-address'],
    ['552 5.2.2', 'mailbox-full'],
    ['552', 'mailbox-full'],
    ['550 5.2.1', 'no-such-address'],
    ['552 5.3.4', 'too-large'],
    ['550 5.7.1', 'not-wanted'],
    ['554', 'not-wanted'],
    ['501', 'other'],
    ['451 4.3.0', 'gave-up'],
    ['', 'gave-up'],
  ] as const)('%s means %s', (code, reason) => {
    expect(failureReason(code)).toBe(reason);
    expect(FAILURE_REASONS[reason].nl).not.toBe('');
  });
});
