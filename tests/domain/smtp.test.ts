import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addressFault,
  headerAddresses,
  normalAddress,
  ownsAddress,
} from '../../src/domain/smtp-address.ts';
import { dedupeText, splitUsername } from '../../src/domain/smtp-intake.ts';
import { byteFault, readHeaders } from '../../src/domain/smtp-message.ts';
import { nextAttemptAt, outcomeOf, type SmtpStage } from '../../src/domain/smtp-outcome.ts';
import { replyText, SMTP_REFUSALS, type SmtpReply } from '../../src/domain/smtp-reply.ts';
import { newQueueId } from '../../src/gateway/queue-id.ts';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('every refusal', () => {
  it.each(Object.entries(SMTP_REFUSALS as Record<string, SmtpReply>))(
    '%s is one line of ASCII with matching codes, Dutch and English',
    (_, reply) => {
      const line = `${reply.code} ${replyText(reply)}\r\n`;
      expect(line.length).toBeLessThanOrEqual(512);
      expect(line).toMatch(/^([45])\d\d \1\.\d{1,3}\.\d{1,3} [\x20-\x7e]+ \/ [\x20-\x7e]+\r\n$/);
    },
  );
});

describe('the bytes of a message', () => {
  it('are taken exactly when every CR and LF stands in a pair and there is no NUL', () => {
    const piece = fc.constantFrom('a', '.', '\r\n', '\r', '\n', '\0', '\xe9');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const rest = text.replaceAll('\r\n', '');
        expect(byteFault(bytes(text)) === undefined).toBe(!/[\r\n\0]/.test(rest));
      }),
      { numRuns: 1_000 },
    );
  });

  it('give their headers unfolded, and nothing of the body', () => {
    const headers = readHeaders(bytes('A: een\r\n twee\r\na: drie\r\nB:x\r\n\r\nC: vier\r\n'));
    expect(headers).toEqual(
      new Map([
        ['a', ['een twee', 'drie']],
        ['b', ['x']],
      ]),
    );
  });
});

describe('addresses in a From header', () => {
  const local = fc.stringMatching(/^[a-z]{1,8}$/);
  it('are all found, whatever names and comments stand around them', () => {
    const noise = fc.constantFrom(
      '',
      'Naam ',
      '"a@elders.example" ',
      '(x@y.example) ',
      '=?utf-8?q?a?= ',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(noise, local), { minLength: 1, maxLength: 4 }), (people) => {
        const value = people.map(([name, who]) => `${name}<${who}@ours.example>`).join(', ');
        expect(headerAddresses(value)).toEqual(people.map(([, who]) => `${who}@ours.example`));
      }),
    );
  });

  it('are never all ours when a foreign one stands outside quotes and comments', () => {
    fc.assert(
      fc.property(
        local,
        local,
        fc.constantFrom(', ', '; ', ' ', '<', '>,'),
        (ours, theirs, between) => {
          const found = headerAddresses(`<${ours}@ours.example>${between}${theirs}@elders.example`);
          expect(found?.every((one) => ownsAddress(one, ['ours.example'])) ?? false).toBe(false);
        },
      ),
    );
  });

  it('are compared without regard to capitals in the domain', () => {
    expect(normalAddress('A.b@Ours.EXAMPLE')).toBe('A.b@ours.example');
    expect(ownsAddress('a@OURS.example', ['ours.example'])).toBe(true);
    expect(ownsAddress('a@sub.ours.example', ['ours.example'])).toBe(false);
  });
});

describe('an envelope address', () => {
  const label = fc.stringMatching(/^[a-z](?:[a-z0-9-]{0,20}[a-z0-9])?$/);

  it('is taken when it is an ordinary one', () => {
    const local = fc.stringMatching(/^[a-z0-9_+'-]{1,30}(?:\.[a-z0-9]{1,20})?$/);
    fc.assert(
      fc.property(local, label, label, (who, sub, top) => {
        expect(addressFault(`${who}@${sub}.${top}`)).toBeUndefined();
      }),
    );
  });

  it('is refused when its domain ends in a number, which some read as an IPv4 address', () => {
    const number = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 }).map(String), fc.stringMatching(/^0x[0-9a-f]{0,8}$/)); // prettier-ignore
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3 }), number, (labels, last) => {
        expect(addressFault(`a@${[...labels, last].join('.')}`)).toBe('address-malformed');
      }),
    );
  });

  it('is refused when a reader could decode its local part', () => {
    expect(addressFault('=?utf-8?q?a=40b?=@c.example')).toBe('address-malformed');
    expect(headerAddresses('=?utf-8?q?a?=@c.example')).toBeUndefined();
    expect(headerAddresses('=?utf-8?q?Naam?= <a@c.example>')).toEqual(['a@c.example']);
  });
});

describe('a user name', () => {
  it('may name the mailing behind a plus', () => {
    expect(splitUsername('belastingen')).toEqual({ username: 'belastingen' });
    expect(splitUsername('belastingen+AB')).toEqual({ username: 'belastingen', mailingId: 'ab' });
  });
});

describe('what makes a message the same', () => {
  const message = {
    credentialId: 'c',
    mailingId: 'm',
    messageId: '<1>',
    envelopeFrom: 'a@b.example',
    recipients: ['x@y.example', 'z@y.example'],
    digest: 'd',
  };
  it.each<[string, object]>([
    ['credential', { credentialId: 'e' }],
    ['mailing', { mailingId: undefined }],
    ['Message-ID', { messageId: '<2>' }],
    ['sender', { envelopeFrom: 'b@b.example' }],
    ['recipients', { recipients: ['x@y.example'] }],
    ['bytes', { digest: 'e' }],
  ])('is lost with another %s', (_, other) => {
    expect(dedupeText({ ...message, ...other })).not.toBe(dedupeText(message));
  });
});

describe('what an attempt means', () => {
  const before: SmtpStage[] = ['connect', 'login', 'mail', 'rcpt', 'data'];

  it('is in doubt only after the dot, and there whenever the peer said neither yes nor no', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<SmtpStage>(...before, 'dot'),
        fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
        (stage, replyCode) => {
          const attempt = replyCode === undefined ? { stage } : { stage, replyCode };
          const outcome = outcomeOf(attempt);
          const clear = replyCode !== undefined && [2, 4, 5].includes(Math.floor(replyCode / 100));
          expect(outcome === 'in-doubt').toBe(stage === 'dot' && !clear);
          expect(outcome === 'accepted').toBe(
            stage === 'dot' && Math.floor((replyCode ?? 0) / 100) === 2,
          );
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['connect', 554, 'try-again'],
    ['login', 535, 'try-again'],
    ['mail', 550, 'failed'],
    ['rcpt', 550, 'failed'],
    ['rcpt', 450, 'try-again'],
    ['data', 554, 'failed'],
    ['dot', 552, 'failed'],
    ['dot', 451, 'try-again'],
  ] as const)('at %s after %i is %s', (stage, replyCode, outcome) => {
    expect(outcomeOf({ stage, replyCode })).toBe(outcome);
  });
});

describe('when it is tried again', () => {
  const now = '2027-02-15T08:00:00.000Z';
  const until = '2027-02-18T08:00:00.000Z';

  it.each([
    [1, '2027-02-15T08:01:00.000Z'],
    [2, '2027-02-15T08:02:00.000Z'],
    [6, '2027-02-15T08:32:00.000Z'],
    [7, '2027-02-15T09:00:00.000Z'],
    [500, '2027-02-15T09:00:00.000Z'],
  ])('after attempt %i', (attempts, at) => {
    expect(nextAttemptAt(attempts, now, until)).toBe(at);
  });

  it('is never after the last moment', () => {
    expect(nextAttemptAt(7, '2027-02-18T07:30:00.000Z', until)).toBeUndefined();
    expect(nextAttemptAt(7, '2027-02-18T07:00:00.000Z', until)).toBe(until);
  });
});

describe('a queue id', () => {
  it('is a UUID of version 7 that grows with time', () => {
    const ids = Array.from({ length: 1_000 }, (_, ms) => newQueueId(1_800_000_000_000 + ms));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(Array.from({ length: 1_000 }, () => newQueueId(0))).size).toBe(1_000);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });
});
