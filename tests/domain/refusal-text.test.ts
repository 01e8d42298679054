import { describe, expect, it } from '@jest/globals';
import { ROLES } from '../../src/domain/actor.ts';
import { CONDITION_CODES } from '../../src/domain/condition-code.ts';
import { COMMAND_ROLES, type MailingCommandType } from '../../src/domain/mailing-commands.ts';
import { MAILING_STATUSES } from '../../src/domain/mailing.ts';
import type { Refusal, RefusalCode } from '../../src/domain/refusal.ts';
import { refusalText } from '../../src/domain/refusal-text.ts';

const EXAMPLES: { readonly [code in RefusalCode]: readonly Extract<Refusal, { code: code }>[] } = {
  'role-not-allowed': [...ROLES, 'system' as const].map((role) => ({
    code: 'role-not-allowed',
    role,
  })),
  'wrong-state': (Object.keys(COMMAND_ROLES) as MailingCommandType[]).flatMap((command) =>
    MAILING_STATUSES.map((status) => ({ code: 'wrong-state', status, command }) as const),
  ),
  'unmet-conditions': [
    { code: 'unmet-conditions', conditions: [{ code: 'briefings-planned' }] },
    {
      code: 'unmet-conditions',
      conditions: [{ code: 'contact-details-checked' }, { code: 'signer-is-not-author' }],
    },
  ],
  'condition-not-waivable': CONDITION_CODES.map((condition) => ({
    code: 'condition-not-waivable',
    condition,
  })),
  'changed-since-seen': [{ code: 'changed-since-seen' }],
  'reason-missing': [{ code: 'reason-missing' }],
  'same-version': [{ code: 'same-version', version: 3 }],
  'audience-below-released': [{ code: 'audience-below-released', audience: 10, released: 20_000 }],
  'unknown-stakeholder': [{ code: 'unknown-stakeholder', stakeholderId: 'x' }],
  'dispatch-plan-does-not-fit': [
    { code: 'dispatch-plan-does-not-fit', faults: [{ code: 'no-batches' }] },
  ],
  'second-person-must-differ': [{ code: 'second-person-must-differ' }],
  'author-may-not-release': [{ code: 'author-may-not-release' }],
  'nothing-left-to-release': [{ code: 'nothing-left-to-release' }],
  'batch-not-next': [
    { code: 'batch-not-next', batch: 2 },
    { code: 'batch-not-next', batch: 2, next: 1 },
  ],
  'batch-not-due': [{ code: 'batch-not-due', batch: 2, releaseAt: '2027-02-12T08:00:00.000Z' }],
  'batches-paused': [{ code: 'batches-paused' }],
  'window-closed': [{ code: 'window-closed', closesAt: '2027-02-28T23:00:00.000Z' }],
  'approval-does-not-cover': [{ code: 'approval-does-not-cover' }],
  'batch-not-released': [{ code: 'batch-not-released', batch: 2 }],
  'already-confirmed': [{ code: 'already-confirmed', batch: 2 }],
  'counts-do-not-match': [{ code: 'counts-do-not-match', reported: 120, audience: 100 }],
};

describe.each(Object.entries(EXAMPLES))('the text of %s', (_, examples) => {
  it('is a plain sentence in both languages, without holes', () => {
    for (const refusal of examples) {
      const { nl, en } = refusalText(refusal);
      for (const text of [nl, en]) {
        expect(text).toMatch(/^\S.*\.$/s);
        expect(text).not.toMatch(/undefined|NaN|\[object|-[a-z]+-/);
        for (const sentence of text.split(/[.:?] /)) {
          expect(sentence.split(' ').length).toBeLessThanOrEqual(25);
        }
      }
      expect(nl).not.toBe(en);
    }
  });
});
