import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';
import { startRoughPeer } from '../support/rough-peer.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const to = 'a@inwoner.example';
/** npm run test:faults -- --times 10 */
const rounds = Array.from({ length: Number(process.env['KILL_ROUNDS'] ?? 1) }, (_, n) => n + 1);
const expireLeases = () =>
  gate.db.query(
    `update deliveries set lease_until = now() - interval '1 second' where lease_until is not null`,
  );

/** Hands in `count` messages in a few envelopes over one gate and answers all recipients. */
async function handInMany(port: number, mailing: string, count: number): Promise<string[]> {
  const recipients = Array.from({ length: count }, (_, n) => `i${n}@inwoner.example`);
  for (let at = 0; at < count; at += 20) {
    await handIn(port, { to: recipients.slice(at, at + 20), mailing });
  }
  return recipients.toSorted();
}

describe('two relays on one database', () => {
  it.each(rounds)('let each recipient have it once (round %i)', async () => {
    const first = await gate.start({ release: { lanes: 8, pollMs: 20 } });
    await gate.start({ release: { lanes: 8, pollMs: 20 } });
    await gate.start({ release: { lanes: 8, pollMs: 20 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 200 });
    const recipients = await handInMany(first.port, mailing, 200);
    await givePermit(gate, mailing);
    await eventually(() => expect(gate.reported.length).toBeGreaterThan(0), 20_000);
    expect(gate.sink.received.flatMap((mail) => mail.to).toSorted()).toEqual(recipients);
    expect(gate.reported[0]).toMatchObject({ accepted: 200, failed: 0, inDoubt: 0 });
  });
});

describe('a relay that sleeps past its lease', () => {
  it.each(rounds)('before the data finds its claim gone and sends no dot (round %i)', async () => {
    const slow = await startRoughPeer('rcpt', 'silent');
    const sleeper = await gate.start({ peerUrl: slow.url, release: { lanes: 1 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    await handIn(sleeper.port, { to, mailing });
    await givePermit(gate, mailing);
    await slow.reached('rcpt');
    await expireLeases();
    await gate.start();
    await eventually(() => expect(gate.sink.received).toHaveLength(1));
    slow.goOn();
    await gate.stop(sleeper);
    expect(slow.dots).toBe(0);
    expect(gate.sink.received).toHaveLength(1);
    expect(await gate.statuses()).toEqual({ [to]: 'accepted' });
    await slow.stop();
  });

  it('after the dot leaves it in doubt, which nobody sends again, and may still tell that it was taken', async () => {
    const slow = await startRoughPeer('dot', 'silent');
    const sleeper = await gate.start({ peerUrl: slow.url, release: { lanes: 1 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    await handIn(sleeper.port, { to, mailing });
    await givePermit(gate, mailing);
    await slow.reached('dot');
    await expireLeases();
    await gate.start();
    await eventually(async () => expect(await gate.statuses()).toEqual({ [to]: 'in-doubt' }));
    slow.goOn();
    await eventually(async () => expect(await gate.statuses()).toEqual({ [to]: 'accepted' }));
    expect(gate.sink.received).toEqual([]);
    expect(slow.dots).toBe(1);
    await slow.stop();
  });
});

describe('a gate that is stopped in the middle', () => {
  it('ends its transactions, and the next one does the rest', async () => {
    const first = await gate.start({ release: { lanes: 2, pollMs: 20 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 100 });
    const recipients = await handInMany(first.port, mailing, 100);
    await givePermit(gate, mailing);
    await eventually(() => expect(gate.sink.received.length).toBeGreaterThan(5));
    await gate.stop(first);
    const sofar = gate.sink.received.length;
    expect(sofar).toBeLessThan(100);
    const statuses = Object.values(await gate.statuses());
    expect(statuses.filter((status) => status === 'accepted')).toHaveLength(sofar);
    expect(statuses.filter((status) => status === 'held')).toHaveLength(100 - sofar);
    await gate.start();
    await eventually(() => expect(gate.reported).toHaveLength(1), 20_000);
    expect(gate.sink.received.flatMap((mail) => mail.to).toSorted()).toEqual(recipients);
  });

  it('tells senders to come back', async () => {
    const gateway = await gate.start();
    const mailing = await aMailing(gate, 'held');
    const stopped = gate.stop(gateway);
    await expect(handIn(gateway.port, { to, mailing })).rejects.toThrow(/ECONNREFUSED|421|closed/);
    await stopped;
  });
});
