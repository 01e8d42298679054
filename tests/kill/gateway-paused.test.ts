import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate } from '../support/gate.ts';
import { LONG_LEASE, startGateChild } from '../support/gate-child.ts';
import { givePermit } from '../support/permit-builder.ts';
import { startRoughPeer, type Step } from '../support/rough-peer.ts';

const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 1);
const rounds = Array.from({ length: ROUNDS }, (_, n) => n + 1);
const to = 'a@inwoner.example';

let gate: TestGate;
beforeEach(async () => {
  gate = await testGate();
});
afterEach(() => gate.end());

/** A gateway process that stands still while its peer has come as far as `step`, and another that works on. */
async function oneStandsStill(step: Step) {
  const slow = await startRoughPeer(step, 'silent');
  const mailing = await aMailing(gate, 'releasing', { addressees: 1 });
  const sleeper = await startGateChild(gate, { peerUrl: slow.url });
  await handIn(sleeper.port, { to, mailing });
  await givePermit(gate, mailing);
  await slow.reached(step);
  process.kill(sleeper.pid, 'SIGSTOP');
  const other = await startGateChild(gate, LONG_LEASE);
  return {
    slow,
    wakeUp: () => {
      process.kill(sleeper.pid, 'SIGCONT');
      slow.goOn();
    },
    stop: async () => {
      await Promise.all([sleeper.stop(), other.stop()]);
      await slow.stop();
    },
  };
}

describe('a gateway process that stands still past its lease and wakes up', () => {
  const before: Step[] = ['mail', 'rcpt', 'data'];
  it.each(before.flatMap((step) => rounds.map((n) => [step, n] as const)))(
    'at %s sends no dot for what another has sent meanwhile (round %i)',
    async (step) => {
      const { slow, wakeUp, stop } = await oneStandsStill(step);
      await eventually(() => expect(gate.sink.received).toHaveLength(1), 20_000);
      wakeUp();
      await stop();
      expect(slow.dots).toBe(0);
      expect(gate.sink.received).toHaveLength(1);
      expect(await gate.statuses()).toEqual({ [to]: 'accepted' });
    },
    60_000,
  );

  it.each(rounds)(
    'after the dot: it is in doubt, nobody sends it again, and its late answer still counts (round %i)',
    async () => {
      const { slow, wakeUp, stop } = await oneStandsStill('dot');
      await eventually(
        async () => expect(await gate.statuses()).toEqual({ [to]: 'in-doubt' }),
        20_000,
      );
      wakeUp();
      await eventually(async () => {
        expect(['accepted', 'in-doubt']).toContain((await gate.statuses())[to]);
        expect(slow.dots).toBe(1);
      }, 20_000);
      await stop();
      expect(gate.sink.received).toEqual([]);
      expect(slow.dots).toBe(1);
    },
    60_000,
  );
});
