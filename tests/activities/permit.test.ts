import { describe, expect, it } from '@jest/globals';
import { permitActivities } from '../../src/activities/permit.ts';
import type { Mailing } from '../../src/domain/mailing.ts';
import { fromClaims } from '../../src/domain/permit-claims.ts';
import type { Permit } from '../../src/domain/permit.ts';
import { paperGate } from '../support/paper-gate.ts';

const NOW = '2027-02-15T08:00:00.000Z';
const DIGEST = 'c'.repeat(64);

/** A mailing of which these batches were let out, given as addressees by letter and e-mail. */
function mailing(
  batches: readonly { letter: number; email: number }[],
  status: 'releasing' | 'withdrawn' = 'releasing',
) {
  const released = batches.map((audience, index) => ({
    number: index + 1,
    releasedAt: NOW,
    audience: { ...audience, portal: 0 },
    reports: {},
  }));
  const audience = { letter: 0, email: 0, portal: 0 };
  return {
    id: 'mailing',
    departmentId: 'department',
    status,
    content: { version: 1, contentDigest: DIGEST, kind: 'information', audience },
    authors: ['author'],
    preparation: { waivers: [] },
    released,
    approval: {
      type: 'emergency',
      by: ['anna', 'bram'],
      at: NOW,
      reason: 'x',
      covers: { contentDigest: DIGEST, audience, dispatchPlanKey: '' },
    },
  } as unknown as Mailing;
}

function worker(state: Mailing) {
  const gate = paperGate(state, () => NOW);
  const signed: { permit: Permit; aud: unknown }[] = [];
  const activities = permitActivities({
    store: gate.store as never,
    signer: {
      sign: async (claims) => {
        signed.push({ permit: fromClaims(claims)!, aud: claims['aud'] });
        return `jws ${signed.length}`;
      },
    },
    clock: () => NOW,
    lateCheck: async () => new Set(),
  });
  const hand = (count: number, recipients = 1) => {
    for (let n = 0; n < count; n += 1) {
      const id = `m${gate.messages.size}`;
      gate.hold(
        id,
        Array.from({ length: recipients }, (_, r) => `${id}.${r}`),
        Buffer.from(id),
      );
    }
  };
  return { gate, signed, activities, hand };
}

describe('the permits of a batch', () => {
  it('bind each message to one batch, as many addressees as were planned and no more', async () => {
    const { gate, signed, activities, hand } = worker(
      mailing([
        { letter: 0, email: 4 },
        { letter: 0, email: 3 },
      ]),
    );
    hand(9);
    for (const batch of [1, 2]) await activities.issuePermit({ mailingId: 'mailing', batch });
    expect(signed.map(({ permit }) => [permit.batch, permit.count, permit.batchCount])).toEqual([
      [1, 4, 4],
      [2, 3, 3],
    ]);
    const bound = [...gate.messages.values()].filter((one) => one.permitId !== undefined);
    expect(bound).toHaveLength(7);
  });

  it('never take a message of which not all addressees fit', async () => {
    const { signed, activities, hand } = worker(mailing([{ letter: 0, email: 5 }]));
    hand(3, 2);
    await activities.issuePermit({ mailingId: 'mailing', batch: 1 });
    expect(signed[0]!.permit).toMatchObject({ count: 4, batchCount: 5 });
  });

  it('are given once, however often they are asked for', async () => {
    const { signed, activities, hand } = worker(mailing([{ letter: 10, email: 2 }]));
    hand(2);
    for (const _ of [1, 2, 3]) await activities.issuePermit({ mailingId: 'mailing', batch: 1 });
    expect(
      signed.map(({ permit }) => permit.channel).toSorted((a, b) => a.localeCompare(b)),
    ).toEqual(['email', 'letter']);
  });

  it('are given once when the journey and the sweeper give at the same moment', async () => {
    const { gate, signed, activities, hand } = worker(mailing([{ letter: 0, email: 2 }]));
    hand(3);
    const batch = { mailingId: 'mailing', batch: 1 };
    await Promise.all([activities.issuePermit(batch), activities.issuePermit(batch)]);
    // Both made one for the same messages; the store took one of them.
    expect(signed).toHaveLength(2);
    expect(gate.permits.size).toBe(1);
    expect([...gate.messages.values()].filter((one) => one.permitId)).toHaveLength(2);
  });

  it('are not given when everything is stopped right before', async () => {
    const { gate, activities, hand } = worker(mailing([{ letter: 0, email: 2 }]));
    hand(2);
    const giving = activities.issuePermit({ mailingId: 'mailing', batch: 1 });
    // It has seen the gate open, and is reading what it gives a permit for.
    await Promise.resolve();
    gate.stopped = true;
    expect(await giving).toEqual({ given: 0 });
    expect(gate.permits.size).toBe(0);
  });

  it('open one gate each, say who agreed, and last a quarter of an hour', async () => {
    const { signed, activities, hand } = worker(mailing([{ letter: 10, email: 2 }]));
    hand(2);
    await activities.issuePermit({ mailingId: 'mailing', batch: 1 });
    const email = signed.find(({ permit }) => permit.channel === 'email')!;
    const letter = signed.find(({ permit }) => permit.channel === 'letter')!;
    expect([email.aud, letter.aud]).toEqual(['sluis-gateway', 'sluis-print']);
    expect(letter.permit.count).toBe(10);
    expect(email.permit).toMatchObject({
      contentDigest: DIGEST,
      approvals: [
        { type: 'emergency', by: 'anna', role: 'kcc-lead', at: NOW },
        { type: 'emergency', by: 'bram', role: 'kcc-lead', at: NOW },
      ],
      notBefore: NOW,
      expiresAt: '2027-02-15T08:15:00.000Z',
      sendUntil: '2027-02-18T08:00:00.000Z',
    });
  });

  it('are not given for a batch that was not let out, nor for a mailing that was withdrawn', async () => {
    const open = worker(mailing([{ letter: 0, email: 2 }]));
    open.hand(2);
    expect(await open.activities.issuePermit({ mailingId: 'mailing', batch: 2 })).toEqual({
      given: 0,
    });
    const ended = worker(mailing([{ letter: 0, email: 2 }], 'withdrawn'));
    ended.hand(2);
    expect(await ended.activities.issuePermit({ mailingId: 'mailing', batch: 1 })).toEqual({
      given: 0,
    });
    expect([...open.signed, ...ended.signed]).toEqual([]);
  });

  it('wait for messages that are not there yet', async () => {
    const { signed, activities, hand } = worker(mailing([{ letter: 0, email: 2 }]));
    expect(await activities.issuePermit({ mailingId: 'mailing', batch: 1 })).toEqual({ given: 0 });
    hand(2);
    expect(await activities.issueSupplementaryPermits()).toEqual({ given: 1, lapsed: 0 });
    expect(signed[0]!.permit.count).toBe(2);
  });
});
