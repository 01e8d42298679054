import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { aMailing, becomes, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';
import { startRoughPeer } from '../support/rough-peer.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const people = ['a@inwoner.example', 'b@inwoner.example', 'c@inwoner.example'];

async function underWay() {
  const peer = await startRoughPeer('rcpt', 'silent');
  const gateway = await gate.start({ peerUrl: peer.url, release: { lanes: 1, pollMs: 20 } });
  const mailing = await aMailing(gate, 'releasing');
  await handIn(gateway.port, { to: people, mailing });
  await givePermit(gate, mailing);
  await peer.reached('rcpt');
  return { peer, mailing, gateway };
}

describe('a mailing that is withdrawn while it leaves', () => {
  it('stops even the transaction that had begun, and ends the rest', async () => {
    const { peer, mailing, gateway } = await underWay();
    await becomes(gate, mailing, 'withdrawn');
    await gate.permits.revokePermits({ mailingId: mailing });
    peer.goOn();
    await eventually(async () => {
      expect(Object.values(await gate.statuses())).toEqual(['returned', 'returned', 'returned']);
    }, 40_000);
    expect(peer.dots).toBe(0);
    await gate.stop(gateway);
    await peer.stop();
  }, 60_000);
});

describe('a mailing that is held again while it leaves', () => {
  it('waits, and goes on when the same content is signed off again', async () => {
    const { peer, mailing, gateway } = await underWay();
    await becomes(gate, mailing, 'held');
    peer.goOn();
    await eventually(async () => {
      const { rows } = await gate.db.query(`select 1 from deliveries where status = 'held'`);
      expect(rows).toHaveLength(3);
    });
    expect(peer.dots).toBe(0);
    await becomes(gate, mailing, 'releasing');
    await gate.db.query('update deliveries set next_at = now()');
    await eventually(() => expect(peer.accepted.toSorted()).toEqual(people));
    await gate.stop(gateway);
    await peer.stop();
  });

  it('never leaves when other content is signed off instead', async () => {
    const { peer, mailing, gateway } = await underWay();
    await becomes(gate, mailing, 'held');
    peer.goOn();
    await eventually(async () => {
      const { rows } = await gate.db.query(`select 1 from deliveries where status = 'held'`);
      expect(rows).toHaveLength(3);
    });
    await becomes(gate, mailing, 'releasing', { contentDigest: 'f'.repeat(64) });
    await eventually(async () => {
      expect(Object.values(await gate.statuses())).toEqual(['returned', 'returned', 'returned']);
    });
    expect(peer.dots).toBe(0);
    await gate.stop(gateway);
    await peer.stop();
  });
});

describe('a mailing that is withdrawn while many of its messages leave', () => {
  it('lets out no more than what each lane had before its final dot', async () => {
    const LANES = 5;
    const gateway = await gate.start({ release: { lanes: LANES, pollMs: 20 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 400 });
    const recipients = Array.from({ length: 400 }, (_, n) => `i${n}@inwoner.example`);
    for (let at = 0; at < 400; at += 50) {
      await handIn(gateway.port, { to: recipients.slice(at, at + 50), mailing });
    }
    await givePermit(gate, mailing);
    await eventually(() => expect(gate.sink.received.length).toBeGreaterThan(20));
    // Only the status: the permit is still within its time, and nobody has revoked it.
    await becomes(gate, mailing, 'withdrawn');
    const left = gate.sink.received.length;
    await eventually(async () => {
      const statuses = Object.values(await gate.statuses());
      expect(statuses.filter((one) => one !== 'accepted' && one !== 'returned')).toEqual([]);
    }, 40_000);
    const after = gate.sink.received.length - left;
    process.stdout.write(`left after the withdrawal: ${after} of ${400 - left}\n`);
    expect(after).toBeLessThanOrEqual(LANES);
    expect(left).toBeLessThan(400);
    await gate.stop(gateway);
  }, 60_000);
});
