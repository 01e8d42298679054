import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { aMailing, handIn, type TestGate, testGate } from '../support/gate.ts';
import { givePermit } from '../support/permit-builder.ts';
import { type Mode, MODES, startRoughPeer, type Step, STEPS } from '../support/rough-peer.ts';

let gate: TestGate;
beforeAll(async () => {
  gate = await testGate();
});
afterAll(() => gate.end());

/** Soon where a silence is waited out; where the peer answers, a slow machine is no silence. */
const patienceWith = (mode: Mode) => {
  const ms = mode === 'silent' ? 1_000 : 15_000;
  return { connectTimeoutMs: ms, replyTimeoutMs: ms };
};

/** What must become of the recipient when the peer does this at this step. */
function expected(step: Step, mode: Mode): 'held' | 'failed' | 'in-doubt' {
  const silence = !['421', '4xx', '5xx'].includes(mode);
  if (step === 'dot' && silence) return 'in-doubt';
  // Turned away before MAIL says nothing about the recipient, and before the dot nothing was handed over.
  const aboutRecipient = !['greeting', 'ehlo'].includes(step);
  return mode === '5xx' && aboutRecipient ? 'failed' : 'held';
}

/** How often each case is tried: npm run test:faults -- --times 10. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 1);
const cases = Array.from({ length: ROUNDS }, (_, n) =>
  STEPS.flatMap((step) => MODES.map((mode) => [step, mode, n + 1] as const)),
).flat();

describe('a peer that fails', () => {
  it.each(cases)('at %s by %s (round %i)', async (step, mode, round) => {
    // What the case before left for later is not this peer's.
    await gate.db.query(
      `update deliveries set next_at = now() + interval '1 day' where status = 'held' and attempts > 0`,
    );
    const peer = await startRoughPeer(step, mode);
    const gateway = await gate.start({
      peerUrl: peer.url,
      peer: { url: peer.url, ...patienceWith(mode) },
    });
    try {
      const mailing = await aMailing(gate, 'releasing');
      const to = `${step}.${mode}.${round}@inwoner.example`;
      // Long enough for the fault to come in the middle.
      const text = step === 'body' ? 'Een lange verzonnen brief.\r\n'.repeat(400_000) : 'Kort.';
      await handIn(gateway.port, { to, mailing, text });
      await givePermit(gate, mailing);
      const row = await eventually(async () => {
        const { rows } = await gate.db.query(
          `select status, attempts, reply, next_at > now() as later from deliveries
           where recipient = $1 and attempts = 1 and status not in ('claimed', 'data-opened')`,
          [to],
        );
        expect(rows).toHaveLength(1);
        return rows[0];
      });
      expect(row.status).toBe(expected(step, mode));
      expect(row.reply).not.toBe('');
      expect(peer.accepted).toEqual([]);
      expect(peer.dots).toBe(step === 'dot' ? 1 : 0);
      // Not tried again at once, and what is in doubt not at all.
      expect(row.later).toBe(row.status === 'held' ? true : null);
    } finally {
      await gate.stop(gateway);
      await peer.stop();
    }
  });
});
