import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { GateCommand } from '../../src/domain/gate-stop.ts';
import { provenance } from '../support/builders/store-rows.ts';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';
import { startRoughPeer } from '../support/rough-peer.ts';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

const give = async (command: GateCommand, stopId?: string) => {
  const decision = await gate.store.gateStop.give(command, provenance(), stopId);
  if ('refusal' in decision) throw new Error(decision.refusal);
  return decision.stop;
};
const at = () => new Date().toISOString();
const press = () =>
  give({ type: 'stop', id: randomUUID(), by: 'anna', at: at(), reason: 'Verkeerde brief' });
const goOn = async (stopId: string) => {
  await give({ type: 'ask-resumption', by: 'anna', at: at(), reason: 'Hersteld' }, stopId);
  await give({ type: 'resume', by: 'bram', at: at() }, stopId);
  // What was given back at the stop waits a moment by itself; the test does not.
  await gate.db.query(`update deliveries set next_at = now() where next_at is not null`);
};
const residents = (count: number) =>
  Array.from({ length: count }, (_, n) => `bewoner${n}@inwoner.example`);
const counted = async () => {
  const all = Object.values(await gate.statuses());
  return {
    moving: all.filter((status) => ['claimed', 'data-opened'].includes(status)).length,
    held: all.filter((status) => status === 'held').length,
    accepted: all.filter((status) => status === 'accepted').length,
  };
};

describe('the stop switch, with hundreds of messages leaving through two gates', () => {
  it('lets nothing begin after it answered, loses nothing, and doubles nothing', async () => {
    const people = residents(400);
    const gates = [await gate.start(), await gate.start()];
    const mailing = await aMailing(gate, 'releasing', { addressees: people.length });
    await handIn(gates[0]!.port, { to: people, mailing });
    await givePermit(gate, mailing);
    await eventually(() => expect(gate.sink.received.length).toBeGreaterThan(10));

    const stop = await press();
    const atAnswer = gate.sink.received.length;
    await eventually(async () => expect((await counted()).moving).toBe(0));
    const leftAfter = gate.sink.received.length - atAnswer;
    expect(leftAfter).toBeLessThanOrEqual(stop.underWay);
    expect((await counted()).held).toBeGreaterThan(0);
    expect((await counted()).accepted).toBe(gate.sink.received.length);

    await goOn(stop.id);
    await eventually(async () => expect((await counted()).accepted).toBe(people.length), 30_000);
    const got = gate.sink.received.flatMap((mail) => mail.to);
    expect(got.toSorted()).toEqual(people.toSorted());
  }, 60_000);
});

describe('a transaction that had begun when the switch was pressed', () => {
  it('gets no final dot', async () => {
    const peer = await startRoughPeer('rcpt', 'silent');
    const gateway = await gate.start({ peerUrl: peer.url, release: { lanes: 1, pollMs: 20 } });
    const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
    await handIn(gateway.port, { to: 'a@inwoner.example', mailing });
    await givePermit(gate, mailing);
    await peer.reached('rcpt');
    expect(await press()).toMatchObject({ underWay: 0 });
    peer.goOn();
    await eventually(async () => expect(await counted()).toMatchObject({ moving: 0, held: 1 }));
    expect(peer.dots).toBe(0);
    await gate.stop(gateway);
    await peer.stop();
  });
});

describe('while everything is stopped', () => {
  it('no permit is given or taken up, and mail tools can go on handing in', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 2 });
    const first = await gate.start();
    await handIn(first.port, { to: 'a@inwoner.example', mailing });
    await gate.stop(first);
    const permit = await gate.store.permits.find(await givePermit(gate, mailing));
    const stop = await press();
    const gateway = await gate.start();
    await handIn(gateway.port, { to: 'b@inwoner.example', mailing });
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 0 });
    expect(await gate.store.permits.consume(permit, provenance())).toBe(false);
    await goOn(stop.id);
    await eventually(async () => {
      await gate.permits.issueSupplementaryPermits();
      expect((await counted()).accepted).toBe(2);
    });
  });

  it('no time runs out: what was let out before a stop of four days leaves after it', async () => {
    const days = (count: number) => new Date(Date.now() - count * 86_400_000).toISOString();
    const mailing = await aMailing(gate, 'releasing', { addressees: 2 });
    const first = await gate.start();
    await handIn(first.port, { to: ['a@inwoner.example', 'b@inwoner.example'], mailing });
    await gate.stop(first);
    const { now } = gate.clock;
    gate.clock.now = () => days(4);
    const permit = await gate.store.permits.find(await givePermit(gate, mailing));
    expect(await gate.store.permits.consume(permit, provenance({ at: days(4) }))).toBe(true);
    gate.clock.now = now;
    const reason = 'Verkeerde brief';
    const stop = await give({ type: 'stop', id: randomUUID(), by: 'anna', at: days(3.9), reason });
    await goOn(stop.id);
    await gate.start();
    await eventually(async () => expect((await counted()).accepted).toBe(2));
  });

  it('a batch of letters waits, and gets its permit when it goes on', async () => {
    const mailing = await aMailing(gate, 'releasing', { addressees: 0 });
    const audience = JSON.stringify({ letter: 40, email: 0, portal: 0 });
    await gate.db.query(
      `update mailings set version = version + 1, state = jsonb_set(jsonb_set(jsonb_set(state,
         '{content,audience}', $2), '{approval,covers,audience}', $2), '{released,0,audience}', $2)
       where id = $1`,
      [mailing, audience],
    );
    const stop = await press();
    expect(await gate.permits.issuePermit({ mailingId: mailing, batch: 1 })).toEqual({ given: 0 });
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    await goOn(stop.id);
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 1, lapsed: 0 });
    expect(await gate.permits.issueSupplementaryPermits()).toEqual({ given: 0, lapsed: 0 });
    const [permit] = await gate.store.permits.ofMailing(mailing);
    expect(permit).toMatchObject({ channel: 'letter', count: 40 });
  });
});
