import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomInt } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, message, type TestGate, testGate } from '../support/gate.ts';
import { type GateChild, LONG_LEASE, startGateChild } from '../support/gate-child.ts';
import { givePermit } from '../support/permit-builder.ts';
import { type RoughPeer, startRoughPeer, type Step } from '../support/rough-peer.ts';

/** How often each named point is crashed at, and how many random kills there are: KILL_ROUNDS=50 npm run test:kill. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 1);
const RANDOM_KILLS = 20 * ROUNDS;

let gate: TestGate;
let peer: RoughPeer;
beforeEach(async () => {
  gate = await testGate();
  peer = await startRoughPeer('never');
});
afterEach(async () => {
  await peer.stop();
  await gate.end();
});

interface Acknowledged {
  readonly to: string;
  readonly digest: string;
}

/** Hands in `count` messages as a mail tool does that tries again until it hears 250; answers what was acknowledged. */
async function handInAll(
  port: () => number,
  mailing: string,
  count: number,
): Promise<Acknowledged[]> {
  const acknowledged: Acknowledged[] = [];
  for (let n = 0; n < count; n += 1) {
    const to = `i${n}@inwoner.example`;
    const raw = message({ to, mailing, text: `Brief ${n} (verzonnen)` });
    await eventually(() => handIn(port(), { to, raw }), 20_000);
    acknowledged.push({ to, digest: createHash('sha256').update(raw).digest('hex') });
  }
  return acknowledged;
}

/** ACK, ONCE and ALL over what the client heard, what the peer took and what the database says. */
async function oracle(acknowledged: readonly Acknowledged[]) {
  const { rows } = await gate.db.query<{
    recipient: string;
    status: string;
    digest: string;
    raw: Buffer;
  }>(
    `select d.recipient, d.status, m.digest, m.raw from deliveries d join held_messages m on m.id = d.message_id`,
  );
  const taken = new Map<string, number>();
  for (const one of peer.accepted) taken.set(one, (taken.get(one) ?? 0) + 1);
  return {
    lost: acknowledged.filter(
      (one) => !rows.some((row) => row.recipient === one.to && row.digest === one.digest),
    ).length,
    changed: rows.filter((row) => createHash('sha256').update(row.raw).digest('hex') !== row.digest)
      .length,
    keptTwice: rows.length - new Set(rows.map((row) => row.recipient)).size,
    takenTwice: [...taken.values()].filter((times) => times > 1).length,
    takenUnrecorded: rows.filter(
      (row) => taken.has(row.recipient) && !['accepted', 'in-doubt'].includes(row.status),
    ).length,
    recordedUntaken: rows.filter((row) => row.status === 'accepted' && !taken.has(row.recipient))
      .length,
    inDoubt: rows.filter((row) => row.status === 'in-doubt').length,
    unfinished: rows.filter((row) => !['accepted', 'in-doubt'].includes(row.status)).length,
  };
}
const CLEAN = {
  lost: 0,
  changed: 0,
  keptTwice: 0,
  takenTwice: 0,
  takenUnrecorded: 0,
  recordedUntaken: 0,
  unfinished: 0,
};

const allFinal = () =>
  eventually(async () => {
    const statuses = Object.values(await gate.statuses());
    expect(statuses.filter((one) => !['accepted', 'in-doubt'].includes(one))).toEqual([]);
  }, 30_000);

const MESSAGES = 6;

describe('a gateway that is killed at a named point', () => {
  const intake = ['heldMessages.hold:before', 'heldMessages.hold:after'];
  it.each(
    intake.flatMap((point) => Array.from({ length: ROUNDS }, (_, n) => [point, n + 1] as const)),
  )(
    '%s keeps what it acknowledged, once (round %i)',
    async (crashAt) => {
      const mailing = await aMailing(gate, 'held', { addressees: MESSAGES });
      let child = await startGateChild(gate, { peerUrl: peer.url, crashAt });
      const first = child;
      const again = child.gone.then(
        async () => (child = await startGateChild(gate, { peerUrl: peer.url })),
      );
      const acknowledged = await handInAll(() => child.port, mailing, MESSAGES);
      await again;
      expect(first.crashed()).toBe(crashAt);
      const { unfinished: _, ...found } = await oracle(acknowledged);
      const { unfinished: __, ...clean } = CLEAN;
      expect(found).toEqual({ ...clean, inDoubt: 0 });
      expect(peer.accepted).toEqual([]);
      await child.stop();
    },
    60_000,
  );

  /** With the number of recipients that may be in doubt afterwards: only those whose text had gone out without a recorded end. */
  const release: [string, number][] = [
    ['heldMessages.bytesUnder:after', 0],
    ['permits.consume:before', 0],
    ['permits.consume:after', 0],
    ['deliveries.claim:after', 0],
    ['deliveries.ready:before', 0],
    ['deliveries.ready:after', 0],
    ['deliveries.openData:before', 0],
    ['deliveries.openData:after', 2],
    ['deliveries.settle:before', 2],
    ['deliveries.settle:after', 1],
    ['deliveries.finalBatches:after', 0],
    ['reportBatch:before', 0],
    ['reportBatch:after', 0],
    ['permits.markReported:before', 0],
    ['permits.markReported:after', 0],
  ];
  it.each(
    release.flatMap(([point, most]) =>
      Array.from({ length: ROUNDS }, (_, n) => [point, most, n + 1] as const),
    ),
  )(
    '%s sends nothing twice and loses nothing; at most %i in doubt (round %i)',
    async (crashAt, mostInDoubt) => {
      const mailing = await aMailing(gate, 'releasing', { addressees: MESSAGES });
      const child = await startGateChild(gate, { peerUrl: peer.url, crashAt });
      const acknowledged = await handInAll(() => child.port, mailing, MESSAGES);
      expect(peer.accepted).toEqual([]);
      await givePermit(gate, mailing);
      await child.gone;
      expect(child.crashed()).toBe(crashAt);
      const next = await startGateChild(gate, { peerUrl: peer.url, ...LONG_LEASE });
      await allFinal();
      const reportedAgain = crashAt === 'permits.markReported:after' ? 0 : 1;
      await eventually(() => expect(next.reported).toHaveLength(reportedAgain), 30_000);
      const { inDoubt, ...found } = await oracle(acknowledged);
      expect(found).toEqual(CLEAN);
      expect(inDoubt).toBeLessThanOrEqual(mostInDoubt);
      await next.stop();
    },
    60_000,
  );
});

describe('a gateway that is killed when its peer has seen', () => {
  const steps: [Step, number][] = [
    ['greeting', 0],
    ['ehlo', 0],
    ['mail', 0],
    ['rcpt', 0],
    ['data', 0],
    ['dot', 1],
  ];
  it.each(steps)(
    '%s: every recipient has one end, at most %i in doubt, and nothing is sent again',
    async (step, most) => {
      const stuck = await startRoughPeer(step, 'silent');
      const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
      const child = await startGateChild(gate, { peerUrl: stuck.url });
      const acknowledged = await handInAll(() => child.port, mailing, 1);
      await givePermit(gate, mailing);
      await stuck.reached(step);
      child.kill();
      await child.gone;
      const next = await startGateChild(gate, { peerUrl: peer.url, ...LONG_LEASE });
      await allFinal();
      const { inDoubt, ...found } = await oracle(acknowledged);
      expect(found).toEqual(CLEAN);
      expect(inDoubt).toBe(most);
      // Whether the first peer took it is what is in doubt; so the second never got it.
      expect(peer.accepted).toHaveLength(1 - most);
      await next.stop();
      await stuck.stop();
    },
    60_000,
  );
});

describe(`a gateway that is killed ${RANDOM_KILLS} times at random`, () => {
  it('while messages come in and go out', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 100_000 });
    let child: GateChild = await startGateChild(gate, { peerUrl: peer.url });
    let going = true;
    const acknowledged: Acknowledged[] = [];
    const client = (async () => {
      for (let n = 0; going; n += 1) {
        const to = `r${n}@inwoner.example`;
        const raw = message({ to, mailing, text: `Brief ${n} (verzonnen)` });
        await eventually(() => handIn(child.port, { to, raw }), 20_000);
        acknowledged.push({ to, digest: createHash('sha256').update(raw).digest('hex') });
      }
    })();
    for (let part = 1; part <= RANDOM_KILLS; part += 1) {
      await eventually(async () => {
        expect(await gate.store.permits.waiting(mailing)).not.toEqual([]);
      }, 20_000);
      await givePermit(gate, mailing, { permit: { part } });
      await new Promise((resolve) => setTimeout(resolve, randomInt(1, 400)));
      child.kill();
      await child.gone;
      child = await startGateChild(gate, { peerUrl: peer.url });
    }
    going = false;
    await client;
    if ((await gate.store.permits.waiting(mailing)).length > 0) {
      await givePermit(gate, mailing, { permit: { part: RANDOM_KILLS + 1 } });
    }
    await allFinal();
    const { inDoubt, ...found } = await oracle(acknowledged);
    expect(found).toEqual(CLEAN);
    expect(acknowledged.length).toBeGreaterThan(RANDOM_KILLS);
    // Two lanes: a kill leaves at most two in doubt.
    expect(inDoubt).toBeLessThanOrEqual(2 * RANDOM_KILLS);
    process.stdout.write(
      `killed ${RANDOM_KILLS} times; ${acknowledged.length} acknowledged, ${peer.accepted.length} taken by the peer, ${inDoubt} in doubt, 0 lost, 0 twice\n`,
    );
    await child.stop();
  }, 180_000);
});
